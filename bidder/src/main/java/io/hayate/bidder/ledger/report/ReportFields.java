package io.hayate.bidder.ledger.report;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields of a report's rows, in their order. Immutable; used by one thread at a time. */
final class ReportFields {
    private static final int NANO_DECIMALS = 9;
    private static final int RATE_DECIMALS = 6;

    private final Report report;
    private final List<ReportDimension> by;
    private final List<String> names = new ArrayList<>();
    private final Set<Integer> texts = new HashSet<>();

    ReportFields(final Report report) {
        this.report = report;
        this.by = report.request().by();
        for (final ReportDimension dimension : by) {
            switch (dimension) {
                case CAMPAIGN, ADVERTISER, REASON -> names.add(dimension.label());
                case EXCHANGE, DAY -> addText(dimension.label());
                case HOUR -> {
                    addText(dimension.label());
                    names.add("hours");
                }
            }
        }
        if (report.request().isByReason()) {
            names.add("losses");
            return;
        }
        addText("currency");
        names.addAll(List.of("bids", "wins", "billed", "impressions", "clicks", "conversions", "losses"));
        names.addAll(List.of("value", "spend", "wonAtBid", "winRate", "ecpm", "winsNotBilled", "billedWithoutWin"));
    }

    private void addText(final String name) {
        texts.add(names.size());
        names.add(name);
    }

    List<String> names() {
        return names;
    }

    /** Whether a field is text, not a number. */
    boolean isText(final int field) {
        return texts.contains(field);
    }

    /** Adds a row's values; an empty one is unknown. */
    void write(final long[] key, final long[] sums, final List<String> values) {
        for (int i = 0; i < by.size(); i++) {
            putDimension(by.get(i), key[i], values);
        }
        if (report.request().isByReason()) {
            values.add(Long.toString(sums[0]));
            return;
        }
        final int currency = (int) key[by.size()];
        values.add(currency == 0 ? "" : CurrencyCode.text(currency));
        for (final ReportColumn column : List.of(
                ReportColumn.BIDS,
                ReportColumn.WINS,
                ReportColumn.BILLED,
                ReportColumn.IMPRESSIONS,
                ReportColumn.CLICKS,
                ReportColumn.CONVERSIONS,
                ReportColumn.LOSSES)) {
            values.add(Long.toString(sum(sums, column)));
        }
        values.add(decimal(sum(sums, ReportColumn.VALUE_NANOS)));
        values.add(decimal(sum(sums, ReportColumn.SPEND_NANOS)));
        values.add(decimal(sum(sums, ReportColumn.WON_AT_BID_NANOS)));
        values.add(ratio(BigDecimal.valueOf(sum(sums, ReportColumn.WINS)), sum(sums, ReportColumn.BIDS)));
        final long impressions = sum(sums, ReportColumn.IMPRESSIONS);
        values.add(ratio(
                BigDecimal.valueOf(sum(sums, ReportColumn.SPEND_NANOS), NANO_DECIMALS - 3),
                impressions > 0 ? impressions : sum(sums, ReportColumn.BILLED)));
        final long unbilled = sum(sums, ReportColumn.UNBILLED);
        values.add(Long.toString(Math.max(0, unbilled)));
        values.add(Long.toString(Math.max(0, -unbilled)));
    }

    private void putDimension(final ReportDimension dimension, final long key, final List<String> values) {
        switch (dimension) {
            case CAMPAIGN -> values.add(Long.toString(key));
            case ADVERTISER -> values.add(key == 0 ? "" : Long.toString(key));
            case EXCHANGE -> values.add(report.exchanges().getOrDefault((int) key, ""));
            case DAY ->
                values.add(Instant.ofEpochMilli(key)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString());
            case HOUR -> {
                values.add(Instant.ofEpochMilli(Report.spanStartMs(key)).toString());
                values.add(Report.isWholeDay(key) ? "24" : "1");
            }
            case REASON -> values.add(key < 0 ? "" : Long.toString(key));
        }
    }

    private static long sum(final long[] sums, final ReportColumn column) {
        return sums[column.ordinal()];
    }

    /** Exact, in plain notation. */
    private static String decimal(final long nanos) {
        return plain(BigDecimal.valueOf(nanos, NANO_DECIMALS));
    }

    private static String ratio(final BigDecimal amount, final long count) {
        return count <= 0 ? "" : plain(amount.divide(BigDecimal.valueOf(count), RATE_DECIMALS, RoundingMode.HALF_EVEN));
    }

    private static String plain(final BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
