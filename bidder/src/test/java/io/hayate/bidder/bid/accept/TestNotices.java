package io.hayate.bidder.bid.accept;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Answers by the last part of the path: at once, or for {@code t=waits} when the test says that it is durable, and for {@code
 * t=full} when there is room as well.
 */
final class TestNotices implements NoticeRoute {
    final AtomicInteger received = new AtomicInteger();
    final AtomicInteger givenUp = new AtomicInteger();
    private volatile boolean room;
    private volatile long durable;
    private volatile boolean loopWaits;
    private volatile Runnable wake = () -> {};
    private long offered;
    private long waitsFor;

    @Override
    public NoticeAnswer receive(final String uri, final @Nullable String authorization) {
        received.incrementAndGet();
        waitsFor = NOTHING;
        if (uri.endsWith("t=waits")) {
            waitsFor = ++offered;
        } else if (uri.endsWith("t=full")) {
            waitsFor = room ? ++offered : ROOM;
        }
        return switch (uri.substring(0, uri.indexOf('?'))) {
            case "/notice/conversion" ->
                "Bearer x".equals(authorization) ? NoticeAnswer.PIXEL : NoticeAnswer.NO_CONTENT;
            case "/notice/loss" -> authorization == null ? NoticeAnswer.PIXEL : NoticeAnswer.NO_CONTENT;
            case "/notice/imp" -> NoticeAnswer.PIXEL;
            case "/notice/click" -> uri.endsWith("t=forged") ? NoticeAnswer.NOT_FOUND : NoticeAnswer.REDIRECT;
            default -> NoticeAnswer.NO_CONTENT;
        };
    }

    @Override
    public String landingPage() {
        return "https://shop.example/a?b=c\r\nX-Bad: 1#ü";
    }

    @Override
    public long waitsFor() {
        return waitsFor;
    }

    @Override
    public WaitingNotice waitingNotice() {
        return new WaitingNotice() {
            @Override
            public long offer() {
                return room ? ++offered : ROOM;
            }

            @Override
            public void giveUp() {
                givenUp.incrementAndGet();
            }
        };
    }

    @Override
    public boolean isDurable(final long number) {
        return durable >= number;
    }

    @Override
    public void wakeBy(final Runnable newWake) {
        wake = newWake;
    }

    @Override
    public void beginWait() {
        loopWaits = true;
    }

    @Override
    public void endWait() {
        loopWaits = false;
    }

    /** Called by the test: there is room, and more durable than before. */
    void makeRoom() {
        room = true;
        makeDurable(durable + 1);
    }

    /** Called by the test. */
    void makeDurable(final long number) {
        durable = number;
        if (loopWaits) {
            loopWaits = false;
            wake.run();
        }
    }
}
