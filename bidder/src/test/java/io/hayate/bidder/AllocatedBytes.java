package io.hayate.bidder;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the calling thread allocates on the heap. */
public final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocatedBytes() {}

    /**
     * The bytes of the pass that allocates least. What a pass makes, it makes each time; what the JVM makes when it links or
     * compiles anew, it makes once. So a pass does the same thing each time, many times over, and no assertion, which
     * allocates. None follows one that allocates nothing.
     */
    public static long leastOf(final int passes, final Runnable pass) {
        THREADS.getCurrentThreadAllocatedBytes(); // the first look makes something itself
        long leastBytes = Long.MAX_VALUE;
        for (int i = 0; i < passes && leastBytes > 0; i++) {
            final long startBytes = THREADS.getCurrentThreadAllocatedBytes();
            pass.run();
            leastBytes = Math.min(leastBytes, THREADS.getCurrentThreadAllocatedBytes() - startBytes);
        }
        return leastBytes;
    }
}
