package io.hayate.bidder.notices.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BidIdTest {
    @Test
    void shouldBeShortHexadecimalText() {
        assertThat(text(0x6a1f_03c2, 2, 0x1b9)).isEqualTo("6a1f03c2-2-1b9");
        assertThat(text(0, 0, 0)).isEqualTo("0-0-0");
        assertThat(text(-1, -1, -1)).isEqualTo("ffffffff-ffffffff-ffffffffffffffff");
    }

    @Test
    void shouldWriteEveryNumberAsTheJdkDoes() {
        final Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            final long sequence = random.nextLong() >>> random.nextInt(64);
            assertThat(text(1, 1, sequence)).isEqualTo("1-1-" + Long.toHexString(sequence));
        }
    }

    private static String text(final int epoch, final int lane, final long sequence) {
        final byte[] out = new byte[BidId.MAX_LENGTH_BYTES + 1];
        return new String(out, 1, BidId.write(epoch, lane, sequence, out, 1) - 1, StandardCharsets.US_ASCII);
    }
}
