package io.hayate.bidder.bid.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jdk25")
class DecodeAllocationTest {
    private static final int DECODES = 20_000;

    /**
     * While the JVM still swaps compiled code it puts a few hundred bytes, once, on the thread's account, also for loops
     * without a decoder. What decoding allocates comes again in every round, as each round reads the same bodies.
     */
    private static final int MAX_ROUNDS = 5;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
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
        decodeMix();
        long fewestBytes = Long.MAX_VALUE;
        for (int round = 0; round < MAX_ROUNDS && fewestBytes > 0; round++) {
            fewestBytes = Math.min(fewestBytes, bytesAllocatedByOneRound());
        }
        assertThat(fewestBytes).isZero();
    }

    private long bytesAllocatedByOneRound() {
        final long thread = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(thread);
        final int bidRequests = decodeMix();
        final long after = threads.getThreadAllocatedBytes(thread);
        assertThat(bidRequests).isBetween(DECODES / 2, DECODES - 1);
        return after - before;
    }

    private int decodeMix() {
        int bidRequests = 0;
        for (int i = 0; i < DECODES; i++) {
            bidRequests += decoded.decode(bodies[i % bodies.length]) ? 1 : 0;
        }
        return bidRequests;
    }
}
