package io.hayate.benchmarks.simulate;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.loadtest.exchange.Comparison;
import io.hayate.loadtest.exchange.Exchange;
import io.hayate.loadtest.exchange.ExchangeCount;
import io.hayate.loadtest.exchange.Tally;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.report.Terminal.Tone;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Tells the user of simulated days. Owned by the thread that simulates. */
public final class SimulationReport {
    private static final int HOURS_PER_DAY = 24;
    private static final int NANO_DECIMALS = 9;
    private static final int SHOWN_MISSES = 20;
    private static final int SHOWN_DECIMALS = 4;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Terminal terminal;
    private final SimulationSettings settings;
    /** Sums over several currencies mean nothing. */
    private final boolean oneCurrency;

    private long requestsBefore;
    private Tally before = Tally.NOTHING;

    public SimulationReport(final Terminal terminal, final SimulationSettings settings) {
        this.terminal = terminal;
        this.settings = settings;
        this.oneCurrency = settings.campaigns().campaigns().stream()
                        .map(campaign -> campaign.budget().currency())
                        .distinct()
                        .count()
                == 1;
    }

    public void begin() {
        line(
                "Simulated days from %2$s: %1$d, %3$,d requests each, %4$,d campaigns, %5$d bid loops, seed %6$d",
                TimeUnit.MILLISECONDS.toDays(settings.durationMs()),
                Instant.ofEpochMilli(settings.startMs()),
                settings.requestsPerDay(),
                settings.campaigns().campaigns().size(),
                settings.loops(),
                settings.seed());
    }

    /** One line for each; a terminal shows the last. */
    public void onHour(final long hour, final long requests, final Tally books) {
        final Tally grown = books.minus(before);
        if (requests == requestsBefore && grown.equals(Tally.NOTHING)) {
            return;
        }
        terminal.updating(String.format(
                Locale.ROOT,
                "  day %d %02d:00  requests %,9d  bids %,9d  wins %,8d  impressions %,8d%s",
                (hour - 1) / HOURS_PER_DAY + 1,
                (hour - 1) % HOURS_PER_DAY,
                requests - requestsBefore,
                grown.bids(),
                grown.wins(),
                grown.impressions(),
                oneCurrency ? String.format("  spent %12s", decimal(grown.spentNanos())) : ""));
        before = books;
        requestsBefore = requests;
    }

    /** @param shown campaigns whose delivery is shown, those of the largest budgets */
    public void end(final SimulationResult result, final int shown) {
        final Exchange exchange = result.exchange();
        final Tally total = exchange.books().total();
        terminal.heading("Simulated");
        row("requests", "%,d, %,d answered with a bid", result.requests(), exchange.count(ExchangeCount.ANSWERS));
        row(
                "auctions",
                "%,d: %,d bids, %,d won",
                exchange.count(ExchangeCount.AUCTIONS),
                total.bids(),
                exchange.count(ExchangeCount.WON));
        row(
                "notices",
                "%,d on time, %,d late, %,d twice, %,d never",
                exchange.count(ExchangeCount.ON_TIME),
                exchange.count(ExchangeCount.LATE),
                exchange.count(ExchangeCount.TWICE),
                exchange.count(ExchangeCount.NEVER));
        row(
                "impressions",
                "%,d told of, %,d clicks of %,d made",
                total.impressions(),
                total.clicks(),
                exchange.count(ExchangeCount.CLICKS));
        final double seconds = result.wallNs() / NANOS_PER_SECOND;
        final double cpuSeconds = result.cpuNs() / NANOS_PER_SECOND;
        row("took", "%.1f s, %.1f s of CPU on one thread", seconds, cpuSeconds);
        row(
                "speed",
                "%,.0f impressions a second, %,.0f a second of CPU",
                total.impressions() / seconds,
                total.impressions() / cpuSeconds);
        endBooks(result);
        endBudgets(result);
        endPacing(result.paces());
        endDelivery(result, shown);
    }

    /** The run that was just told of beside one of the same days without shading. */
    public void compare(final BilledCourse unshaded, final BilledCourse shaded) {
        terminal.heading("Shading");
        row("unshaded", "%,d billed, CPM %.4f", unshaded.billed(), unshaded.cpm());
        row("shaded", "%,d billed, CPM %.4f", shaded.billed(), shaded.cpm());
        final long same = Math.min(unshaded.billed(), shaded.billed());
        final double before = unshaded.cpmOfFirst(same);
        final double after = shaded.cpmOfFirst(same);
        row(
                "equal",
                "the first %,d of both: CPM %.4f and %.4f, %.1f %% less",
                same,
                before,
                after,
                100 * (before - after) / before);
    }

    private void endBooks(final SimulationResult result) {
        terminal.heading("Books and ledger");
        final Comparison comparison = result.comparison();
        comparison.lines().forEach(terminal::line);
        final int differing = comparison.differing().size();
        line(
                "  %s; %,d notices came again",
                differing == 0
                        ? terminal.tone(Tone.GOOD, "the books of all campaigns are equal")
                        : terminal.tone(Tone.BAD, "the books of " + differing + " campaigns DIFFER"),
                result.duplicates());
        result.faults().forEach(fault -> line("  %s", terminal.tone(Tone.BAD, fault)));
    }

    private void endBudgets(final SimulationResult result) {
        terminal.heading("Budgets");
        line(
                "  reserved and not spent when days ended: %.2f %% of a daily budget in the mean; %,d late bills, %,d of them"
                        + " beyond the late reserve",
                100 * result.budgets().boundShare(), result.lateBills(), result.lateBillsBeyondReserve());
        final BudgetWatch.Overspend worst = result.budgets().worst();
        if (worst == null) {
            line("  no daily and no total budget was passed");
            return;
        }
        line(
                "  passed %,d times; most by campaign %d, its %s one: %s of %s spent, %.2f %% over",
                result.budgets().overspentCount(),
                worst.campaignId(),
                worst.budget(),
                decimal(worst.spentNanos()),
                decimal(worst.budgetNanos()),
                worst.percent());
    }

    private void endPacing(final PaceWatch paces) {
        if (paces.days().isEmpty()) {
            return;
        }
        terminal.heading("Pacing");
        final SortedMap<Long, List<PaceWatch.Day>> byDay = new TreeMap<>();
        for (final PaceWatch.Day day : paces.days()) {
            byDay.computeIfAbsent(
                            TimeUnit.MILLISECONDS.toDays(Math.max(0, day.startMs() - settings.startMs())) + 1,
                            number -> new ArrayList<>())
                    .add(day);
        }
        byDay.forEach((number, days) -> {
            final Double close = paces.shareClose(days);
            line(
                    "  day %d: of %,d paced campaigns %,d had enough traffic; %s of these ended within 2 %% of the"
                            + " budget; %.2f %% from the plan in the mean",
                    number,
                    days.size(),
                    days.stream().filter(PaceWatch.Day::hadEnoughTraffic).count(),
                    close == null ? "none" : String.format(Locale.ROOT, "%.1f %%", 100 * close),
                    100 * PaceWatch.meanDeviation(days));
        });
        paces.days().stream()
                .filter(day -> day.hadEnoughTraffic() && !day.endedClose())
                .limit(SHOWN_MISSES)
                .forEach(day -> line(
                        "  %12d %s %,.0f bids' budget, %.1f %% spent, traffic for %.1f budgets, %.1f %% from the plan",
                        day.campaignId(),
                        Instant.ofEpochMilli(day.startMs()),
                        day.budgetBids(),
                        100 * day.share(),
                        day.traffic(),
                        100 * day.deviation()));
    }

    private void endDelivery(final SimulationResult result, final int shown) {
        final List<Delivery> limited = result.deliveries().stream()
                .filter(delivery -> delivery.budgetNanos() != Budget.NO_LIMIT)
                .sorted(Comparator.comparingLong(Delivery::budgetNanos).reversed())
                .toList();
        terminal.heading("Delivery");
        line(
                "  of %,d campaigns with a budget %,d spent more than 95 %% of it, %,d some, %,d nothing",
                limited.size(),
                limited.stream().filter(each -> each.share() > 0.95).count(),
                limited.stream()
                        .filter(each -> each.share() > 0 && each.share() <= 0.95)
                        .count(),
                limited.stream().filter(each -> each.share() == 0).count());
        line("  %12s %20s %16s %8s %12s", "campaign", "budget", "spent", "", "impressions");
        for (final Delivery each : limited.subList(0, Math.min(shown, limited.size()))) {
            line(
                    "  %12d %16s %s %16s %6.1f %% %,12d",
                    each.campaign().id(),
                    decimal(each.budgetNanos()),
                    each.account().currency(),
                    decimal(each.account().spentTotalNanos()),
                    100 * each.share(),
                    each.account().impressions());
        }
    }

    private void row(final String name, final String format, final Object... values) {
        line("  %-12s %s", name, String.format(Locale.ROOT, format, values));
    }

    private void line(final String format, final Object... values) {
        terminal.line(String.format(Locale.ROOT, format, values));
    }

    private static String decimal(final long nanos) {
        return BigDecimal.valueOf(nanos, NANO_DECIMALS)
                .setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
