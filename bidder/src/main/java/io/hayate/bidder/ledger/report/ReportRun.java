package io.hayate.bidder.ledger.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One report while it is added up, some rows at a time. What is added to a row meanwhile is in it or not; a span of time is
 * never in it twice, since hours that become a day stay as they were for those who have begun with them. Owned by the
 * ledger agent.
 */
final class ReportRun {
    private final ReportRequest request;
    private final ReportTable table;
    private final ExchangeNames names;
    private final List<ReportDimension> by;
    private final List<ReportRows> periods;
    private final int columns;
    private final TreeMap<long[], long[]> groups = new TreeMap<>(Arrays::compare);
    private final Map<Integer, String> nameByNumber = new HashMap<>();
    private int period;
    private int row;

    ReportRun(final ReportRequest request, final ReportTable table, final ExchangeNames names) {
        this.request = request;
        this.table = table;
        this.names = names;
        this.by = request.by();
        this.periods = request.isByReason() ? table.lossPeriods() : table.periods();
        this.columns = request.isByReason() ? 1 : ReportColumn.COUNT;
    }

    /** Adds the next rows; false when there are no more. */
    boolean work(final int maxRows) {
        int left = maxRows;
        while (period < periods.size() && left > 0) {
            final ReportRows rows = periods.get(period);
            if (row >= rows.size() || rows.startMs < request.fromMs() || rows.startMs >= request.toMs()) {
                period++;
                row = 0;
                left--;
            } else {
                add(rows, row++);
                left--;
            }
        }
        return period < periods.size();
    }

    /** After {@link #work} has said that there are no more. */
    Report report() {
        return new Report(request, groups, Map.copyOf(nameByNumber));
    }

    private void add(final ReportRows rows, final int each) {
        final long campaignId = rows.firstKey(each);
        final int exchange = ReportTable.high(rows.secondKey(each));
        final Long campaign = request.campaignId();
        if (campaign != null && campaign != campaignId) {
            return;
        }
        final String name = name(exchange);
        if (request.exchange() != null && !request.exchange().equals(name)) {
            return;
        }
        final long[] sums = groups.computeIfAbsent(key(rows, each), key -> new long[columns]);
        for (int column = 0; column < columns; column++) {
            sums[column] = ReportRows.addCapped(sums[column], rows.sum(each, column));
        }
    }

    private long[] key(final ReportRows rows, final int each) {
        final long campaignId = rows.firstKey(each);
        final CampaignFacts facts = table.facts(campaignId);
        final long[] key = new long[by.size() + 1];
        for (int i = 0; i < by.size(); i++) {
            key[i] = switch (by.get(i)) {
                case CAMPAIGN -> campaignId;
                case ADVERTISER -> facts == null ? 0 : facts.advertiserId();
                case EXCHANGE -> ReportTable.high(rows.secondKey(each));
                case DAY -> Math.floorDiv(rows.startMs, ReportTable.DAY_MS) * ReportTable.DAY_MS;
                case HOUR -> Report.span(rows.startMs, rows.lengthMs == ReportTable.DAY_MS);
                case REASON -> ReportTable.low(rows.secondKey(each));
            };
        }
        final int currency = request.isByReason() ? 0 : ReportTable.low(rows.secondKey(each));
        // Bids that were counted before the campaign's currency was known.
        key[by.size()] = currency == 0 && !request.isByReason() && facts != null ? facts.currency() : currency;
        return key;
    }

    private @Nullable String name(final int exchange) {
        final String known = nameByNumber.get(exchange);
        if (known != null) {
            return known;
        }
        final String name = names.name(exchange);
        if (name != null) {
            nameByNumber.put(exchange, name);
        }
        return name;
    }
}
