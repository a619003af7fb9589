package io.hayate.bidder.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.telemetry.CounterBlock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminIdleTest {
    private final CounterBlock<AdminCounter> counters = new CounterBlock<>(AdminCounter.class);
    private final CompletableFuture<AdminAnswer> answer = new CompletableFuture<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void addHandlers() {
        final AdminRouter router = new AdminRouter();
        router.add("GET", "/slow", request -> answer);
        channel.freezeTime();
        AdminServer.addHandlers(channel, new AdminAccess(null), router, counters, 1000);
    }

    @AfterEach
    void releaseAll() {
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldCloseSilentConnections() {
        pass(AdminServer.IDLE_TIMEOUT_S - 1);
        assertThat(channel.isOpen()).isTrue();

        pass(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(AdminCounter.CONNECTIONS_IDLE)).isEqualTo(1);
    }

    @Test
    void shouldCloseConnectionsWhoseHeadDrips() {
        for (int i = 0; i < AdminServer.IDLE_TIMEOUT_S; i++) {
            channel.writeInbound(bytes(i == 0 ? "GET /slow HTTP/1.1\r\nX: " : "x"));
            pass(1);
        }

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldNotCloseWhileACallIsAnswered() {
        channel.writeInbound(bytes("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        pass(AdminServer.IDLE_TIMEOUT_S * 10);
        assertThat(channel.isOpen()).isTrue();

        answer.complete(AdminAnswer.json(200, "{}"));
        channel.runPendingTasks();
        final ByteBuf written = channel.readOutbound();
        assertThat(written.toString(UTF_8)).startsWith("HTTP/1.1 200 ");
        written.release();
        pass(AdminServer.IDLE_TIMEOUT_S);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldCloseWhoTakesNothingOfALongAnswerButWaitForItsPages() {
        final CompletableFuture<byte[]> page = new CompletableFuture<>();
        final AtomicInteger asked = new AtomicInteger();
        channel.writeInbound(bytes("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        answer.complete(new AdminAnswer(200, "text/plain", new byte[] {'1'}, Map.of(), () -> {
            asked.incrementAndGet();
            return asked.get() == 1 ? page : new CompletableFuture<>();
        }));
        channel.runPendingTasks();
        assertThat(asked).hasValue(1);
        pass(AdminServer.IDLE_TIMEOUT_S * 10);
        assertThat(channel.isOpen()).as("the next page is waited for").isTrue();

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        page.complete(new byte[] {'2'});
        channel.runPendingTasks();
        for (int i = 0; i < 3 && channel.isOpen(); i++) {
            pass(AdminServer.IDLE_TIMEOUT_S);
        }
        assertThat(channel.isOpen()).as("nothing is taken").isFalse();
        assertThat(counters.get(AdminCounter.CONNECTIONS_IDLE)).isEqualTo(1);
        assertThat(counters.get(AdminCounter.ANSWERS_CUT)).isZero();
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldAskForNothingMoreWhenTheClientIsGone() {
        final CompletableFuture<byte[]> page = new CompletableFuture<>();
        final AtomicInteger asked = new AtomicInteger();
        channel.writeInbound(bytes("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        answer.complete(new AdminAnswer(200, "text/plain", new byte[] {'1'}, Map.of(), () -> {
            asked.incrementAndGet();
            return page;
        }));
        channel.runPendingTasks();

        assertThat(channel.close().isSuccess()).isTrue();
        page.complete(new byte[] {'2'});
        channel.runPendingTasks();
        assertThat(asked).hasValue(1);
        assertThat(counters.get(AdminCounter.ANSWERS_CUT)).isZero();
    }

    @Test
    void shouldCountConnectionsThatAreCutWithoutAnAnswer() {
        channel.pipeline().fireExceptionCaught(new IllegalStateException("as told"));

        assertThat(counters.get(AdminCounter.FAILED)).isEqualTo(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldNotCountClientsThatGoAway() {
        channel.pipeline().fireExceptionCaught(new IOException("connection reset"));

        assertThat(counters.get(AdminCounter.FAILED)).isZero();
        assertThat(channel.isOpen()).isFalse();
    }

    private void pass(final int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private static ByteBuf bytes(final String text) {
        return Unpooled.copiedBuffer(text, UTF_8);
    }
}
