package io.hayate.bidder.ledger.report;

import io.hayate.bidder.telemetry.Counted;

/** What the report's table counts. Immutable; shared. */
public enum ReportCounter implements Counted {
    HOURS_MERGED("hours_merged", "Hours of the report that became part of their day."),
    DAYS_EXPIRED("days_expired", "Days that the report no longer keeps."),
    ROWS_DROPPED("rows_dropped", "Rows of the report that went before their time, because there were too many.");

    private final String label;
    private final String sentence;

    ReportCounter(final String label, final String sentence) {
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
