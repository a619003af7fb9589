package io.hayate.bidder.bid;

import io.hayate.bidder.telemetry.Counted;

/**
 * Every way to say no, in the order of the route; of several impressions' reasons the furthest is the request's.
 *
 * <p>{@link #nbr} is OpenRTB's no-bid reason (OpenRTB 3.0, list of no-bid reason codes; 500 and above are ours).
 * Immutable; shared.
 */
public enum NoBidReason implements Counted {
    INVALID_REQUEST(2, "invalid_request", "The body is not a bid request; answered 400."),
    BIDDING_OFF(500, "bidding_off", "The kill switch is on, for all or for this exchange."),
    BREAKER(545, "breaker", "The circuit breaker is open, for all or for this exchange."),
    EXPIRED_BEFORE_DECODE(15, "expired_before_decode", "The deadline had passed before the body was read."),
    EXPIRED_BEFORE_MATCH(15, "expired_before_match", "The deadline had passed before campaigns were looked at."),
    EXPIRED_BEFORE_WRITE(15, "expired_before_write", "The deadline had passed before the answer was written."),
    UNUSABLE_REQUEST(2, "unusable_request", "A field that restricts bids is of a type that says nothing."),
    TOO_COMPLEX(2, "too_complex", "More deals, list items or nodes of a supply chain than the limits allow."),
    NO_TIME(15, "no_time", "tmax is unusable, or leaves no time after the exchange's margin."),
    CURRENCY_NOT_ALLOWED(501, "currency_not_allowed", "The request allows no currency that there is."),
    SEAT_NOT_ALLOWED(502, "seat_not_allowed", "wseat, bseat or the deal's wseat rule out our seat."),
    TRANSPARENCY_REQUIRED(
            532, "transparency_required", "regs.ext.dsa requires data on who paid, which campaigns do not have."),
    INCOMPLETE_SUPPLY_CHAIN(
            16,
            "incomplete_supply_chain",
            "A node has no asi or no sid, the last is not the exchange, or schain-complete asks for more than is told."),
    BLOCKED_SUPPLY_CHAIN_NODE(17, "blocked_supply_chain_node", "blocked-asi rules out a node of the supply chain."),
    SELLERS_UNKNOWN(11, "sellers_unknown", "No authorised sellers are loaded for the inventory, and sellers-required."),
    SELLER_NOT_AUTHORIZED(12, "seller_not_authorized", "The seller is not among those authorised for the inventory."),
    CONSENT_MISSING(
            530, "consent_missing", "The GDPR applies, no consent can be told, and privacy-without-consent is no-bid."),
    CONSENT_DENIED(531, "consent_denied", "The consent string denies the selection of ads (TCF purpose 2)."),
    UNUSABLE_IMPRESSION(2, "unusable_impression", "The impression has no id, no media, or a rule of an odd type."),
    TRACKER_NOT_SECURE(504, "tracker_not_secure", "The impression is secure and tracker-url is not https."),
    BILLING_ID_NOT_OFFERED(
            541,
            "billing_id_not_offered",
            "imp.ext.billing_id has none of the profile's billingIds, or several and it has none."),
    NO_CAMPAIGN(506, "no_campaign", "No active campaign targets this impression."),
    PACED(544, "paced", "Campaigns do not take part: their budget is spread over the day, and this is not its turn."),
    NO_SIZE(507, "no_size", "No creative of the campaigns has an offered format and, of a banner, an allowed size."),
    FORMAT_NOT_OFFERED(503, "format_not_offered", "The impression does not offer the creative's format."),
    NOT_SECURE(508, "not_secure", "The impression is secure, the creative is not."),
    BLOCKED_CATEGORY(509, "blocked_category", "bcat or acat rule out the creative's categories."),
    BLOCKED_ADVERTISER(510, "blocked_advertiser", "badv or the deal's wadomain rule out the creative's domain."),
    BLOCKED_APP(511, "blocked_app", "bapp rules out the app that the creative advertises."),
    BLOCKED_ATTRIBUTE(512, "blocked_attribute", "battr rules out an attribute of the creative."),
    BLOCKED_BANNER_TYPE(513, "blocked_banner_type", "btype rules out the type of the creative."),
    MIME_NOT_OFFERED(519, "mime_not_offered", "The impression lists mimes, and none of the creative's."),
    API_NOT_OFFERED(520, "api_not_offered", "The creative needs an API framework that is not listed."),
    EXPANSION_NOT_OFFERED(521, "expansion_not_offered", "expdir rules out a direction that the creative expands to."),
    PROTOCOL_NOT_OFFERED(522, "protocol_not_offered", "The impression offers no VAST version that we write."),
    DURATION_NOT_OFFERED(523, "duration_not_offered", "The creative is shorter or longer than the impression allows."),
    LINEARITY_NOT_OFFERED(524, "linearity_not_offered", "linearity rules out the creative."),
    BOXING_NOT_ALLOWED(
            529, "boxing_not_allowed", "boxingallowed rules out a video of another ratio than the player's."),
    SKIP_NOT_OFFERED(525, "skip_not_offered", "The creative can be skipped and the impression does not allow it."),
    DELIVERY_NOT_OFFERED(526, "delivery_not_offered", "delivery rules out how the creative is delivered."),
    BITRATE_NOT_OFFERED(527, "bitrate_not_offered", "The creative's bit rate is out of range, or not known."),
    ASSETS_NOT_FILLED(528, "assets_not_filled", "The creative cannot fill what the native request requires."),
    TRACKER_NOT_OFFERED(
            533,
            "tracker_not_offered",
            "The exchange bills on impressions, and the native request takes no pixel that counts them."),
    LANGUAGE_NOT_ALLOWED(514, "language_not_allowed", "wlang or wlangb rule out the creative's language."),
    CAPPED_WITHOUT_USER(
            8,
            "capped_without_user",
            "The campaign has frequency caps, the user cannot be told, and caps-without-user is no-bid."),
    FREQUENCY_CAPPED(9, "frequency_capped", "The user has seen the campaign, creative or advertiser often enough."),
    NO_VALUE(
            542,
            "no_value",
            "The campaign pays for clicks or conversions, and an impression is worth nothing to it, or not known yet."),
    FLOOR_CURRENCY(505, "floor_currency", "The floor is in a currency that there is no rate of, or none young enough."),
    NO_RATE(540, "no_rate", "There is no rate, or none young enough, from the campaign's currency to the answer's."),
    BELOW_FLOOR(515, "below_floor", "The campaign bids less than the impression's or the deal's floor."),
    NO_BUDGET(516, "no_budget", "The campaign's budget, or this loop's lease on it, is spent or reserved."),
    CREATIVE_UNREADABLE(517, "creative_unreadable", "The creative could not be read in time."),
    ANSWER_TOO_LARGE(518, "answer_too_large", "The answer did not fit its limit.");

    public final int nbr;
    private final String label;
    private final String sentence;

    NoBidReason(final int nbr, final String label, final String sentence) {
        this.nbr = nbr;
        this.label = label;
        this.sentence = sentence;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
