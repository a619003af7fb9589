package io.hayate.loadtest.exchange;

import java.util.Iterator;

/**
 * Drives an exchange and a bidder through simulated time, as fast as the processor allows: requests and notices in the order
 * in which they are due, each answered before the next; of the same millisecond notices first. Nothing sleeps, and no clock
 * is looked at. Owned by the thread that calls it.
 */
public final class VirtualTime {
    /** A request on its way. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Arrival(long dueMs, byte[] request) {}

    private static final int FOUND = 302;

    private final BidderRoute bidder;
    private final Exchange exchange;
    private long nowMs;
    private long requests;
    private long bidAnswers;

    /** @param startMs epoch milliseconds */
    public VirtualTime(final BidderRoute bidder, final Exchange exchange, final long startMs) {
        this.bidder = bidder;
        this.exchange = exchange;
        this.nowMs = startMs;
    }

    /**
     * Sends all of the traffic, and the notices that are due meanwhile. Can be called again with what comes next.
     *
     * @param traffic in the order of due times; what is due in the past is sent now
     */
    public void run(final Iterator<Arrival> traffic) {
        bidder.advanceTo(nowMs);
        while (traffic.hasNext()) {
            final Arrival arrival = traffic.next();
            fireUntil(arrival.dueMs());
            advanceTo(arrival.dueMs());
            requests++;
            final byte[] answer = bidder.bid(arrival.request());
            if (answer.length > 0) {
                bidAnswers++;
                exchange.onAnswer(arrival.request(), answer, nowMs);
            }
        }
    }

    /** Fires whatever still waits, however late it is due; conversions of its clicks included. */
    public void fireAll() {
        fireUntil(Long.MAX_VALUE);
        bidder.advanceTo(nowMs);
    }

    /** Fires what is due by then and lets the time pass until then. */
    public void passUntil(final long untilMs) {
        fireUntil(untilMs);
        advanceTo(untilMs);
    }

    public long nowMs() {
        return nowMs;
    }

    /** Sent so far. */
    public long requests() {
        return requests;
    }

    /** Answers with content so far. */
    public long bidAnswers() {
        return bidAnswers;
    }

    private void fireUntil(final long untilMs) {
        while (exchange.nextDueMs() <= untilMs && exchange.waiting() > 0) {
            advanceTo(exchange.nextDueMs());
            final Notice notice = exchange.poll(nowMs);
            if (notice != null) {
                final int status = bidder.notice(notice.pathAndQuery());
                exchange.onNoticeAnswered(notice, status, status == FOUND ? bidder.redirect() : null, nowMs);
            }
        }
    }

    private void advanceTo(final long timeMs) {
        if (timeMs > nowMs) {
            nowMs = timeMs;
            bidder.advanceTo(nowMs);
        }
    }
}
