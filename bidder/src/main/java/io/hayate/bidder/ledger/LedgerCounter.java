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
    LEASES_MOVED("leases_moved", "Times a lane's unused lease was taken back."),
    ORDINALS_ABOVE_LIMIT("ordinals_above_limit", "Campaigns that get no lease because their ordinal is too large."),
    ORDINALS_REUSED_EARLY(
            "ordinals_reused_early", "Ordinals given to another campaign while reservations of the last were open."),
    DUPLICATE_ORDERS("duplicate_orders", "Conversions not counted: their order had been counted within 30 days."),
    ORDERS_FORGOTTEN("orders_forgotten", "Orders forgotten before their 30 days because too many were kept."),
    LATE_BILLS("late_bills", "Bids billed at more than was still reserved for them, as the money log has it."),
    LATE_BILLS_BEYOND_RESERVE(
            "late_bills_beyond_reserve", "Of these, bids that the late reserve did not cover: what may pass a budget."),
    CEILINGS("ceilings", "Ceilings of leases written to the money log."),
    LOG_FAILURES("log_failures", "Records that could not be written to the money log; nothing was changed by them."),
    CLOCK_SET_BACK("clock_set_back", "Times the clock was found more than a minute behind what the ledger had seen."),
    CLOCK_STEPPED("clock_stepped", "Times the clock was set by more than a reservation window; reservations are held.");

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
