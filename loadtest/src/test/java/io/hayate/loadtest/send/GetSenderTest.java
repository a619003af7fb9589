package io.hayate.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.StubBidder;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GetSenderTest {
    /** A queue of paths; what was answered is written down. */
    private static final class Paths implements GetSender.Source<String> {
        private final Queue<String> due = new ConcurrentLinkedQueue<>();
        private final Queue<String> answered = new ConcurrentLinkedQueue<>();
        private final CountDownLatch ended;

        Paths(final int count) {
            for (int i = 0; i < count; i++) {
                due.add("/n?" + i);
            }
            ended = new CountDownLatch(count);
        }

        @Override
        public @Nullable String next() {
            return due.poll();
        }

        @Override
        public String pathAndQuery(final String path) {
            return path;
        }

        @Override
        public void onAnswered(final String path, final int status, final @Nullable String location) {
            answered.add(path + " " + status + (location == null ? "" : " " + location));
            ended.countDown();
        }

        List<String> await() throws InterruptedException {
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            return new ArrayList<>(answered);
        }
    }

    @Test
    void shouldSpreadRequestsOverReplicasOverFewConnections() throws InterruptedException {
        final AtomicInteger first = new AtomicInteger();
        final AtomicInteger second = new AtomicInteger();
        final Paths paths = new Paths(2_000);
        try (StubBidder one = StubBidder.start((call, number) -> {
                    first.incrementAndGet();
                    call.answer(204, "");
                });
                StubBidder other = StubBidder.start((call, number) -> {
                    second.incrementAndGet();
                    call.answer(200, "pixel");
                });
                GetSender<String> sender = sender(paths, one, other)) {
            assertThat(paths.await()).hasSize(2_000).contains("/n?0 204").anyMatch(answer -> answer.endsWith(" 200"));
            assertThat(first.get() + second.get()).isEqualTo(2_000);
            assertThat(first.get()).isBetween(400, 1_600);
            assertThat(sender.brokenCount()).isZero();
        }
    }

    @Test
    void shouldTellWhereARedirectLeads() throws InterruptedException {
        final Paths paths = new Paths(1);
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(
                        302, "", "X: location: none\r\nLocation:  https://shop.example/?a=b \r\nServer: x\r\n"));
                GetSender<String> sender = sender(paths, bidder)) {
            assertThat(paths.await()).containsExactly("/n?0 302 https://shop.example/?a=b");
            assertThat(sender.brokenCount()).isZero();
        }
    }

    @Test
    void shouldTellThatAConnectionBrokeAndGoOnOverAnother() throws InterruptedException {
        final Paths paths = new Paths(20);
        try (StubBidder bidder = StubBidder.start((call, number) -> {
                    if (number % 5 == 0) {
                        call.close();
                    } else {
                        call.answer(204, "", number % 5 == 1 ? "Connection: close\r\n" : "");
                    }
                });
                GetSender<String> sender = sender(paths, bidder)) {
            final List<String> answered = paths.await();
            assertThat(answered.stream().filter(answer -> answer.endsWith(" 0")))
                    .hasSize(4);
            assertThat(answered.stream().filter(answer -> answer.endsWith(" 204")))
                    .hasSize(16);
            assertThat(sender.brokenCount()).isEqualTo(4);
        }
    }

    private static GetSender<String> sender(final Paths paths, final StubBidder... bidders) {
        final List<Target> targets = List.of(bidders).stream()
                .map(bidder -> Target.parse(bidder.url()))
                .toList();
        final GetSender<String> sender = new GetSender<>(targets, 2, 1, paths);
        sender.launch();
        return sender;
    }
}
