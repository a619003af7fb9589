package io.hayate.loadtest.exchange;

import io.hayate.loadtest.report.Terminal;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds the exchange's books against what a bidder's ledger has gained since the comparison was opened. Owned by the main thread. */
final class LedgerComparison {
    private static final long POLL_MS = 200;

    private final @Nullable LedgerClient client;
    private final Map<String, String> currencies;
    private final SortedMap<String, Tally> before;
    private final @Nullable SortedMap<String, Tally> reportBefore;
    private final String exchange;
    private final boolean conversions;

    private LedgerComparison(
            final @Nullable LedgerClient client,
            final Map<String, String> currencies,
            final SortedMap<String, Tally> before,
            final @Nullable SortedMap<String, Tally> reportBefore,
            final String exchange,
            final boolean conversions) {
        this.client = client;
        this.currencies = currencies;
        this.before = before;
        this.reportBefore = reportBefore;
        this.exchange = exchange;
        this.conversions = conversions;
    }

    /**
     * Reads what is booked now.
     *
     * @param client null: nothing is compared
     * @param exchange name of the one that is played, as the bidder calls it
     * @throws IOException if the ledger cannot be read
     */
    static LedgerComparison open(final @Nullable LedgerClient client, final String exchange, final boolean conversions)
            throws IOException, InterruptedException {
        if (client == null) {
            return new LedgerComparison(null, Map.of(), new TreeMap<>(), null, exchange, conversions);
        }
        final Map<String, String> currencies = client.campaigns();
        return new LedgerComparison(
                client,
                currencies,
                client.tallies(currencies.keySet()),
                client.reported(exchange).orElse(null),
                exchange,
                conversions);
    }

    /** Of the campaigns' budgets. */
    Map<String, String> currencies() {
        return currencies;
    }

    /**
     * Waits until the bidder's books are equal, at most that long, and shows both; true if they are.
     *
     * @param settleNs a ledger may take a while to book what was answered
     * @param unseenAnswers answers with bids, perhaps, that are not in the books
     */
    boolean compare(final Terminal terminal, final Books books, final long unseenAnswers, final long settleNs)
            throws IOException, InterruptedException {
        final LedgerClient ledger = client;
        if (ledger == null) {
            return true;
        }
        final Map<String, String> allCurrencies = new HashMap<>(currencies);
        books.currencies().forEach(allCurrencies::putIfAbsent);
        final SortedMap<String, Tally> after = new TreeMap<>(ledger.tallies(allCurrencies.keySet()));
        final long startNs = System.nanoTime();
        Comparison comparison = comparison(books, after, allCurrencies, unseenAnswers);
        while (!comparison.differing().isEmpty() && System.nanoTime() - startNs < settleNs) {
            Thread.sleep(POLL_MS);
            after.putAll(ledger.tallies(comparison.differing()));
            comparison = comparison(books, after, allCurrencies, unseenAnswers);
        }
        comparison.lines().forEach(terminal::line);
        final List<String> differing = comparison.differing();
        if (differing.isEmpty()) {
            terminal.line(terminal.tone(
                    Terminal.Tone.GOOD,
                    String.format(
                            Locale.ROOT,
                            "  the books of %,d campaigns are equal",
                            books.tallies().size())));
        } else {
            terminal.line(terminal.tone(
                    Terminal.Tone.BAD,
                    String.format(Locale.ROOT, "  the books of %,d campaigns DIFFER", differing.size())));
        }
        final boolean reported = compareReport(terminal, books, ledger, unseenAnswers, settleNs);
        return differing.isEmpty() && reported;
    }

    /** The same by {@code GET /report}, of the exchange that was played; true if it is equal, or there is none. */
    private boolean compareReport(
            final Terminal terminal,
            final Books books,
            final LedgerClient ledger,
            final long unseenAnswers,
            final long settleNs)
            throws IOException, InterruptedException {
        final SortedMap<String, Tally> start = reportBefore;
        if (start == null) {
            terminal.line("  not compared with GET /report: the bidder has none");
            return true;
        }
        final long startNs = System.nanoTime();
        Comparison comparison = reportComparison(books, ledger, start, unseenAnswers);
        while (!comparison.differing().isEmpty() && System.nanoTime() - startNs < settleNs) {
            Thread.sleep(POLL_MS);
            comparison = reportComparison(books, ledger, start, unseenAnswers);
        }
        final List<String> differing = comparison.differing();
        if (differing.isEmpty()) {
            terminal.line(terminal.tone(Terminal.Tone.GOOD, "  GET /report by campaign and exchange is equal"));
        } else {
            terminal.line(terminal.tone(
                    Terminal.Tone.BAD,
                    String.format(Locale.ROOT, "  GET /report DIFFERS in %,d campaigns", differing.size())));
            comparison.lines().forEach(terminal::line);
        }
        return differing.isEmpty();
    }

    private Comparison reportComparison(
            final Books books,
            final LedgerClient ledger,
            final SortedMap<String, Tally> start,
            final long unseenAnswers)
            throws IOException, InterruptedException {
        final SortedMap<String, Tally> now = ledger.reported(exchange).orElseGet(TreeMap::new);
        final SortedMap<String, Tally> gained = new TreeMap<>();
        now.forEach(
                (campaign, tally) -> gained.put(campaign, tally.minus(start.getOrDefault(campaign, Tally.NOTHING))));
        return new Comparison(books.tallies(), gained, books.currencies(), unseenAnswers, conversions);
    }

    private Comparison comparison(
            final Books books,
            final SortedMap<String, Tally> after,
            final Map<String, String> allCurrencies,
            final long unseenAnswers) {
        final SortedMap<String, Tally> gained = new TreeMap<>();
        after.forEach(
                (campaign, tally) -> gained.put(campaign, tally.minus(before.getOrDefault(campaign, Tally.NOTHING))));
        return new Comparison(books.tallies(), gained, allCurrencies, unseenAnswers, conversions);
    }
}
