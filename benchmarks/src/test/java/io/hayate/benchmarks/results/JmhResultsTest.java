package io.hayate.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What JMH 1.37 writes, without what is not read. */
class JmhResultsTest {
    private static final String MEANS = """
            [{"benchmark": "io.a.DecoderBenchmark.decoder", "mode": "avgt", "params": {"requests": "BANNER", "campaigns": "7"},
              "primaryMetric": {"score": 1610.0, "scoreError": 60.0, "scoreUnit": "ns/op", "rawData": [[1610.0]]},
              "secondaryMetrics": {
                "bids": {"score": 0.8, "scoreError": "NaN", "scoreUnit": "share"},
                "gc.alloc.rate.norm": {"score": 0.5, "scoreError": 3.5, "scoreUnit": "B/op"}}},
             {"benchmark": "io.a.DecoderBenchmark.decoder", "mode": "avgt", "params": {"requests": "VIDEO", "campaigns": "7"},
              "primaryMetric": {"score": 3.0, "scoreError": "NaN", "scoreUnit": "us/op", "rawData": [[3.0]]},
              "secondaryMetrics": {"bids": {"score": 0.6, "scoreError": "NaN", "scoreUnit": "share"}}}]
            """;

    private static final String SAMPLES = """
            [{"benchmark": "io.a.ScaleBenchmark.index", "mode": "sample", "params": {"campaigns": "1000"},
              "primaryMetric": {"score": 10.0, "scoreError": 2.0, "scoreUnit": "us/op",
                "scorePercentiles": {"50.0": 6.0, "90.0": 17.0, "99.0": 71.0, "100.0": 80.0},
                "rawDataHistogram": [[[[2.0, 1], [5.0, 60], [9.0, 39]], [[90.0, 1], [7.0, 99]]]]},
              "secondaryMetrics": {}}]
            """;

    @Test
    void shouldNameBenchmarksByWhatDiffers() throws IOException {
        final Results results = read(MEANS);

        assertThat(results.figures())
                .containsOnlyKeys(
                        "decoder[requests=BANNER].mean",
                        "decoder[requests=BANNER].garbage",
                        "decoder[requests=VIDEO].mean");
    }

    @Test
    void shouldReadMeansInMicrosecondsWithTheirIntervals() throws IOException {
        final Results results = read(MEANS);

        assertThat(results.figure("decoder[requests=BANNER].mean")).isEqualTo(new Measured(1.61, 1.55, 1.67));
        assertThat(results.figure("decoder[requests=BANNER].garbage")).isEqualTo(new Measured(0.5, -3, 4));
        assertThat(results.figure("decoder[requests=VIDEO].mean")).isEqualTo(Measured.of(3));
    }

    @Test
    void shouldReadPercentilesWithTheLowestAndHighestIteration() throws IOException {
        final Results results = read(SAMPLES);

        assertThat(results.figure("index.mean")).isEqualTo(new Measured(10, 8, 12));
        assertThat(results.figure("index.p50")).isEqualTo(new Measured(6, 5, 7));
        assertThat(results.figure("index.p90")).isEqualTo(new Measured(17, 7, 9));
        assertThat(results.figure("index.p99")).isEqualTo(new Measured(71, 7, 9));
    }

    @Test
    void shouldTakeTheFewestBids() throws IOException {
        assertThat(read(MEANS).bidShare()).isEqualTo(0.6);
        assertThat(read(MEANS).isValid()).isTrue();
        assertThat(read(SAMPLES).bidShare()).isNaN();
        assertThat(read(MEANS.replace("0.6,", "0.49,")).problems()).hasSize(1);
    }

    @Test
    void shouldRefuseWhatIsNoTime() {
        assertThatThrownBy(() -> read(MEANS.replace("us/op", "ops/s"))).hasMessageContaining("ops/s");
    }

    private static Results read(final String text) throws IOException {
        final JsonNode json = new ObjectMapper().readTree(text);
        return JmhResults.of(json);
    }
}
