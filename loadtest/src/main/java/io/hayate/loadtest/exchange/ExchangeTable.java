package io.hayate.loadtest.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an exchange did, as aligned text. */
final class ExchangeTable {
    private ExchangeTable() {}

    /** @param brokenConnections of the notices' */
    static List<String> lines(final Exchange exchange, final long brokenConnections) {
        final List<String> lines = new ArrayList<>();
        final long bids = exchange.count(ExchangeCount.BIDS);
        lines.add(row("auctions", exchange.count(ExchangeCount.AUCTIONS), ""));
        lines.add(row("  bids", bids, ""));
        lines.add(row("  won", exchange.count(ExchangeCount.WON), percent(exchange.count(ExchangeCount.WON), bids)));
        final long stray = exchange.count(ExchangeCount.STRAY_BIDS);
        lines.add(row(
                "  lost",
                exchange.count(ExchangeCount.LOST),
                stray == 0 ? "" : String.format(Locale.ROOT, "%,d of them bids on no impression", stray)));
        final long never = exchange.count(ExchangeCount.NEVER);
        final long drawn = exchange.count(ExchangeCount.ON_TIME)
                + exchange.count(ExchangeCount.LATE)
                + exchange.count(ExchangeCount.TWICE)
                + never;
        lines.add(row(
                "notices",
                drawn,
                String.format(
                        Locale.ROOT,
                        "late %,d, twice %,d, never %,d",
                        exchange.count(ExchangeCount.LATE),
                        exchange.count(ExchangeCount.TWICE),
                        never)));
        lines.add(row("  taken", exchange.count(ExchangeCount.TAKEN), ""));
        final long refused = exchange.count(ExchangeCount.REFUSED);
        final long givenUp = exchange.count(ExchangeCount.GIVEN_UP);
        lines.add(row(
                "  sent again",
                exchange.count(ExchangeCount.RETRIES),
                String.format(
                        Locale.ROOT,
                        "refused %,d, given up %,d, connections broken %,d",
                        refused,
                        givenUp,
                        brokenConnections)));
        lines.add(row("clicks", exchange.count(ExchangeCount.CLICKS), ""));
        if (exchange.count(ExchangeCount.CONVERSIONS) > 0) {
            lines.add(row("conversions", exchange.count(ExchangeCount.CONVERSIONS), ""));
        }
        final long unreadable = exchange.count(ExchangeCount.UNREADABLE);
        if (unreadable > 0) {
            lines.add(row("unreadable", unreadable, "answers, or their requests: no auction was held"));
        }
        return lines;
    }

    private static String row(final String name, final long count, final String remark) {
        return String.format(Locale.ROOT, "  %-16s%,10d  %s", name, count, remark)
                .stripTrailing();
    }

    private static String percent(final long part, final long whole) {
        return whole == 0 ? "" : String.format(Locale.ROOT, "%5.1f %%", 100.0 * part / whole);
    }
}
