package io.hayate.benchmarks.simulate;

import io.hayate.bidder.ledger.AccountStatement;
import io.hayate.loadtest.exchange.Exchange;
import io.hayate.loadtest.exchange.ExchangeCount;
import io.hayate.loadtest.exchange.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of simulated days.
 *
 * @param requests sent
 * @param exchange with its books and counts
 * @param deliveries of all campaigns
 * @param wallNs from the first request to the last notice
 * @param cpuNs of the thread, meanwhile
 * @param duplicates notices that the ledger had booked or counted before
 */
public record SimulationResult(
        long requests,
        Exchange exchange,
        List<Delivery> deliveries,
        BudgetWatch budgets,
        long wallNs,
        long cpuNs,
        long duplicates) {
    private static final List<ExchangeCount> FAULTS =
            List.of(ExchangeCount.UNREADABLE, ExchangeCount.STRAY_BIDS, ExchangeCount.GIVEN_UP, ExchangeCount.REFUSED);

    /**
     * Where the ledger says other than the books: campaign, sum, and both figures; and where something is still reserved
     * although nothing can come any more. Empty if all is alike.
     */
    public List<String> differences() {
        final List<String> differences = new ArrayList<>();
        final Set<String> known = new HashSet<>();
        for (final Delivery delivery : deliveries) {
            compare(delivery.account(), differences);
            known.add(Long.toString(delivery.campaign().id()));
        }
        for (final String campaign : exchange.books().tallies().keySet()) {
            if (!known.contains(campaign)) {
                differences.add("campaign %s has bid, and is none of the bidder's".formatted(campaign));
            }
        }
        return differences;
    }

    /** What must not happen between this exchange and this bidder at all. */
    public List<String> faults() {
        final List<String> faults = new ArrayList<>();
        for (final ExchangeCount count : FAULTS) {
            if (exchange.count(count) > 0) {
                faults.add(count + ": " + exchange.count(count));
            }
        }
        return faults;
    }

    /** Books and ledger are alike, and nothing was wrong. */
    public boolean isGood() {
        return differences().isEmpty() && faults().isEmpty();
    }

    private void compare(final AccountStatement ledger, final List<String> differences) {
        final String campaign = Long.toString(ledger.campaignId());
        final Tally books = exchange.books().tally(campaign);
        compare(campaign, "spent (nanos)", books.spentNanos(), ledger.spentTotalNanos(), differences);
        compare(campaign, "bids", books.bids(), ledger.bids(), differences);
        compare(campaign, "wins", books.wins(), ledger.wins(), differences);
        compare(campaign, "billed", books.billed(), ledger.billed(), differences);
        compare(campaign, "impressions", books.impressions(), ledger.impressions(), differences);
        compare(campaign, "clicks", books.clicks(), ledger.clicks(), differences);
        compare(campaign, "losses", books.losses(), ledger.losses(), differences);
        compare(campaign, "reserved (nanos)", 0, ledger.reservedNanos(), differences);
    }

    private static void compare(
            final String campaign,
            final String what,
            final long books,
            final long ledger,
            final List<String> differences) {
        if (books != ledger) {
            differences.add(
                    "campaign %s, %s: the books have %d, the ledger %d".formatted(campaign, what, books, ledger));
        }
    }
}
