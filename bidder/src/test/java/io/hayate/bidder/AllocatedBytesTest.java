package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jdk25")
class AllocatedBytesTest {
    private final List<byte[]> made = new ArrayList<>(100);

    @Test
    void shouldSeeWhatEveryPassMakes() {
        assertThat(AllocatedBytes.leastOf(3, () -> made.add(new byte[1_000]))).isBetween(1_000L, 1_100L);
        assertThat(made).hasSize(3);
    }

    @Test
    void shouldOverlookWhatOnePassMakes() {
        assertThat(AllocatedBytes.leastOf(10, this::makeOnce)).isZero();
        assertThat(made).hasSize(1);
    }

    private void makeOnce() {
        if (made.isEmpty()) {
            made.add(new byte[1_000]);
        }
    }
}
