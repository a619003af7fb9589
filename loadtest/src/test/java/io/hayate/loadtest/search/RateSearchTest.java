package io.hayate.loadtest.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hayate.loadtest.search.ProbeResult.Kind;
import io.hayate.loadtest.search.RateProbe.Purpose;
import io.hayate.loadtest.search.SearchOutcome.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

class RateSearchTest {
    private static final long STEP_NS = 10;
    private static final long CONFIRM_NS = 30;
    private static final SearchBounds BOUNDS = new SearchBounds(500, 10, 1_000_000, 0.05, STEP_NS, CONFIRM_NS);
    private static final ProbeResult MISSED = new ProbeResult(Kind.MISSED, "p99 too long");
    private static final ProbeResult LATE = new ProbeResult(Kind.GENERATOR_LIMIT, "late");

    private final List<Double> tried = new ArrayList<>();
    private final List<Purpose> purposes = new ArrayList<>();

    @Test
    void shouldFindACliff() {
        final SearchOutcome outcome = find(BOUNDS, rate -> rate <= 10_000);
        // Doubled to the first that is not kept, which is tried twice; bisected until within 5 %; held for longer.
        assertThat(tried)
                .containsExactly(
                        500.0, 1000.0, 2000.0, 4000.0, 8000.0, 16000.0, 16000.0, 12000.0, 12000.0, 10000.0, 11000.0,
                        11000.0, 10500.0, 10500.0, 10000.0);
        assertThat(outcome).isEqualTo(new SearchOutcome(Ending.FOUND, 10_000, 10_500, "p99 too long"));
        assertThat(outcome.isConfirmed()).isTrue();
        assertThat(purposes.get(6)).isEqualTo(Purpose.BRACKET);
        assertThat(purposes.get(7)).isEqualTo(Purpose.BISECT);
        assertThat(purposes.get(14)).isEqualTo(Purpose.CONFIRM);
    }

    @Test
    void shouldFindWhereAQueueGrowsTooLong() {
        // M/M/1: p99 of the time in the system is ln(100) / (20,000 - rate) s; 10 ms at 19,539.5/s.
        final SearchOutcome outcome = find(BOUNDS, rate -> p99Seconds(rate) <= 0.010);
        assertThat(outcome).isEqualTo(new SearchOutcome(Ending.FOUND, 19_500, 20_000, "p99 too long"));
        assertThat(tried.subList(8, tried.size()))
                .containsExactly(24000.0, 24000.0, 20000.0, 20000.0, 18000.0, 19000.0, 19500.0, 19500.0);
    }

    @Test
    void shouldHoldTheConfirmationForLonger() throws IOException {
        final List<Long> durations = new ArrayList<>();
        new RateSearch(BOUNDS, (purpose, rate, durationNs) -> {
                    durations.add(durationNs);
                    return rate <= 600 ? ProbeResult.met() : MISSED;
                })
                .find();
        assertThat(durations.get(durations.size() - 1)).isEqualTo(CONFIRM_NS);
        assertThat(durations.subList(0, durations.size() - 1)).containsOnly(STEP_NS);
    }

    @Test
    void shouldNotMindASingleHiccup() throws IOException {
        final SearchOutcome outcome = new RateSearch(BOUNDS, (purpose, rate, durationNs) -> {
                    tried.add(rate);
                    return tried.size() == 3 || rate > 4000 ? MISSED : ProbeResult.met();
                })
                .find();
        assertThat(tried.subList(2, 5)).containsExactly(2000.0, 2000.0, 4000.0);
        assertThat(outcome.ratePerSecond()).isEqualTo(4000);
    }

    @Test
    void shouldStayNearTheTruthInNoise() throws IOException {
        // The same queue, with measured percentiles off by a factor of e to the 0.3 x normal, for 500 seeds.
        for (int seed = 0; seed < 500; seed++) {
            final Random random = new Random(seed);
            tried.clear();
            final SearchOutcome outcome =
                    find(BOUNDS, rate -> p99Seconds(rate) * Math.exp(0.3 * random.nextGaussian()) <= 0.010);
            assertThat(outcome.ending()).as("seed %d", seed).isEqualTo(Ending.FOUND);
            assertThat(outcome.ratePerSecond()).as("seed %d", seed).isBetween(0.9 * 19_539, 1.02 * 19_539);
            assertThat(tried).hasSizeLessThanOrEqualTo(BOUNDS.maxProbes());
        }
    }

    @Test
    void shouldLowerTheRateWhileItIsNotConfirmed() throws IOException {
        final SearchOutcome outcome = new RateSearch(BOUNDS, (purpose, rate, durationNs) -> {
                    tried.add(rate);
                    return rate <= (purpose == Purpose.CONFIRM ? 9_000 : 10_000) ? ProbeResult.met() : MISSED;
                })
                .find();
        assertThat(tried.subList(14, tried.size())).hasSize(4).startsWith(10_000.0, 9_500.0);
        assertThat(outcome.ending()).isEqualTo(Ending.FOUND);
        assertThat(outcome.ratePerSecond()).isCloseTo(8_573.75, within(1e-6));
        assertThat(outcome.brokenPerSecond()).isCloseTo(9_025, within(1e-6));
    }

    @Test
    void shouldGiveUpWhenNothingIsConfirmed() throws IOException {
        final SearchOutcome outcome = new RateSearch(BOUNDS, (purpose, rate, durationNs) -> {
                    purposes.add(purpose);
                    return purpose != Purpose.CONFIRM && rate <= 10_000 ? ProbeResult.met() : MISSED;
                })
                .find();
        assertThat(purposes.stream().filter(Purpose.CONFIRM::equals)).hasSize(6);
        assertThat(outcome.ending()).isEqualTo(Ending.NOT_CONFIRMED);
        assertThat(outcome.isConfirmed()).isFalse();
        assertThat(outcome.ratePerSecond()).isEqualTo(10_000);
        assertThat(outcome.brokenPerSecond()).isCloseTo(10_000 * Math.pow(0.95, 5), within(1e-6));
    }

    @Test
    void shouldStopAtTheHighestRateAllowed() {
        final SearchOutcome outcome = find(new SearchBounds(500, 10, 3_000, 0.05, STEP_NS, CONFIRM_NS), rate -> true);
        assertThat(tried).containsExactly(500.0, 1000.0, 2000.0, 3000.0, 3000.0);
        assertThat(outcome).isEqualTo(new SearchOutcome(Ending.HIGHEST_ALLOWED, 3_000, Double.POSITIVE_INFINITY, ""));
    }

    @Test
    void shouldSearchDownwardsWhenTheFirstRateIsTooHigh() {
        final SearchOutcome outcome = find(BOUNDS, rate -> rate <= 100);
        assertThat(tried).startsWith(500.0, 500.0, 250.0, 250.0, 125.0, 125.0, 62.5, 93.75);
        // 109.375 and 101.5625 are not kept, 93.75 and 97.65625 would be: within 5 % once it is 101.5625 to 97.65625.
        assertThat(outcome).isEqualTo(new SearchOutcome(Ending.FOUND, 97.65625, 101.5625, "p99 too long"));
    }

    @Test
    void shouldSayWhenItIsMissedAtTheLowestRateToo() {
        final SearchOutcome outcome = find(BOUNDS, rate -> false);
        assertThat(tried)
                .containsExactly(
                        500.0, 500.0, 250.0, 250.0, 125.0, 125.0, 62.5, 62.5, 31.25, 31.25, 15.625, 15.625, 10.0, 10.0);
        assertThat(outcome).isEqualTo(new SearchOutcome(Ending.NEVER_MET, 0, 10, "p99 too long"));
    }

    @Test
    void shouldCallItALowerBoundWhenTheGeneratorCanDoNoMore() throws IOException {
        final SearchOutcome outcome =
                new RateSearch(BOUNDS, (purpose, rate, durationNs) -> rate <= 10_000 ? ProbeResult.met() : LATE).find();
        assertThat(outcome).isEqualTo(new SearchOutcome(Ending.LOWER_BOUND, 10_000, 10_500, "late"));
    }

    @Test
    void shouldFindTheBiddersLimitBelowTheGenerators() throws IOException {
        final SearchOutcome outcome = new RateSearch(
                        BOUNDS,
                        (purpose, rate, durationNs) ->
                                rate > 15_000 ? LATE : rate > 10_000 ? MISSED : ProbeResult.met())
                .find();
        assertThat(outcome.ending()).isEqualTo(Ending.FOUND);
        assertThat(outcome.ratePerSecond()).isEqualTo(10_000);
    }

    @Test
    void shouldNotLetTheGeneratorExcuseWhatTheBidderMissedBefore() throws IOException {
        final SearchOutcome outcome = new RateSearch(BOUNDS, (purpose, rate, durationNs) -> {
                    tried.add(rate);
                    final boolean again = tried.size() > 1 && tried.get(tried.size() - 2) == rate;
                    return rate <= 10_000 ? ProbeResult.met() : again ? LATE : MISSED;
                })
                .find();
        assertThat(outcome.ending()).isEqualTo(Ending.FOUND);
    }

    @Test
    void shouldKnowNothingWhenTheGeneratorIsAlwaysLate() throws IOException {
        final SearchOutcome outcome = new RateSearch(BOUNDS, (purpose, rate, durationNs) -> LATE).find();
        assertThat(outcome).isEqualTo(new SearchOutcome(Ending.NOTHING_KNOWN, 0, 10, "late"));
    }

    @Test
    void shouldEndAtOnceWhenInterrupted() throws IOException {
        for (int at = 1; at <= 15; at++) {
            final int last = at;
            tried.clear();
            final SearchOutcome outcome = new RateSearch(BOUNDS, (purpose, rate, durationNs) -> {
                        tried.add(rate);
                        return tried.size() == last
                                ? new ProbeResult(Kind.INTERRUPTED, "")
                                : rate <= 10_000 ? ProbeResult.met() : MISSED;
                    })
                    .find();
            assertThat(outcome.ending()).as("at step %d", at).isEqualTo(Ending.INTERRUPTED);
            assertThat(tried).hasSize(at);
        }
    }

    @Test
    void shouldNeverTryMoreRatesThanItSays() throws IOException {
        assertThat(BOUNDS.maxProbes()).isEqualTo(2 * 12 + 2 * 5 + 6);
        for (int seed = 0; seed < 2_000; seed++) {
            final Random random = new Random(seed);
            final double from = 1 + random.nextInt(5_000);
            final SearchBounds bounds = new SearchBounds(
                    from,
                    from / (1 + random.nextInt(100)),
                    from * (1 + random.nextInt(1_000)),
                    0.005 + 0.4 * random.nextDouble(),
                    STEP_NS,
                    CONFIRM_NS);
            final double kept = random.nextDouble();
            tried.clear();
            new RateSearch(bounds, (purpose, rate, durationNs) -> {
                        tried.add(rate);
                        return random.nextDouble() < kept ? ProbeResult.met() : random.nextBoolean() ? MISSED : LATE;
                    })
                    .find();
            assertThat(tried.size()).as("seed %d, %s", seed, bounds).isLessThanOrEqualTo(bounds.maxProbes());
            assertThat(tried).allMatch(rate -> rate >= bounds.minPerSecond() && rate <= bounds.toPerSecond());
        }
    }

    @Test
    void shouldNameAllBoundsThatMakeNoSense() {
        assertThatThrownBy(() -> new SearchBounds(5, 10, 4, 0.9, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "--from-rate must not be below --min-rate; --to-rate must not be below --from-rate;"
                                + " --precision must be between 0.1% and 50%; --step must be above 0; --confirm must be above 0");
        assertThatThrownBy(() -> new SearchBounds(Double.NaN, 0, 1, 0.05, 1, 1))
                .hasMessageContaining("--min-rate must be above 0");
    }

    private SearchOutcome find(final SearchBounds bounds, final DoublePredicate kept) {
        try {
            return new RateSearch(bounds, (purpose, rate, durationNs) -> {
                        tried.add(rate);
                        purposes.add(purpose);
                        return kept.test(rate) ? ProbeResult.met() : MISSED;
                    })
                    .find();
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double p99Seconds(final double ratePerSecond) {
        return ratePerSecond >= 20_000 ? 1 : Math.log(100) / (20_000 - ratePerSecond);
    }
}
