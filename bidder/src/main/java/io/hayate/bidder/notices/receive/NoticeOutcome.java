package io.hayate.bidder.notices.receive;

import io.hayate.bidder.telemetry.Counted;

/**
 * What became of a notice; exactly one of the outcomes up to {@link #LEDGER_FULL} for each, and beside it what was odd
 * about its price. Immutable; shared.
 */
public enum NoticeOutcome implements Counted {
    WIN_PASSED_ON("win_passed_on", "A verified win notice was handed to the ledger."),
    BILL_PASSED_ON("bill_passed_on", "A verified billing notice was handed to the ledger."),
    LOSS_PASSED_ON("loss_passed_on", "A verified loss notice was handed to the ledger."),
    IMPRESSION_PASSED_ON("impression_passed_on", "A verified impression was handed to the ledger."),
    CLICK_PASSED_ON("click_passed_on", "A verified click was handed to the ledger and redirected."),
    UNKNOWN_KIND("unknown_kind", "The path names no kind of notice; answered 404."),
    CONVERSION_NOT_SUPPORTED("conversion_not_supported", "A conversion; conversions are not counted yet."),
    NO_TOKEN("no_token", "There is no token, or one that cannot be decoded from the URL."),
    TOKEN_REFUSED("token_refused", "The token was refused; the verifier's verdicts tell why."),
    TEST("test", "The bid was a test: never booked."),
    AUDIT("audit", "The price is AUDIT: the exchange reviews the ad, nothing is booked."),
    LEDGER_FULL("ledger_full", "The ring to the ledger agent stayed full; answered 429."),

    UNKNOWN_EXCHANGE("unknown_exchange", "The bid's exchange has no profile any more: passed on, but not booked."),
    PRICE_MISSING("price_missing", "Booked at the bid price: the notice has no price, or an empty one."),
    PRICE_NOT_FILLED("price_not_filled", "Booked at the bid price: the exchange left the price macro as it was."),
    PRICE_UNREADABLE("price_unreadable", "Booked at the bid price: the price is no number in the exchange's encoding."),
    PRICE_NOT_DECRYPTED(
            "price_not_decrypted", "Booked at the bid price: the price is not encrypted with the keys that we have."),
    PRICE_ABOVE_BID("price_above_bid", "Booked at the bid price: the notice's price is above it, a discrepancy."),
    LOSS_REASON_UNREADABLE("loss_reason_unreadable", "The loss notice's reason is no number; counted without.");

    private final String label;
    private final String sentence;

    NoticeOutcome(final String label, final String sentence) {
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
