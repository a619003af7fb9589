package io.hayate.bidder.ledger.report;

import io.hayate.bidder.ledger.LedgerPart;
import org.jspecify.annotations.Nullable;

/** Adds up what is asked for, a bounded number of rows in a cycle. Owned by the ledger agent. */
public final class ReportPart implements LedgerPart {
    /** Rows looked at in one duty cycle, which take about a millisecond. */
    static final int ROWS_PER_CYCLE = 4096;

    private final ReportTable table;
    private final ReportQueries queries;
    private final ExchangeNames names;
    private final Runnable beforeReport;
    private ReportQueries.@Nullable Query query;
    private @Nullable ReportRun run;

    /** @param beforeReport called on the ledger agent before a report is begun, so that the table knows of all bids */
    public ReportPart(
            final ReportTable table,
            final ReportQueries queries,
            final ExchangeNames names,
            final Runnable beforeReport) {
        this.table = table;
        this.queries = queries;
        this.names = names;
        this.beforeReport = beforeReport;
    }

    /** A question is begun with in the cycle after it was taken, so that its answer has all notices before it. */
    @Override
    public int doWork(final long nowMs) {
        final ReportQueries.Query asked = query;
        if (asked == null) {
            query = queries.poll();
            if (query == null) {
                return 0;
            }
            beforeReport.run();
            return 1;
        }
        if (run == null) {
            run = new ReportRun(asked.request(), table, names);
        }
        if (!run.work(ROWS_PER_CYCLE)) {
            asked.answer().complete(run.report());
            run = null;
            query = null;
        }
        return 1;
    }
}
