package io.hayate.bidder.notices.receive;

import io.hayate.bidder.telemetry.Counted;

/**
 * What became of a notice; exactly one of the outcomes up to {@link #LEDGER_FULL} for each, and beside one that was passed on
 * what was odd about it. Immutable; shared.
 */
public enum NoticeOutcome implements Counted {
    WIN_PASSED_ON("win_passed_on", "A verified win notice was handed to the ledger."),
    BILL_PASSED_ON("bill_passed_on", "A verified billing notice was handed to the ledger."),
    LOSS_PASSED_ON("loss_passed_on", "A verified loss notice was handed to the ledger."),
    IMPRESSION_PASSED_ON("impression_passed_on", "A verified impression was handed to the ledger."),
    CLICK_PASSED_ON("click_passed_on", "A verified click was handed to the ledger and redirected."),
    CONVERSION_PASSED_ON("conversion_passed_on", "A verified click's conversion was handed to the ledger."),
    VIEW_THROUGH_PASSED_ON(
            "view_through_passed_on", "A conversion of somebody who saw the ad was handed to the ledger."),
    UNKNOWN_KIND("unknown_kind", "The path names no kind of notice; answered 404."),
    NO_TOKEN("no_token", "There is no token, or one that cannot be decoded from the URL."),
    TOKEN_REFUSED("token_refused", "The token was refused; the verifier's verdicts tell why."),
    TEST("test", "The bid was a test: never booked."),
    AUDIT("audit", "The price is AUDIT: the exchange reviews the ad, nothing is booked."),
    VIEW_THROUGH_OFF("view_through_off", "A view-through conversion, but the bidder has no admin token."),
    VIEW_THROUGH_NOT_AUTHORIZED(
            "view_through_not_authorized", "A view-through conversion without the admin token, or with another."),
    VIEW_THROUGH_INCOMPLETE(
            "view_through_incomplete",
            "A view-through conversion without a readable idType, id, advertiser or order: not counted."),
    VIEW_THROUGH_WITHOUT_IMPRESSION(
            "view_through_without_impression",
            "A view-through conversion of somebody who saw nothing of that advertiser within a day: not counted."),
    LEDGER_FULL("ledger_full", "The ring to the ledger agent stayed full; answered 429."),

    UNKNOWN_EXCHANGE("unknown_exchange", "The bid's exchange has no profile any more: passed on, but not booked."),
    PRICE_MISSING("price_missing", "Booked at the bid price: the notice has no price, or an empty one."),
    PRICE_NOT_FILLED("price_not_filled", "Booked at the bid price: the exchange left the price macro as it was."),
    PRICE_UNREADABLE("price_unreadable", "Booked at the bid price: the price is no number in the exchange's encoding."),
    PRICE_NOT_DECRYPTED(
            "price_not_decrypted", "Booked at the bid price: the price is not encrypted with the keys that we have."),
    PRICE_ABOVE_BID("price_above_bid", "Booked at the bid price: the notice's price is above it, a discrepancy."),
    LOSS_REASON_MISSING("loss_reason_missing", "The loss notice has no reason, or an empty one; counted without."),
    LOSS_REASON_NOT_FILLED("loss_reason_not_filled", "The exchange left the loss macro as it was; counted without."),
    LOSS_REASON_UNREADABLE("loss_reason_unreadable", "The loss notice's reason is no number; counted without."),
    MIN_TO_WIN_NOT_FILLED("min_to_win_not_filled", "The exchange left the macro of the least price to win as it was."),
    MIN_TO_WIN_UNREADABLE("min_to_win_unreadable", "The least price to win is no number that can be a price."),
    ORDER_UNREADABLE(
            "order_unreadable",
            "The conversion's order id is too long, badly encoded or a macro's text: counted as if it had none."),
    VALUE_UNREADABLE("value_unreadable", "The conversion's value is no number or negative: counted without."),
    VALUE_TOO_LARGE("value_too_large", "The conversion's value is too large to be true: counted without."),
    VALUE_NOT_CONVERTED(
            "value_not_converted",
            "The conversion's value is in something that has no rate to the campaign's currency: counted without.");

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
