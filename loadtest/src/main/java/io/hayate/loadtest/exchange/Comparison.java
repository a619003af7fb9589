package io.hayate.loadtest.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The exchange's books beside the bidder's. Immutable; shared.
 *
 * @param ours by campaign
 * @param bidders since the run began, by campaign
 * @param currencies by campaign
 * @param unseenAnswers answers that may have held bids and that no auction was held for; where there are some, the bidder
 *     may count more bids than the exchange
 * @param conversions whether these are compared
 */
public record Comparison(
        SortedMap<String, Tally> ours,
        SortedMap<String, Tally> bidders,
        Map<String, String> currencies,
        long unseenAnswers,
        boolean conversions) {
    private static final int SHOWN_CAMPAIGNS = 5;

    /** One number of a tally. */
    private enum Column {
        BIDS,
        WINS,
        BILLED,
        IMPRESSIONS,
        CLICKS,
        CONVERSIONS,
        LOSSES,
        SPENT;

        private final String label = name().toLowerCase(Locale.ROOT);

        long of(final Tally tally) {
            return switch (this) {
                case BIDS -> tally.bids();
                case WINS -> tally.wins();
                case BILLED -> tally.billed();
                case IMPRESSIONS -> tally.impressions();
                case CLICKS -> tally.clicks();
                case CONVERSIONS -> tally.conversions();
                case LOSSES -> tally.losses();
                case SPENT -> tally.spentNanos();
            };
        }

        String text(final long number) {
            return this == SPENT ? amount(number) : Long.toString(number);
        }
    }

    /** Campaigns whose books differ, in the order of their ids. */
    public List<String> differing() {
        final TreeSet<String> campaigns = new TreeSet<>(ours.keySet());
        campaigns.addAll(bidders.keySet());
        return campaigns.stream().filter(this::differs).toList();
    }

    /** Totals, and the first campaigns that differ. */
    public List<String> lines() {
        final List<String> lines = new ArrayList<>();
        lines.add(String.format("  %-16s%20s%20s%20s", "", "ours", "the bidder's", "difference"));
        for (final Column column : columns()) {
            if (column == Column.SPENT) {
                addSpent(lines);
            } else {
                final long our = sum(ours, column);
                final long their = sum(bidders, column);
                lines.add(String.format(Locale.ROOT, "  %-16s%,20d%,20d%,20d", column.label, our, their, their - our));
            }
        }
        if (unseenAnswers > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  bids: up to %,d answers came too late or were not looked at; the bidder may count theirs",
                    unseenAnswers));
        }
        final List<String> differing = differing();
        differing.stream().limit(SHOWN_CAMPAIGNS).forEach(campaign -> lines.add(line(campaign)));
        if (differing.size() > SHOWN_CAMPAIGNS) {
            lines.add(String.format(Locale.ROOT, "  and %,d more", differing.size() - SHOWN_CAMPAIGNS));
        }
        return lines;
    }

    private List<Column> columns() {
        final List<Column> columns = new ArrayList<>(List.of(Column.values()));
        if (!conversions) {
            columns.remove(Column.CONVERSIONS);
        }
        return columns;
    }

    private void addSpent(final List<String> lines) {
        final SortedMap<String, long[]> byCurrency = new TreeMap<>();
        addSpent(byCurrency, ours, 0);
        addSpent(byCurrency, bidders, 1);
        byCurrency.forEach((currency, spent) -> lines.add(String.format(
                Locale.ROOT,
                "  %-16s%20s%20s%20s",
                ("spent " + currency).strip(),
                amount(spent[0]),
                amount(spent[1]),
                amount(spent[1] - spent[0]))));
    }

    private void addSpent(
            final SortedMap<String, long[]> byCurrency, final SortedMap<String, Tally> tallies, final int whose) {
        tallies.forEach((campaign, tally) -> {
            if (tally.spentNanos() != 0) {
                byCurrency.computeIfAbsent(currencies.getOrDefault(campaign, ""), currency -> new long[2])[whose] +=
                        tally.spentNanos();
            }
        });
    }

    private boolean differs(final String campaign) {
        return columns().stream().anyMatch(column -> differs(campaign, column));
    }

    private boolean differs(final String campaign, final Column column) {
        final long our = value(ours, campaign, column);
        final long their = value(bidders, campaign, column);
        return (column == Column.BIDS && unseenAnswers > 0) ? their < our : their != our;
    }

    private String line(final String campaign) {
        final StringBuilder line = new StringBuilder("  campaign " + campaign + ":");
        for (final Column column : columns()) {
            if (differs(campaign, column)) {
                final long our = value(ours, campaign, column);
                final long their = value(bidders, campaign, column);
                line.append(
                        String.format(" %s %s, the bidder's %s;", column.label, column.text(our), column.text(their)));
            }
        }
        return line.substring(0, line.length() - 1);
    }

    private static long value(final SortedMap<String, Tally> tallies, final String campaign, final Column column) {
        return column.of(tallies.getOrDefault(campaign, Tally.NOTHING));
    }

    private static long sum(final SortedMap<String, Tally> tallies, final Column column) {
        return tallies.values().stream().mapToLong(column::of).sum();
    }

    private static String amount(final long nanos) {
        return BigDecimal.valueOf(nanos, 9).toPlainString();
    }
}
