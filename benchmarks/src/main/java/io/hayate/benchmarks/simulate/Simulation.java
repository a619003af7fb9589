package io.hayate.benchmarks.simulate;

import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.ledger.AccountStatement;
import io.hayate.bidder.ledger.LedgerCounter;
import io.hayate.loadtest.exchange.DayTraffic;
import io.hayate.loadtest.exchange.Exchange;
import io.hayate.loadtest.exchange.Tally;
import io.hayate.loadtest.exchange.VirtualTime;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Simulated days of one exchange and one bidder: auctions, notices, and at the end the exchange's books held against the
 * bidder's ledger. Owned by the thread that simulates.
 */
public final class Simulation implements AutoCloseable {
    private static final double SECONDS_PER_DAY = TimeUnit.DAYS.toSeconds(1);

    /** Longer than any reservation lives. */
    private static final long RESERVATIONS_OVER_MS = TimeUnit.MINUTES.toMillis(10);

    /** Longer than late bills are provided for. */
    private static final long LATE_RESERVES_OVER_MS = TimeUnit.HOURS.toMillis(28);

    private final SimulationSettings settings;
    private final HourWatch onHour;
    private final InProcessBidder bidder;
    private final Exchange exchange;
    private final BudgetWatch budgets;
    private final PaceWatch paces;
    private final VirtualTime time;
    private long hours;

    /** Told of each simulated hour. */
    public interface HourWatch {
        /**
         * An hour is over.
         *
         * @param hour from 1
         * @param requests until now
         * @param books until now, of all campaigns
         */
        void onHour(long hour, long requests, Tally books);
    }

    private Simulation(final SimulationSettings settings, final HourWatch onHour) {
        this.settings = settings;
        this.onHour = onHour;
        final List<Campaign> campaigns = settings.campaigns().campaigns();
        this.bidder = InProcessBidder.open(
                settings.campaigns().lines(),
                settings.loops(),
                settings.rates(),
                settings.shading(),
                settings.startMs(),
                settings.seed());
        final Map<String, String> currencies = new HashMap<>();
        campaigns.forEach(campaign ->
                currencies.put(Long.toString(campaign.id()), campaign.budget().currency()));
        this.exchange = new Exchange(settings.exchange(), currencies);
        this.budgets = new BudgetWatch(campaigns, bidder::account, settings.startMs());
        this.paces = new PaceWatch(
                campaigns,
                bidder::paces,
                this::spikeFactor,
                settings.startMs(),
                settings.startMs() + settings.durationMs());
        this.time = new VirtualTime(
                new WatchedBidder(bidder, budgets, paces, this::onHourOver), exchange, settings.startMs());
    }

    /**
     * With the bidder open and its campaigns live.
     *
     * @throws IllegalArgumentException if a campaign is refused
     */
    public static Simulation open(final SimulationSettings settings, final HourWatch onHour) {
        return new Simulation(settings, onHour);
    }

    /** Lets all of the days pass, and then the notices that still come. */
    public SimulationResult run() {
        final byte[][] requests = GeneratedTraffic.requests(
                        settings.distinctRequests(), settings.seed(), settings.mix())
                .toArray(new byte[0][]);
        final long wallNs = System.nanoTime();
        final long cpuNs = threadCpuNs();
        time.run(new DayTraffic(
                settings.seed(),
                settings.startMs(),
                settings.durationMs(),
                settings.requestsPerDay() / SECONDS_PER_DAY,
                settings.shape(),
                number -> requests[(int) (number % requests.length)]));
        time.passUntil(settings.startMs() + settings.durationMs());
        time.fireAll();
        // What was never billed is let go of.
        time.passUntil(time.nowMs() + RESERVATIONS_OVER_MS);
        time.passUntil(time.nowMs() + LATE_RESERVES_OVER_MS);
        budgets.onEnd();
        return result(System.nanoTime() - wallNs, threadCpuNs() - cpuNs);
    }

    private SimulationResult result(final long wallNs, final long cpuNs) {
        final List<Delivery> deliveries = new ArrayList<>();
        for (final Campaign campaign : settings.campaigns().campaigns()) {
            deliveries.add(Delivery.of(
                    campaign, account(campaign), settings.startMs(), settings.startMs() + settings.durationMs()));
        }
        return new SimulationResult(
                time.requests(),
                exchange,
                deliveries,
                budgets,
                paces,
                wallNs,
                cpuNs,
                bidder.ledgerCounters().get(LedgerCounter.DUPLICATES),
                bidder.ledgerCounters().get(LedgerCounter.LATE_BILLS),
                bidder.ledgerCounters().get(LedgerCounter.LATE_BILLS_BEYOND_RESERVE));
    }

    private AccountStatement account(final Campaign campaign) {
        final Optional<AccountStatement> account = bidder.account(campaign.id());
        return account.orElseGet(() ->
                AccountStatement.untouched(campaign.id(), campaign.budget().currency()));
    }

    private double spikeFactor(final long timeMs) {
        final long hour = TimeUnit.MILLISECONDS.toHours(timeMs - settings.startMs());
        return hour == settings.shape().spikeHour() ? settings.shape().spikeFactor() : 1;
    }

    private void onHourOver() {
        hours++;
        onHour.onHour(hours, time.requests(), exchange.books().total());
    }

    private static long threadCpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Override
    public void close() {
        bidder.close();
    }
}
