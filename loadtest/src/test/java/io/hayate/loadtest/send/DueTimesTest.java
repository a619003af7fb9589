package io.hayate.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DueTimesTest {
    @Test
    void shouldKeepDueTimesInOrderWhileTheQueueGrows() {
        final DueTimes times = new DueTimes();
        long next = 0;
        long expected = 0;
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 97; i++) {
                times.add(next++);
            }
            for (int i = 0; i < 41; i++) {
                assertThat(times.peek()).isEqualTo(expected);
                assertThat(times.remove()).isEqualTo(expected++);
            }
        }
        while (!times.isEmpty()) {
            assertThat(times.remove()).isEqualTo(expected++);
        }
        assertThat(expected).isEqualTo(next);
    }
}
