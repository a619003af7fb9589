package io.hayate.loadtest.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.search.ProbeResult.Kind;
import io.hayate.loadtest.send.SendCount;
import org.junit.jupiter.api.Test;

class ProbeResultTest {
    private static final Slo SLO = Slo.parse("p99=10ms,errors=1%");
    private static final long MAX_LAG_NS = 5_000_000;

    @Test
    void shouldBeMetWhenAllIsKept() {
        assertThat(judge(new Runs().answered(100, 2).lag(0.1))).isEqualTo(ProbeResult.met());
    }

    @Test
    void shouldBeTheBiddersWhenAnObjectiveIsMissed() {
        final ProbeResult result = judge(new Runs().answered(100, 20).lag(0.1));
        assertThat(result.kind()).isEqualTo(Kind.MISSED);
        assertThat(result.reason()).startsWith("p99 20.").endsWith(" ms, above 10ms");
    }

    @Test
    void shouldBeTheGeneratorsWhenItWasLateAndTheBidderWasNot() {
        final ProbeResult result = judge(new Runs().answered(100, 20, 2).lag(18));
        assertThat(result.kind()).isEqualTo(Kind.GENERATOR_LIMIT);
        assertThat(result.reason()).startsWith("the generator's own limit: its lag is p99 18.");
    }

    @Test
    void shouldBeTheGeneratorsWhenItWasLateThoughAllWasKept() {
        assertThat(judge(new Runs().answered(100, 8, 2).lag(6)).kind()).isEqualTo(Kind.GENERATOR_LIMIT);
    }

    @Test
    void shouldBeTheGeneratorsWhenItsLagAloneBreaksATightObjective() {
        final ProbeResult result =
                ProbeResult.of(new Runs().answered(100, 3, 1).lag(2.5).result(), Slo.parse("p99=2ms"), MAX_LAG_NS);
        assertThat(result.kind()).isEqualTo(Kind.GENERATOR_LIMIT);
    }

    @Test
    void shouldBeTheBiddersWhenTheGeneratorWasLateButTheBidderMissedFromSendingToo() {
        assertThat(judge(new Runs().answered(100, 200, 180).lag(20)).kind()).isEqualTo(Kind.MISSED);
        assertThat(judge(new Runs()
                                .answered(90, 2)
                                .counted(SendCount.ANSWERED, 10)
                                .counted(SendCount.HTTP_ERRORS, 10)
                                .lag(20))
                        .kind())
                .isEqualTo(Kind.MISSED);
    }

    @Test
    void shouldBeTheBiddersWhenTheRateWasNotHeldAndTheGeneratorWasNotLate() {
        // 100 requests in two seconds instead of one: they waited for connections.
        final ProbeResult result = judge(new Runs().answered(100, 2).lag(0.1).sendingFor(2 * Runs.SECOND_NS));
        assertThat(result)
                .isEqualTo(new ProbeResult(Kind.MISSED, "the rate was not held: 50.0/s; all connections were busy"));
    }

    @Test
    void shouldSayNothingOfARunThatWasInterrupted() {
        assertThat(judge(new Runs().answered(50, 200).interrupted()).kind()).isEqualTo(Kind.INTERRUPTED);
    }

    private static ProbeResult judge(final Runs run) {
        return ProbeResult.of(run.result(), SLO, MAX_LAG_NS);
    }
}
