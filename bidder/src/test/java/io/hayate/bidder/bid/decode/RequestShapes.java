package io.hayate.bidder.bid.decode;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields {@link RandomRequests} puts into which object; what is named twice comes more often, also repeated. Of {@code
 * name:shape} the value is not that of other fields of the name.
 */
final class RequestShapes {
    static final List<String> REQUEST = List.of(
            "test", "at", "tmax", "cur", "wseat", "bseat", "bcat", "acat", "cattax", "badv", "bapp", "wlang", "wlangb",
            "site", "app", "dooh", "device", "user", "regs", "source", "imp");
    static final List<String> IMPRESSION = List.of(
            "id",
            "banner",
            "video",
            "audio",
            "native",
            "instl",
            "secure",
            "bidfloor",
            "bidfloorcur",
            "pmp",
            "tagid",
            "banner",
            "pmp",
            "ext:impExt",
            "rwdd",
            "exp",
            "qty",
            "video",
            "native");

    private static final List<String> INVENTORY = List.of(
            "domain", "page", "bundle", "id", "publisher", "cat", "sectioncat", "pagecat", "content", "content");
    private static final List<String> REGULATIONS =
            List.of("coppa", "gdpr", "us_privacy", "gpp_sid", "gpp", "gpc", "ext", "gdpr", "consent");
    private static final List<String> MEDIA = List.of(
            "mimes",
            "protocols",
            "protocol",
            "minduration",
            "maxduration",
            "rqddurs",
            "w",
            "h",
            "linearity",
            "placement",
            "plcmt",
            "skip",
            "skipmin",
            "skipafter",
            "delivery",
            "minbitrate",
            "maxbitrate",
            "battr",
            "api",
            "pos",
            "companionad",
            "companionad:companions22",
            "companiontype",
            "podid",
            "poddur",
            "maxseq",
            "mincpmpersec",
            "durfloors",
            "startdelay");
    private static final List<String> REWARDS =
            List.of("rwdd", "reward", "rewarded", "is_rewarded_inventory", "prebid", "prebid", "gpid");
    private static final List<String> KIND = List.of("type", "len", "w", "h", "wmin", "hmin", "mimes", "type");

    /** Of an object, its fields. */
    static final Map<String, List<String>> OBJECTS = Map.ofEntries(
            Map.entry("site", INVENTORY),
            Map.entry("app", INVENTORY),
            Map.entry("dooh", INVENTORY),
            Map.entry(
                    "device",
                    List.of(
                            "devicetype",
                            "os",
                            "osv",
                            "language",
                            "langb",
                            "w",
                            "h",
                            "geo",
                            "geo",
                            "make",
                            "carrier",
                            "connectiontype",
                            "lmt",
                            "dnt",
                            "ua",
                            "ip")),
            Map.entry("geo", List.of("country", "region", "metro", "city", "zip", "lat", "lon", "lat", "lon", "type")),
            Map.entry("publisher", List.of("id", "name", "cat", "id")),
            Map.entry("content", List.of("cat", "id", "cat")),
            Map.entry("user", List.of("id", "data", "data", "buyeruid", "consent", "ext")),
            Map.entry("provider", List.of("id", "segment", "segment")),
            Map.entry("segmentObject", List.of("id", "value", "id")),
            Map.entry("regs", REGULATIONS),
            Map.entry("ext", REGULATIONS),
            Map.entry(
                    "banner",
                    List.of(
                            "w", "h", "wmin", "wmax", "hmin", "hmax", "format", "battr", "btype", "pos", "api",
                            "format", "mimes", "expdir", "vcm")),
            Map.entry("size", List.of("w", "h", "w", "h", "wratio", "hratio", "wmin")),
            Map.entry("ratio", List.of("wratio", "hratio", "wratio", "hratio", "wmin", "h")),
            Map.entry("video", MEDIA),
            Map.entry("audio", MEDIA),
            Map.entry("companions22", List.of("banner:companionad", "id")),
            Map.entry(
                    "companion",
                    List.of("w", "h", "w", "h", "vcm", "format", "id", "battr", "btype", "mimes:pictures")),
            Map.entry("durationFloor", List.of("mindur", "maxdur", "bidfloor")),
            Map.entry("native", List.of("request", "request", "ver", "api", "battr")),
            Map.entry(
                    "nativeRequest",
                    List.of(
                            "ver",
                            "assets",
                            "assets",
                            "privacy",
                            "eventtrackers",
                            "layout",
                            "seq",
                            "native:nativeRequest")),
            Map.entry(
                    "asset",
                    List.of("id", "id", "required", "title", "img", "video", "data:assetData", "data", "title", "id")),
            Map.entry("title", KIND),
            Map.entry("img", KIND),
            Map.entry("assetData", KIND),
            Map.entry("tracker", List.of("event", "methods", "event", "methods")),
            Map.entry("impExt", REWARDS),
            Map.entry("prebid", List.of("is_rewarded_inventory", "bidder")),
            Map.entry("qty", List.of("multiplier", "sourcetype", "multiplier")),
            Map.entry("pmp", List.of("private_auction", "deals", "deals")),
            Map.entry(
                    "deal",
                    List.of(
                            "id",
                            "bidfloor",
                            "bidfloorcur",
                            "at",
                            "wseat",
                            "wadomain",
                            "guar",
                            "mincpmpersec",
                            "durfloors")),
            Map.entry("source", List.of("schain", "schain", "ext:sourceExt", "tid")),
            Map.entry("sourceExt", List.of("schain", "schain", "other")),
            Map.entry("schain", List.of("complete", "complete", "nodes", "nodes", "ver")),
            Map.entry("node", List.of("asi", "sid", "asi", "sid", "hp")));

    /** Of an array, what its elements are. */
    static final Map<String, String> ARRAYS = Map.ofEntries(
            Map.entry("data", "provider"),
            Map.entry("segment", "segmentObject"),
            Map.entry("format", "format entry"),
            Map.entry("deals", "deal"),
            Map.entry("companionad", "companion"),
            Map.entry("durfloors", "durationFloor"),
            Map.entry("assets", "asset"),
            Map.entry("eventtrackers", "tracker"),
            Map.entry("nodes", "node"),
            Map.entry("battr", "type"),
            Map.entry("btype", "number"),
            Map.entry("api", "type"),
            Map.entry("expdir", "type"),
            Map.entry("protocols", "type"),
            Map.entry("protocol", "type"),
            Map.entry("rqddurs", "type"),
            Map.entry("delivery", "type"),
            Map.entry("companiontype", "type"),
            Map.entry("methods", "type"),
            Map.entry("mimes", "text"),
            Map.entry("pictures", "picture"),
            Map.entry("cur", "text"),
            Map.entry("wseat", "text"),
            Map.entry("bseat", "text"),
            Map.entry("bcat", "text"),
            Map.entry("acat", "text"),
            Map.entry("badv", "text"),
            Map.entry("bapp", "text"),
            Map.entry("wlang", "text"),
            Map.entry("wlangb", "text"),
            Map.entry("wadomain", "text"),
            Map.entry("cat", "text"),
            Map.entry("sectioncat", "text"),
            Map.entry("pagecat", "text"));

    /** What is mostly a text. */
    static final Set<String> TEXTS = Set.of(
            "text",
            "id",
            "domain",
            "page",
            "bundle",
            "os",
            "osv",
            "language",
            "langb",
            "country",
            "region",
            "metro",
            "city",
            "zip",
            "make",
            "carrier",
            "us_privacy",
            "gpp",
            "consent",
            "bidfloorcur",
            "ua",
            "podid",
            "ver",
            "asi",
            "sid");

    /** What is mostly a number of 0 or more. */
    static final Set<String> COUNTS = Set.of(
            "type",
            "len",
            "wmin",
            "hmin",
            "wratio",
            "hratio",
            "w",
            "h",
            "vcm",
            "event",
            "required",
            "privacy",
            "complete",
            "minduration",
            "maxduration",
            "linearity",
            "skip",
            "skipmin",
            "skipafter",
            "minbitrate",
            "maxbitrate",
            "poddur",
            "maxseq",
            "mindur",
            "maxdur",
            "guar",
            "rwdd",
            "reward",
            "rewarded",
            "is_rewarded_inventory");

    private RequestShapes() {}
}
