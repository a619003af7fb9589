package io.hayate.loadtest.check;

/**
 * Every rule that an answer must keep, with the document it comes from. Immutable; shared.
 *
 * <p>"2.6" is OpenRTB 2.6, "7.x" its implementation notes, "HTTP" and "campaigns" this project's documents.
 */
public enum Rule {
    STATUS("status", "HTTP; 2.6 section 2.1", "200 has a body, 204 and 400 have none; no other status on this path."),
    REQUEST_READABLE("request-readable", "HTTP", "Nothing but a readable bid request is answered with content."),
    UNUSABLE_FIELD(
            "unusable-field", "HTTP", "No bid where a field that restricts bids is of a type that says nothing."),
    ANSWER_JSON("answer-json", "2.6 section 2.3", "One JSON object in strict UTF-8, no key twice."),
    ANSWER_ID("answer-id", "2.6 section 4.2.1", "The request's id, as the token it was."),
    SEATBID("seatbid", "2.6 sections 4.2.1, 4.2.2", "At least one seatbid with at least one bid each."),
    FIELD_TYPE("field-type", "2.6 section 4.2.3", "Optional fields have the type that the specification names."),
    BID_ID("bid-id", "2.6 section 4.2.3", "A string, unique in the answer."),
    IMP_ID("imp-id", "2.6 section 4.2.3", "The id of an impression of the request, as the token it was."),
    PRICE("price", "2.6 section 4.2.3", "A number above 0."),
    FLOOR(
            "floor",
            "2.6 sections 3.2.4, 3.2.12; 7.11.2",
            "Not below the deal's or the impression's floor, in its currency."),
    DEAL_ID("deal-id", "2.6 section 3.2.12", "The id of a deal of the impression, as the token it was."),
    DEAL_PRICE("deal-price", "2.6 section 3.2.12", "Under a deal with at 3 its bidfloor is the price."),
    PRIVATE_AUCTION("private-auction", "2.6 section 3.2.11", "In a private auction only bids under a deal."),
    DEAL_SEAT("deal-seat", "2.6 section 3.2.12", "The deal's wseat, if any, names the seat."),
    DEAL_ADVERTISER("deal-advertiser", "2.6 section 3.2.12", "The deal's wadomain, if any, names the advertiser."),
    CURRENCY("currency", "2.6 sections 3.2.1, 4.2.1", "A currency of the request's cur, if any; USD unless said."),
    SEAT("seat", "2.6 section 3.2.1", "In wseat, if any, and not in bseat."),
    CATEGORY("category", "2.6 section 3.2.1; AdCOM category taxonomies", "Not in bcat, inside acat, parents included."),
    ADVERTISER("advertiser", "2.6 section 3.2.1", "No domain in badv, nor a subdomain of one."),
    APP("app", "2.6 section 3.2.1", "The advertised app is not in bapp."),
    LANGUAGE("language", "2.6 section 3.2.1", "The creative's language, if any, is in wlang and wlangb."),
    MEDIA_TYPE("media-type", "2.6 section 4.2.3", "mtype names a media object of the impression."),
    SIZE("size", "2.6 sections 3.2.6, 3.2.10; campaigns", "Width and height are offered."),
    ATTRIBUTE("attribute", "2.6 section 3.2.6; AdCOM creative attributes", "No attribute is in battr."),
    BANNER_TYPE("banner-type", "2.6 section 3.2.6", "The markup is of no type in btype."),
    API("api", "2.6 section 3.2.6", "The markup needs no API that is not listed."),
    MARKUP("markup", "2.6 section 4.3", "adm or nurl; adm is text, VAST or native JSON as mtype says."),
    SECURE("secure", "2.6 section 3.2.4", "Assets and trackers load over https where secure is 1."),
    OWN_MACRO("own-macro", "campaigns", "The bidder's own macros are filled in."),
    NOTICE_URL("notice-url", "2.6 section 4.2.3", "nurl, burl, lurl, iurl are absolute http or https URLs."),
    CREATIVE_ID("creative-id", "2.6 section 4.2.3; asked for by exchanges", "crid is there."),
    CAMPAIGN_ID("campaign-id", "2.6 section 4.2.3; asked for by exchanges", "cid is there."),
    ADVERTISER_DOMAIN("advertiser-domain", "2.6 section 4.2.3; asked for by exchanges", "adomain has bare domains."),
    ONE_BID("one-bid", "HTTP, profile demo; 7.3", "One open bid, and one under each deal, for an impression."),
    CAMPAIGN_ONCE("campaign-once", "HTTP, profile demo", "A campaign bids at most once on an impression.");

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
