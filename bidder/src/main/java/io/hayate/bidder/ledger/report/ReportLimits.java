package io.hayate.bidder.ledger.report;

/**
 * How much of the past a report has. Immutable; shared.
 *
 * @param hours that are kept one by one, rounded up to whole UTC days; older ones are added up to days
 * @param days that are kept
 * @param rows of hours and days together, and of loss reasons; before there are more, the oldest go
 */
public record ReportLimits(int hours, int days, int rows) {
    public static final ReportLimits DEFAULT = new ReportLimits(168, 92, 500_000);
}
