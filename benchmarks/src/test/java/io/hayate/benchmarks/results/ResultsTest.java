package io.hayate.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @Test
    void shouldReadWhatWasWritten(@TempDir final Path folder) throws IOException {
        final Results written = new Results();
        written.put("once", 3.5);
        written.put("often", new Measured(2, 1, 4));
        written.bids(0.9);
        written.bids(0.7);
        written.problem("a probe was lost");
        written.note("not pinned");
        written.write(folder.resolve("results.json"));

        final Results read = Results.read(folder.resolve("results.json"));

        assertThat(read.figures()).isEqualTo(written.figures()).hasSize(2);
        assertThat(read.bidShare()).isEqualTo(0.7);
        assertThat(read.problems()).containsExactly("a probe was lost");
        assertThat(read.notes()).containsExactly("not pinned");
        assertThat(read.isValid()).isFalse();
    }

    @Test
    void shouldNotKnowBidsThatNobodyCounted(@TempDir final Path folder) throws IOException {
        new Results().write(folder.resolve("results.json"));

        assertThat(Results.read(folder.resolve("results.json")).bidShare()).isNaN();
    }

    @Test
    void shouldRefuseToMeasureAFigureTwice() {
        final Results results = new Results();
        results.put("once", 1);

        assertThatThrownBy(() -> results.put("once", 2)).hasMessageContaining("once");
    }

    @Test
    void shouldDivideWithTheEndsThatLieFarthestFromEachOther() {
        assertThat(new Measured(6, 4, 8).over(new Measured(3, 2, 4))).isEqualTo(new Measured(2, 1, 4));
        assertThat(new Measured(6, 4, 8).over(Measured.of(3)).hasSpread()).isFalse();
        assertThat(new Measured(6, 4, 8).over(new Measured(3, -1, 7))).isEqualTo(Measured.of(2));
    }
}
