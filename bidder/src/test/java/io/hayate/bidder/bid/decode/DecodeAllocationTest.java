package io.hayate.bidder.bid.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.AllocatedBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jdk25")
class DecodeAllocationTest {
    private static final int DECODES = 20_000;

    private final DecodedRequest decoded = new DecodedRequest();
    private final byte[][] bodies = bodies();

    private static byte[][] bodies() {
        final RandomRequests requests = new RandomRequests(3);
        final List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            final byte[] body = requests.next().getBytes(StandardCharsets.UTF_8);
            bodies.add(body);
            if (i % 8 == 0) {
                bodies.add(Arrays.copyOf(body, body.length / 2));
            }
        }
        return bodies.toArray(byte[][]::new);
    }

    @Test
    void shouldAllocateNothing() {
        assertThat(decodeMix()).isBetween(DECODES / 2, DECODES - 1);
        assertThat(AllocatedBytes.leastOf(5, this::decodeMix)).isZero();
    }

    private int decodeMix() {
        int bidRequests = 0;
        for (int i = 0; i < DECODES; i++) {
            bidRequests += decoded.decode(bodies[i % bodies.length]) ? 1 : 0;
        }
        return bidRequests;
    }
}
