package io.hayate.loadtest.check;

/**
 * Every rule that an answer must keep, with the document it comes from. Immutable; shared.
 *
 * <p>"2.6" is OpenRTB 2.6, "7.x" its implementation notes, "Native"
 * the Native Ads specification 1.2, "HTTP", "profiles" and "campaigns" this project's documents.
 */
public enum Rule {
    STATUS("status", "HTTP; 2.6 section 2.1", "200 has a body, 204 and 400 have none; no other status on this path."),
    REQUEST_READABLE("request-readable", "HTTP", "Nothing but a readable bid request is answered with content."),
    UNUSABLE_FIELD(
            "unusable-field", "HTTP", "No bid where a field that restricts bids is of a type that says nothing."),
    ANSWER_JSON("answer-json", "2.6 section 2.3", "One JSON object in strict UTF-8, no key twice."),
    ANSWER_ID("answer-id", "2.6 section 4.2.1", "The request's id, as the token it was."),
    NO_BID_FORM(
            "no-bid-form",
            "2.6 section 4.2.1; 7.1; profiles",
            "A no-bid has the form that the exchange takes, and a listed nbr."),
    SEATBID("seatbid", "2.6 sections 4.2.1, 4.2.2", "At least one seatbid with at least one bid each."),
    FIELD_TYPE("field-type", "2.6 section 4.2.3", "Optional fields have the type that the specification names."),
    BID_ID("bid-id", "2.6 section 4.2.3", "A string, unique in the answer."),
    IMP_ID("imp-id", "2.6 section 4.2.3", "The id of an impression of the request, as the token it was."),
    PRICE("price", "2.6 section 4.2.3", "A number above 0."),
    FLOOR(
            "floor",
            "2.6 sections 3.2.4, 3.2.12; 7.11.2",
            "Not below the deal's or the impression's floor, converted to the bid's currency."),
    DURATION_FLOOR(
            "duration-floor",
            "2.6 section 3.2.35; 7.11.2",
            "Not below the floor for its duration; outside of all ranges the impression's."),
    FLOOR_PER_SECOND(
            "floor-per-second", "2.6 sections 3.2.7, 3.2.8, 3.2.12; 7.6", "Not below mincpmpersec times its seconds."),
    DEAL_ID("deal-id", "2.6 section 3.2.12", "The id of a deal of the impression, as the token it was."),
    DEAL_PRICE("deal-price", "2.6 section 3.2.12", "Under a deal with at 3 its bidfloor is the price."),
    PRIVATE_AUCTION("private-auction", "2.6 section 3.2.11", "In a private auction only bids under a deal."),
    DEAL_SEAT("deal-seat", "2.6 section 3.2.12", "The deal's wseat, if any, names the seat."),
    DEAL_ADVERTISER("deal-advertiser", "2.6 section 3.2.12", "The deal's wadomain, if any, names the advertiser."),
    CURRENCY("currency", "2.6 sections 3.2.1, 4.2.1", "A currency of the request's cur, if any; USD unless said."),
    SEAT("seat", "2.6 section 3.2.1", "In wseat, if any, and not in bseat."),
    OWN_SEAT("own-seat", "campaigns", "The seat is the advertiser's for the exchange, else the profile's."),
    BLOCKED_SITE("blocked-site", "campaigns", "No bid of an advertiser on a site that it blocks, nor below one."),
    CATEGORY("category", "2.6 section 3.2.1; AdCOM category taxonomies", "Not in bcat, inside acat, parents included."),
    ADVERTISER("advertiser", "2.6 section 3.2.1", "No domain in badv, nor a subdomain of one."),
    APP("app", "2.6 section 3.2.1", "The advertised app is not in bapp."),
    LANGUAGE("language", "2.6 section 3.2.1", "The creative's language, if any, is in wlang and wlangb."),
    MEDIA_TYPE("media-type", "2.6 section 4.2.3", "mtype names a media object of the impression."),
    ONE_FORMAT("one-format", "2.6 section 4.2.3", "Fields and markup are of the format in mtype, and of no other."),
    SIZE("size", "2.6 sections 3.2.6, 3.2.10; campaigns", "Width and height, or the ratio, are offered."),
    ATTRIBUTE("attribute", "2.6 section 3.2.6; AdCOM creative attributes", "No attribute is in battr."),
    BANNER_TYPE("banner-type", "2.6 section 3.2.6", "The markup is of no type in btype."),
    API("api", "2.6 section 3.2.6; AdCOM API frameworks", "The markup needs no API that is not listed."),
    MIME("mime", "2.6 sections 3.2.6 to 3.2.8; Native 4.4", "The content is of an offered type."),
    EXPANSION(
            "expansion", "2.6 section 3.2.6; AdCOM", "What expands has a direction to expand to, if expdir is there."),
    MARKUP("markup", "2.6 section 4.3", "adm or nurl; adm is text, VAST or native JSON as mtype says."),
    SECURE("secure", "2.6 section 3.2.4", "Assets and trackers load over https where secure is 1."),
    PROTOCOL(
            "protocol",
            "2.6 section 3.2.7; AdCOM",
            "protocol and the document are offered; up to VAST 3.0 if none is listed."),
    DURATION(
            "duration",
            "2.6 sections 3.2.7, 3.2.8",
            "dur is in rqddurs, else from minduration to maxduration, and not above poddur."),
    SLOT_IN_POD("slot-in-pod", "2.6 section 4.2.3; 7.6", "slotinpod only in dynamic pods, where the seller sells it."),
    SKIP(
            "skip",
            "2.6 section 3.2.7; AdCOM",
            "Skippable only where it may be, not for a reward, after skipafter, longer than skipmin; attr says so."),
    LINEARITY("linearity", "2.6 section 3.2.7", "Linear or not, as linearity asks."),
    DELIVERY("delivery", "2.6 sections 3.2.7, 3.2.8; AdCOM", "A media file is delivered in an offered way."),
    BITRATE("bitrate", "2.6 sections 3.2.7, 3.2.8", "A media file is from minbitrate to maxbitrate."),
    COMPANION("companion", "2.6 sections 3.2.7, 3.2.8", "Companions only if asked for, in an asked size and type."),
    VAST_KIND("vast-kind", "VAST; AdCOM", "One Ad, inline or wrapper as protocol says."),
    VAST_VERSION("vast-version", "VAST; AdCOM", "The version that protocol says."),
    VAST_ELEMENT("vast-element", "VAST 2.0 to 4.3", "What its version requires is there."),
    VAST_URL("vast-url", "VAST", "URLs are absolute."),
    VAST_TRACKING("vast-tracking", "VAST 2.0 to 4.3", "Tracking events are of its version."),
    VAST_DURATION("vast-duration", "VAST; 2.6 section 4.2.3", "Duration is the bid's dur."),
    VAST_SIZE("vast-size", "VAST; 2.6 section 4.2.3", "A media file has the bid's width and height."),
    NATIVE_FORM(
            "native-form",
            "Native 3.1, 5.1; profiles",
            "Text or object as the exchange takes it, wrapped and versioned as the request, assetsurl and dcourl if allowed."),
    NATIVE_ASSET("native-asset", "Native 5.2", "Assets are asked for, each once, of the asked kind and type."),
    NATIVE_REQUIRED("native-required", "Native 4.2", "Required assets are there; what is there is not empty."),
    NATIVE_LENGTH("native-length", "Native 4.3, 4.6", "Texts have at most len characters."),
    NATIVE_IMAGE("native-image", "Native 4.4; campaigns", "Images are of an asked size or ratio."),
    NATIVE_LINK("native-link", "Native 5.7", "link and its trackers are absolute URLs."),
    NATIVE_TRACKER("native-tracker", "Native 4.7, 5.8", "Event trackers only as offered; each URL absolute and once."),
    NATIVE_PRIVACY("native-privacy", "Native 4.1, 5.1", "A privacy URL only where it is asked for."),
    OWN_IMPRESSION("own-impression", "HTTP", "Where this bidder is notified, VAST and native count its impression."),
    OWN_MACRO("own-macro", "campaigns", "The bidder's own macros are filled in."),
    NOTICE_URL("notice-url", "2.6 section 4.2.3", "nurl, burl, lurl, iurl are absolute http or https URLs."),
    CREATIVE_ID("creative-id", "2.6 section 4.2.3; asked for by exchanges", "crid is there."),
    CREATIVE_ID_LENGTH("creative-id-length", "profiles", "crid has at most the bytes that the exchange takes."),
    CAMPAIGN_ID(
            "campaign-id",
            "2.6 section 4.2.3; asked for by exchanges",
            "cid is there; a campaign of the bidder's, where those are told."),
    ADVERTISER_DOMAIN("advertiser-domain", "2.6 section 4.2.3; asked for by exchanges", "adomain has bare domains."),
    REQUIRED_FIELD("required-field", "profiles", "Every field that the exchange asks for is there."),
    BILLING_ID(
            "billing-id",
            "Authorized Buyers, bid on behalf of multiple accounts",
            "Of several accounts that the impression offers a bid names one, and never another."),
    EXPIRY("expiry", "2.6 section 4.2.3", "exp, if any, is above 0."),
    GROUP("group", "2.6 sections 3.2.1, 4.2.2", "All or nothing only where allimps is 1."),
    ONE_BID(
            "one-bid",
            "HTTP, profiles; 7.3",
            "As many open bids, and bids under each deal, for an impression as the profile says; one unless it does."),
    CAMPAIGN_ONCE("campaign-once", "HTTP, profiles", "A campaign bids at most once on an impression."),
    USER_ID(
            "user-id",
            "2.6 section 7.5; TCF; US Privacy",
            "No user id of the request shows where its use is not permitted."),
    CONSENT("consent", "TCF v2", "No bid where the consent string denies purpose 2 on every ground."),
    TRANSPARENCY(
            "transparency",
            "DSA transparency extension of OpenRTB 2.x",
            "Where dsarequired is 2 or 3, or cannot be read, a bid says in ext.dsa who it is for and who paid."),
    SUPPLY_CHAIN("supply-chain", "2.6 section 3.2.25; profiles", "No bid through a chain that the bidder keeps from.");

    private final String label;
    private final String source;
    private final String sentence;

    Rule(final String label, final String source, final String sentence) {
        this.label = label;
        this.source = source;
        this.sentence = sentence;
    }

    public String label() {
        return label;
    }

    /** The document and section it comes from. */
    public String source() {
        return source;
    }

    public String sentence() {
        return sentence;
    }
}
