package io.hayate.bidder.bid.accept;

import io.hayate.bidder.bid.accept.NoticeRoute.NoticeAnswer;
import io.hayate.bidder.bid.accept.NoticeRoute.WaitingNotice;
import io.hayate.bidder.telemetry.CounterBlock;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a loop that are neither read nor answered, because the notice they brought is not durable yet, or did
 * not even find room. There is one notice for a connection at most, so no more of them than connections, and each holds no
 * more than its unread requests: they need no limit of their own. Owned by the bid loop.
 */
final class ParkedAnswers {
    private final NoticeRoute route;
    private final EventLoop eventLoop;
    private final CounterBlock<AcceptCounter> counters;
    private final long timeoutNs;

    /** By the number of their notices, since that is the order they were handed over in. */
    private final ParkedList notDurable = new ParkedList();

    private final ParkedList withoutRoom = new ParkedList();

    /** Written by the loop only. */
    private final AtomicInteger count = new AtomicInteger();

    /** Held, because a method reference made per group would be garbage per group. */
    private final Runnable answerDurable = this::answerDurable;

    private final Runnable answerDurableNextTurn;

    /** @param timeoutNs how long a connection stays parked at most */
    ParkedAnswers(
            final NoticeRoute route,
            final EventLoop eventLoop,
            final CounterBlock<AcceptCounter> counters,
            final long timeoutNs) {
        this.route = route;
        this.eventLoop = eventLoop;
        this.counters = counters;
        this.timeoutNs = timeoutNs;
        this.answerDurableNextTurn = () -> eventLoop.execute(answerDurable);
        route.wakeBy(this::wake);
    }

    /** How many there are. Any thread. */
    int count() {
        return count.getOpaque();
    }

    /**
     * Keeps the answer to the notice that the route has received last, if it has to wait.
     *
     * @return whether it has
     */
    boolean park(final ParkedAnswer parked, final NoticeAnswer answer, final long nowNs) {
        final long number = route.waitsFor();
        if (number == NoticeRoute.NOTHING) {
            return false;
        }
        parked.answer = answer;
        parked.landingPage = answer == NoticeAnswer.REDIRECT ? route.landingPage() : "";
        parked.sinceNs = nowNs;
        parked.number = number;
        parked.notice = number == NoticeRoute.ROOM ? route.waitingNotice() : null;
        counters.increment(AcceptCounter.NOTICES_PARKED);
        count.setOpaque(count.getPlain() + 1);
        // From here on whatever becomes durable, which also makes room, wakes us; what did before is looked at below.
        route.beginWait();
        if (parked.notice == null || offer(parked, parked.notice, nowNs)) {
            notDurable.add(parked);
            if (route.isDurable(parked.number)) {
                eventLoop.execute(answerDurable);
            }
        } else {
            withoutRoom.add(parked);
        }
        return true;
    }

    /** The connection is gone, or has been answered. */
    void remove(final ParkedAnswer parked) {
        final ParkedList list = parked.list;
        if (list != null) {
            list.remove(parked);
            parked.notice = null;
            parked.landingPage = "";
            count.setOpaque(count.getPlain() - 1);
        }
    }

    /** Looks whether a parked connection has waited too long. */
    void sweep(final ParkedAnswer parked, final long nowNs) {
        if (nowNs - parked.sinceNs <= timeoutNs) {
            return;
        }
        final WaitingNotice notice = parked.notice;
        remove(parked);
        if (notice == null) {
            counters.increment(AcceptCounter.NOTICES_NOT_DURABLE);
            parked.connection.closeUnanswered();
        } else {
            notice.giveUp();
            counters.increment(AcceptCounter.NOTICES_BUSY);
            parked.connection.refuseParked();
        }
    }

    /** Called by the thread that has made notices durable. */
    private void wake() {
        try {
            eventLoop.execute(answerDurable);
        } catch (final RejectedExecutionException e) {
            // The loop has ended, and its connections with it.
        }
    }

    private void answerDurable() {
        route.beginWait();
        offerAgain();
        int answered = 0;
        @Nullable ParkedAnswer first = notDurable.first();
        while (first != null && route.isDurable(first.number)) {
            if (answered++ == HttpLimits.PARKED_ANSWERS_PER_TURN) {
                // Behind the sockets that have something to read: bids do not wait for a large group.
                ((SingleThreadEventLoop) eventLoop).executeAfterEventLoopIteration(answerDurableNextTurn);
                return;
            }
            final NoticeAnswer answer = first.answer;
            final String landingPage = first.landingPage;
            remove(first);
            first.connection.answerParked(answer, landingPage);
            first = notDurable.first();
        }
        if (count.getPlain() == 0) {
            route.endWait();
        }
    }

    /** Those that wait for room, in their order, until it is used up again. */
    private void offerAgain() {
        @Nullable ParkedAnswer first = withoutRoom.first();
        while (first != null && first.notice != null && offer(first, first.notice, System.nanoTime())) {
            withoutRoom.remove(first);
            notDurable.add(first);
            first = withoutRoom.first();
        }
    }

    /** The time that it may take to become durable begins when it is handed over. */
    private static boolean offer(final ParkedAnswer parked, final WaitingNotice notice, final long nowNs) {
        final long number = notice.offer();
        if (number == NoticeRoute.ROOM) {
            return false;
        }
        parked.number = number;
        parked.notice = null;
        parked.sinceNs = nowNs;
        return true;
    }
}
