package io.hayate.bidder.ledger.report;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.ledger.AccountView;
import io.hayate.bidder.ledger.LedgerPart;
import io.hayate.bidder.ledger.NoticeRecord;
import org.jspecify.annotations.Nullable;

/** Keeps the report's table, and adds up what is asked for, a bounded number of rows in a cycle. Owned by the ledger agent. */
public final class ReportPart implements LedgerPart {
    /** Rows looked at in one duty cycle, which take about a millisecond. */
    static final int ROWS_PER_CYCLE = 4096;

    private final ReportTable table;
    private final ReportQueries queries;
    private final ExchangeNames names;
    private ReportQueries.@Nullable Query query;
    private @Nullable ReportRun run;

    public ReportPart(final ReportTable table, final ReportQueries queries, final ExchangeNames names) {
        this.table = table;
        this.queries = queries;
        this.names = names;
    }

    @Override
    public void onCampaign(final Campaign campaign, final int ordinal, final AccountView account) {
        table.onAccount(campaign.id(), campaign.advertiserId(), account.currency());
    }

    @Override
    public void onBids(final long nowMs, final AccountView account, final int exchange, final int count) {
        table.onBids(nowMs, account.campaignId(), exchange, count);
    }

    @Override
    public void onNotice(final NoticeRecord notice, final AccountView account, final boolean booked) {
        table.onNotice(notice, booked);
    }

    /** A question is begun with in the cycle after it was taken, so that its answer has all notices before it. */
    @Override
    public int doWork(final long nowMs) {
        final ReportQueries.Query asked = query;
        if (asked == null) {
            query = queries.poll();
            return query == null ? 0 : 1;
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
