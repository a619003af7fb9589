package io.hayate.bidder.ledger;

import io.hayate.bidder.telemetry.Counted;

/** What the ledger agent counts. Immutable; shared. */
public enum LedgerCounter implements Counted {
    NOTICES("notices", "Notices that came for the first time."),
    DUPLICATES("duplicates", "Notices that had come before; not counted or booked again."),
    BOOKED("booked", "Bids whose cost was booked."),
    BOOKED_WITHOUT_RESERVATION(
            "booked_without_reservation",
            "Bids booked at more than was still reserved for them: late, after a loss notice, or from before a restart."),
    OTHER_CURRENCY(
            "other_currency",
            "Bids not booked because their campaign was made again in another currency since; their cost is lost to it."),
    UNKNOWN_CAMPAIGNS("unknown_campaigns", "Accounts opened for campaigns that the ledger had not seen live."),
    EXPIRED_RESERVATIONS("expired_reservations", "Windows of a campaign on a lane dropped with reservations in them."),
    CLOCK_STEPPED_BACK("clock_stepped_back", "Times the clock was set back by more than the reservation windows."),
    LEASES_MOVED("leases_moved", "Times a lane's unused lease was taken back."),
    ORDINALS_ABOVE_LIMIT("ordinals_above_limit", "Campaigns that get no lease because their ordinal is too large."),
    ORDINALS_REUSED_EARLY(
            "ordinals_reused_early", "Ordinals given to another campaign while reservations of the last were open.");

    private final String label;
    private final String sentence;

    LedgerCounter(final String label, final String sentence) {
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
