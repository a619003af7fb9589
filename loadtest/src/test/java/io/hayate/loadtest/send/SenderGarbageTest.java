package io.hayate.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hayate.loadtest.StubBidder;
import io.hayate.loadtest.schedule.ClosedLoop;
import io.hayate.loadtest.schedule.RateProfile;
import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.schedule.Schedule;
import io.hayate.loadtest.schedule.Spacing;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the sender loop leaves on the heap while it sends, answers to be checked included. */
@Tag("jdk25")
class SenderGarbageTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(20);
    private static final int PASS_REQUESTS = 2_000;
    private static final int PASSES = 5;

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    /** It makes objects for each buffer, on purpose. */
    @BeforeEach
    void stopFollowingBuffers() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void followBuffersAgain() {
        ResourceLeakDetector.setLevel(level);
    }

    @Test
    void shouldLeaveNoGarbageForARequestThatIsDue() throws IOException {
        assertThat(leastBytesPerRequest(new RateSchedule(
                        RateProfile.constant(4_000, TimeUnit.MINUTES.toNanos(1)), Spacing.POISSON, 1, 1)))
                .isLessThan(1);
    }

    @Test
    void shouldLeaveNoGarbageInAClosedLoop() throws IOException {
        assertThat(leastBytesPerRequest(new ClosedLoop(TimeUnit.MINUTES.toNanos(1))))
                .isLessThan(1);
    }

    private static double leastBytesPerRequest(final Schedule schedule) throws IOException {
        final String bid = "{\"id\":\"1\",\"seatbid\":[{\"bid\":[{\"impid\":\"1\"}]}]}";
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(200, bid));
                AnswerChecker checker = AnswerChecker.launch((request, answer) -> List.of(), 1)) {
            final Target target = Target.parse(bidder.url());
            final SendPlan plan = new SendPlan(target, schedule, ConnectionPlan.of(8), 1, TIMEOUT_NS);
            try (RequestPool pool = RequestPool.of(
                            IntStream.range(0, 50)
                                    .mapToObj(i -> ("{\"id\":\"" + i + "\"}").getBytes(StandardCharsets.UTF_8))
                                    .toList(),
                            target);
                    Sender sender = Sender.open(plan, pool, checker)) {
                final long loop = senderLoop();
                sender.launch();
                double leastBytes = Double.MAX_VALUE;
                // The first pass meets classes that are not loaded and buffers that are not pooled yet.
                for (int pass = 0; pass <= PASSES && !(pass > 1 && leastBytes < 1); pass++) {
                    final long fromBytes = THREADS.getThreadAllocatedBytes(loop);
                    final long from = sender.count(SendCount.ANSWERED);
                    while (sender.count(SendCount.ANSWERED) - from < PASS_REQUESTS) {
                        assertThat(sender.awaitEnd(TimeUnit.MILLISECONDS.toNanos(5)))
                                .isFalse();
                    }
                    final long bytes = THREADS.getThreadAllocatedBytes(loop) - fromBytes;
                    if (pass > 0) {
                        leastBytes = Math.min(leastBytes, (double) bytes / (sender.count(SendCount.ANSWERED) - from));
                    }
                }
                assertThat(sender.result().failures()).isZero();
                return leastBytes;
            }
        }
    }

    private static long senderLoop() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().startsWith("sender-loop"))
                .mapToLong(ThreadInfo::getThreadId)
                .max()
                .orElseThrow();
    }
}
