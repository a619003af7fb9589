package io.hayate.bidder.bid;

import io.hayate.bidder.telemetry.Counted;

/**
 * Every way to say no, in the order of the route; of several impressions' reasons the furthest is the request's.
 *
 * <p>{@link #nbr} is OpenRTB's no-bid reason (OpenRTB 3.0, list of no-bid reason codes; 500 and above are ours). Immutable; shared.
 */
public enum NoBidReason implements Counted {
    INVALID_REQUEST(2, "invalid_request", "The body is not a bid request; answered 400."),
    BIDDING_OFF(500, "bidding_off", "The kill switch is on, for all or for this exchange."),
    EXPIRED_BEFORE_DECODE(15, "expired_before_decode", "The deadline had passed before the body was read."),
    EXPIRED_BEFORE_MATCH(15, "expired_before_match", "The deadline had passed before campaigns were looked at."),
    EXPIRED_BEFORE_WRITE(15, "expired_before_write", "The deadline had passed before the answer was written."),
    UNUSABLE_REQUEST(2, "unusable_request", "A field that restricts bids is of a type that says nothing."),
    TOO_COMPLEX(2, "too_complex", "More deals or list items than the limits allow."),
    NO_TIME(15, "no_time", "tmax is unusable, or leaves no time after the exchange's margin."),
    CURRENCY_NOT_ALLOWED(501, "currency_not_allowed", "The request allows no currency that we bid in."),
    SEAT_NOT_ALLOWED(502, "seat_not_allowed", "wseat, bseat or the deal's wseat rule out our seat."),
    UNUSABLE_IMPRESSION(2, "unusable_impression", "The impression has no id, no media, or a rule of an odd type."),
    FORMAT_NOT_SUPPORTED(503, "format_not_supported", "Only video, audio or native is asked for."),
    TRACKER_NOT_SECURE(504, "tracker_not_secure", "The impression is secure and tracker-url is not https."),
    NO_CAMPAIGN(506, "no_campaign", "No active campaign targets this impression."),
    NO_SIZE(507, "no_size", "No creative of the campaigns has an allowed size."),
    NOT_SECURE(508, "not_secure", "The impression is secure, the creative is not."),
    BLOCKED_CATEGORY(509, "blocked_category", "bcat or acat rule out the creative's categories."),
    BLOCKED_ADVERTISER(510, "blocked_advertiser", "badv or the deal's wadomain rule out the creative's domain."),
    BLOCKED_APP(511, "blocked_app", "bapp rules out the app that the creative advertises."),
    BLOCKED_ATTRIBUTE(512, "blocked_attribute", "battr rules out an attribute of the creative."),
    BLOCKED_BANNER_TYPE(513, "blocked_banner_type", "btype rules out the type of the creative."),
    LANGUAGE_NOT_ALLOWED(514, "language_not_allowed", "wlang or wlangb rule out the creative's language."),
    NO_RATE(540, "no_rate", "No rate between the campaign's currency and the answer's."),
    FLOOR_CURRENCY(505, "floor_currency", "The floor is in a currency that we do not convert."),
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
