package io.hayate.bidder.bid.decode;

/** Names of the OpenRTB fields that are read, in any object; two entries are not names. Immutable; shared. */
enum Key {
    /** No further key: the object ended, or the JSON is broken. */
    NONE(""),
    /** A field that is not read. */
    OTHER(""),

    ID("id"),
    TEST("test"),
    AT("at"),
    TMAX("tmax"),
    CUR("cur"),
    WSEAT("wseat"),
    BSEAT("bseat"),
    BCAT("bcat"),
    ACAT("acat"),
    CATTAX("cattax"),
    BADV("badv"),
    BAPP("bapp"),
    WLANG("wlang"),
    WLANGB("wlangb"),
    IMP("imp"),
    SITE("site"),
    APP("app"),
    DOOH("dooh"),
    DEVICE("device"),
    USER("user"),
    REGS("regs"),
    EXT("ext"),

    DOMAIN("domain"),
    PAGE("page"),
    BUNDLE("bundle"),
    PUBLISHER("publisher"),
    CAT("cat"),
    SECTIONCAT("sectioncat"),
    PAGECAT("pagecat"),
    CONTENT("content"),

    DEVICETYPE("devicetype"),
    OS("os"),
    OSV("osv"),
    LANGUAGE("language"),
    LANGB("langb"),
    W("w"),
    H("h"),
    MAKE("make"),
    CARRIER("carrier"),
    CONNECTIONTYPE("connectiontype"),
    LMT("lmt"),
    DNT("dnt"),
    GEO("geo"),
    COUNTRY("country"),
    REGION("region"),
    METRO("metro"),
    CITY("city"),
    ZIP("zip"),
    LAT("lat"),
    LON("lon"),

    DATA("data"),
    SEGMENT("segment"),
    CONSENT("consent"),

    COPPA("coppa"),
    GDPR("gdpr"),
    US_PRIVACY("us_privacy"),
    GPP("gpp"),
    GPP_SID("gpp_sid"),
    GPC("gpc"),

    BANNER("banner"),
    VIDEO("video"),
    AUDIO("audio"),
    NATIVE("native"),
    INSTL("instl"),
    SECURE("secure"),
    BIDFLOOR("bidfloor"),
    BIDFLOORCUR("bidfloorcur"),
    PMP("pmp"),

    WMIN("wmin"),
    WMAX("wmax"),
    HMIN("hmin"),
    HMAX("hmax"),
    FORMAT("format"),
    BATTR("battr"),
    BTYPE("btype"),
    POS("pos"),

    PRIVATE_AUCTION("private_auction"),
    DEALS("deals"),
    WADOMAIN("wadomain"),

    // Formats and impressions of OpenRTB 2.6
    MIMES("mimes"),
    API("api"),
    EXPDIR("expdir"),
    VCM("vcm"),
    WRATIO("wratio"),
    HRATIO("hratio"),

    RWDD("rwdd"),
    REWARD("reward"),
    REWARDED("rewarded"),
    IS_REWARDED_INVENTORY("is_rewarded_inventory"),
    PREBID("prebid"),
    IS_REWARDED("is_rewarded"),
    VIDEOTYPE("videotype"),
    PLACEMENTTYPE("placementtype"),
    BILLING_ID("billing_id"),
    EXP("exp"),
    QTY("qty"),
    MULTIPLIER("multiplier"),
    GUAR("guar"),
    MINCPMPERSEC("mincpmpersec"),
    DURFLOORS("durfloors"),
    MINDUR("mindur"),
    MAXDUR("maxdur"),

    PROTOCOL("protocol"),
    PROTOCOLS("protocols"),
    MINDURATION("minduration"),
    MAXDURATION("maxduration"),
    RQDDURS("rqddurs"),
    BOXINGALLOWED("boxingallowed"),
    LINEARITY("linearity"),
    PLACEMENT("placement"),
    PLCMT("plcmt"),
    SKIP("skip"),
    SKIPMIN("skipmin"),
    SKIPAFTER("skipafter"),
    DELIVERY("delivery"),
    MINBITRATE("minbitrate"),
    MAXBITRATE("maxbitrate"),
    COMPANIONAD("companionad"),
    COMPANIONTYPE("companiontype"),
    PODID("podid"),
    PODDUR("poddur"),
    MAXSEQ("maxseq"),

    // Native
    REQUEST("request"),
    VER("ver"),
    ASSETS("assets"),
    REQUIRED("required"),
    TITLE("title"),
    IMG("img"),
    TYPE("type"),
    LEN("len"),
    PRIVACY("privacy"),
    EVENTTRACKERS("eventtrackers"),
    EVENT("event"),
    METHODS("methods"),

    // Transparency by the Digital Services Act
    DSA("dsa"),
    DSAREQUIRED("dsarequired"),

    // Supply chain
    SOURCE("source"),
    SCHAIN("schain"),
    COMPLETE("complete"),
    NODES("nodes"),
    ASI("asi"),
    SID("sid");

    final String field;

    Key(final String field) {
        this.field = field;
    }

    /** One bit per key, for sets of keys in a long; only of the first 64 keys, which those of the request's top level are. */
    long bit() {
        assert ordinal() < Long.SIZE;
        return 1L << ordinal();
    }
}
