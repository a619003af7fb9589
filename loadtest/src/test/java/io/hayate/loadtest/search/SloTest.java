package io.hayate.loadtest.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SloTest {
    @ParameterizedTest
    @CsvSource({
        "p50=500us, 500000",
        "p99.9=2.5ms, 2500000",
        "p99.99=1s, 1e9",
        "p95=1m, 6e10",
        "max=10ms, 1e7",
        "mean = 3 ms, 3e6",
        "errors=0.1%, 0.001",
        "errors=0.001, 0.001",
        "errors=0%, 0",
        "bids=30 %, 0.3",
        "bids=1, 1"
    })
    void shouldReadALimit(final String text, final double limit) {
        assertThat(Slo.parse(text).objectives())
                .singleElement()
                .satisfies(objective -> assertThat(objective.limit()).isEqualTo(limit));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "p99; 'p99' has no '='",
                "p999=1ms; 'p999' is no objective: there are p50, p90",
                "p0=1ms; 'p0' is no objective",
                "P99=1ms; 'P99' is no objective",
                "p99=10; p99=10 has no unit: write 10ms or 10s",
                "p99=10 minutes; '10 minutes' of p99 is not a length of time such as 500us",
                "max=-1ms; '-1ms' of max is not a length of time",
                "mean=0ms; mean=0ms can never be kept",
                "errors=5; errors=5 is more than all: write 5% for a percentage",
                "bids=101%; bids=101% is more than all: write at most 100%",
                "errors=few; 'few' of errors is neither a percentage such as 0.1% nor a fraction",
                "p99=10ms,,errors=1%; has an empty objective",
                "p99=10ms,p99.0=20ms; p99 is there twice"
            })
    void shouldSayWhatIsWrong(final String text, final String problem) {
        assertThatThrownBy(() -> Slo.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void shouldNameAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> Slo.parse("p99=10,errors=5,latency=1ms"))
                .hasMessageContaining("p99=10 has no unit")
                .hasMessageContaining("errors=5 is more than all")
                .hasMessageContaining("'latency' is no objective");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ","})
    void shouldRefuseWhatIsEmpty(final String text) {
        assertThatThrownBy(() -> Slo.parse(text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void shouldPrintWhatItHasRead() {
        assertThat(Slo.parse("p99.9=2.5ms, errors=0.1%,max=1s")).hasToString("p99.9=2.5ms,errors=0.1%,max=1s");
    }

    @Test
    void shouldHoldPercentilesFromTheDueTimeAgainstTheirLimits() {
        // 98 of 100 within 2 ms, two after 50 ms; sent late, so fast from sending.
        final SendResult run = new Runs().answered(98, 2).answered(2, 50, 1).result();
        assertThat(verdicts("p50=2.1ms,p90=1ms,p98=2.1ms,p99=10ms,max=51ms,mean=2.97ms", run))
                .containsExactly(true, false, true, false, true, true);
        assertThat(verdicts("mean=2.95ms,max=49ms", run)).containsExactly(false, false);
        assertThat(Slo.parse("p99=10ms").verdictsFromSending(run)).allMatch(Verdict::met);
    }

    @Test
    void shouldCountAllThatHadNoProperAnswerAsErrors() {
        // 90 no-bids and 4 bids, 3 of status 500, 1 broken, 1 timed out, 1 never sent: 6 of 100.
        final SendResult run = new Runs()
                .answered(90, 1)
                .counted(SendCount.ANSWERED, 7)
                .counted(SendCount.BIDS, 4)
                .counted(SendCount.HTTP_ERRORS, 3)
                .counted(SendCount.BROKEN, 1)
                .counted(SendCount.TIMEOUTS, 1)
                .counted(SendCount.UNSENT, 1)
                .result();
        assertThat(verdicts("errors=6%,bids=4%", run)).containsExactly(true, true);
        assertThat(verdicts("errors=0.0599,bids=0.0401", run)).containsExactly(false, false);
        assertThat(Slo.parse("errors=1%,bids=10%").verdicts(run).stream().map(Verdict::toString))
                .containsExactly("errors 6.000 %, above 1%", "bids 4.000 %, below 10%");
    }

    @Test
    void shouldNotTakeForKeptWhatWasNotMeasured() {
        final SendResult nothing = new Runs().result();
        assertThat(verdicts("p99=10ms,max=1s,mean=1s,errors=100%,bids=0%", nothing))
                .containsOnly(false);
        assertThat(Slo.parse("p99=10ms").verdicts(nothing)).singleElement().hasToString("p99 not measured, limit 10ms");
    }

    @Test
    void shouldSayWhatWasMeasured() {
        final SendResult run = new Runs().answered(100, 14.2).result();
        assertThat(Slo.parse("p99=10ms,p99.9=15ms").verdicts(run).stream().map(Verdict::toString))
                .containsExactly("p99 14.205 ms, above 10ms", "p99.9 14.205 ms, within 15ms");
    }

    @Test
    void shouldAddALimitOnErrorsOnlyWhereThereIsNone() {
        assertThat(Slo.parse("p99=10ms").withErrorsAtMost("1%")).hasToString("p99=10ms,errors=1%");
        assertThat(Slo.parse("errors=5%,p99=10ms").withErrorsAtMost("1%")).hasToString("errors=5%,p99=10ms");
    }

    @Test
    void shouldRefuseLimitsThatTheTimeoutHides() {
        assertThatThrownBy(() -> Slo.parse("p99=2s,max=1s,p50=1m").requireMissable(Runs.SECOND_NS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("p99=2s and p50=1m could never be missed: longer than --timeout");
    }

    private static List<Boolean> verdicts(final String slo, final SendResult run) {
        return Slo.parse(slo).verdicts(run).stream().map(Verdict::met).toList();
    }
}
