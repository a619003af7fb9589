package io.hayate.bidder.bid.accept;

import io.hayate.bidder.telemetry.CounterBlock;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the connections of one bid loop share. Owned by the bid loop. */
final class BidLoop {
    private final EventLoop eventLoop;
    private final ExchangePaths exchanges;
    private final CounterBlock<AcceptCounter> counters = new CounterBlock<>(AcceptCounter.class);
    private final ReadBatch batch = new ReadBatch();
    private final RequestAnswers answers;
    private final NoticeRoute notices;
    private final ParkedAnswers parked;
    private final List<BidConnection> connections = new ArrayList<>();
    private final long requestTimeoutNs;
    private final long idleTimeoutNs;

    /** Held, because a method reference made per batch would be garbage per batch. */
    private final Runnable endOfBatch = this::endBatch;

    private boolean draining;
    private long drainingSinceNs;

    BidLoop(
            final EventLoop eventLoop,
            final ExchangePaths exchanges,
            final BidLoopParts parts,
            final AcceptSettings settings) {
        this.eventLoop = eventLoop;
        this.exchanges = exchanges;
        this.answers = new RequestAnswers(parts, counters, batch);
        this.notices = parts.noticeRoute();
        this.requestTimeoutNs = TimeUnit.MILLISECONDS.toNanos(settings.requestTimeoutMs());
        this.parked = new ParkedAnswers(notices, eventLoop, counters, requestTimeoutNs);
        this.idleTimeoutNs = TimeUnit.MILLISECONDS.toNanos(settings.idleTimeoutMs());
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    ExchangePaths exchanges() {
        return exchanges;
    }

    CounterBlock<AcceptCounter> counters() {
        return counters;
    }

    RequestAnswers answers() {
        return answers;
    }

    NoticeRoute notices() {
        return notices;
    }

    ParkedAnswers parked() {
        return parked;
    }

    long requestTimeoutNs() {
        return requestTimeoutNs;
    }

    long idleTimeoutNs() {
        return idleTimeoutNs;
    }

    void count(final AcceptCounter counter) {
        assert eventLoop.inEventLoop() : "counted off its loop";
        counters.increment(counter);
    }

    /** A socket was read. The loop runs tasks after all sockets of a turn, so the task queued here ends the batch. */
    void beginBatch() {
        if (batch.begin()) {
            eventLoop.execute(endOfBatch);
        }
    }

    private void endBatch() {
        batch.end();
        answers.endOfBatch();
    }

    long batchStartNs() {
        return batch.startNs();
    }

    void onOpened(final BidConnection connection) {
        count(AcceptCounter.CONNECTIONS_OPENED);
        connection.position = connections.size();
        connections.add(connection);
    }

    /** The last connection takes the place of the one that goes. */
    void onClosed(final BidConnection connection) {
        count(AcceptCounter.CONNECTIONS_CLOSED);
        final BidConnection last = connections.remove(connections.size() - 1);
        if (last != connection) {
            last.position = connection.position;
            connections.set(connection.position, last);
        }
    }

    /** Backwards, because a connection may go while it is looked at. */
    void sweep() {
        final long nowNs = System.nanoTime();
        for (int i = connections.size() - 1; i >= 0; i--) {
            connections.get(i).sweep(nowNs);
        }
    }

    void beginDrain() {
        draining = true;
        drainingSinceNs = System.nanoTime();
    }

    boolean isDraining() {
        return draining;
    }

    long drainingSinceNs() {
        return drainingSinceNs;
    }

    @Nullable
    Throwable firstFailure() {
        return answers.firstFailure();
    }
}
