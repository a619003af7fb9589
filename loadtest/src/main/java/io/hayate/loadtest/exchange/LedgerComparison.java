package io.hayate.loadtest.exchange;

import io.hayate.loadtest.report.Terminal;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds the exchange's books against what a bidder's ledger has gained since the comparison was opened. Owned by the main thread. */
final class LedgerComparison {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long POLL_MS = 200;

    private final @Nullable LedgerClient client;
    private final Map<String, String> currencies;
    private final SortedMap<String, Tally> before;
    private final boolean conversions;

    private LedgerComparison(
            final @Nullable LedgerClient client,
            final Map<String, String> currencies,
            final SortedMap<String, Tally> before,
            final boolean conversions) {
        this.client = client;
        this.currencies = currencies;
        this.before = before;
        this.conversions = conversions;
    }

    /**
     * Reads what is booked now.
     *
     * @param client null: nothing is compared
     * @throws IOException if the ledger cannot be read
     */
    static LedgerComparison open(final @Nullable LedgerClient client, final boolean conversions)
            throws IOException, InterruptedException {
        if (client == null) {
            return new LedgerComparison(null, Map.of(), new TreeMap<>(), conversions);
        }
        final Map<String, String> currencies = client.campaigns();
        return new LedgerComparison(client, currencies, client.tallies(currencies.keySet()), conversions);
    }

    /** Of the campaigns' budgets. */
    Map<String, String> currencies() {
        return currencies;
    }

    /**
     * Waits until the bidder's books are equal, 10 s at most, and shows both; true if they are.
     *
     * @param unseenAnswers answers with bids, perhaps, that are not in the books
     */
    boolean compare(final Terminal terminal, final Books books, final long unseenAnswers)
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
        while (!comparison.differing().isEmpty() && System.nanoTime() - startNs < PATIENCE_NS) {
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
        final int report = ledger.reportStatus();
        terminal.line(
                report == 404
                        ? "  not compared with GET /report: the bidder has none yet"
                        : "  not compared with GET /report, which is answered " + report);
        return differing.isEmpty();
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
