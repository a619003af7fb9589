package io.hayate.benchmarks.simulate;

import io.hayate.bidder.ledger.AccountStatement;
import io.hayate.loadtest.exchange.Comparison;
import io.hayate.loadtest.exchange.Exchange;
import io.hayate.loadtest.exchange.ExchangeCount;
import io.hayate.loadtest.exchange.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of simulated days. Owned by the thread that simulates.
 *
 * @param requests sent
 * @param exchange with its books and counts
 * @param deliveries of all campaigns
 * @param wallNs from the first request to the last notice
 * @param cpuNs of the thread, meanwhile
 * @param duplicates notices that the ledger had booked or counted before
 * @param lateBills that nothing was reserved for any more
 * @param lateBillsBeyondReserve of these, what the late reserve did not cover
 */
public record SimulationResult(
        long requests,
        Exchange exchange,
        List<Delivery> deliveries,
        BudgetWatch budgets,
        PaceWatch paces,
        long wallNs,
        long cpuNs,
        long duplicates,
        long lateBills,
        long lateBillsBeyondReserve) {
    private static final List<ExchangeCount> FAULTS =
            List.of(ExchangeCount.UNREADABLE, ExchangeCount.STRAY_BIDS, ExchangeCount.GIVEN_UP, ExchangeCount.REFUSED);

    /** The books beside the ledger, of all campaigns. */
    public Comparison comparison() {
        final SortedMap<String, Tally> ledger = new TreeMap<>();
        final Map<String, String> currencies = new HashMap<>(exchange.books().currencies());
        for (final Delivery delivery : deliveries) {
            final AccountStatement account = delivery.account();
            final String campaign = Long.toString(account.campaignId());
            ledger.put(campaign, tally(account));
            currencies.put(campaign, account.currency());
        }
        return new Comparison(
                exchange.books().tallies(), ledger, currencies, 0, exchange.count(ExchangeCount.CONVERSIONS) > 0);
    }

    /** What must not be, between this exchange and this bidder and when nothing is under way any more. */
    public List<String> faults() {
        final List<String> faults = new ArrayList<>();
        for (final Delivery delivery : deliveries) {
            if (delivery.account().reservedNanos() != 0) {
                faults.add("campaign %d: %d nanos are still reserved"
                        .formatted(delivery.campaign().id(), delivery.account().reservedNanos()));
            }
        }
        if (exchange.count(ExchangeCount.BIDS) == 0) {
            faults.add("there was no bid: nothing was compared");
        }
        for (final ExchangeCount count : FAULTS) {
            if (exchange.count(count) > 0) {
                faults.add(count + ": " + exchange.count(count));
            }
        }
        return faults;
    }

    /** Books and ledger are alike, and nothing was wrong. */
    public boolean isGood() {
        return comparison().differing().isEmpty() && faults().isEmpty();
    }

    private static Tally tally(final AccountStatement account) {
        return new Tally(
                account.bids(),
                account.wins(),
                account.billed(),
                account.spentTotalNanos(),
                account.impressions(),
                account.clicks(),
                account.conversions(),
                account.losses());
    }
}
