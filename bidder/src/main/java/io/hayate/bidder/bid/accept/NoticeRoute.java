package io.hayate.bidder.bid.accept;

import org.jspecify.annotations.Nullable;

/**
 * What the bid port asks for the answer to a notice, and when it may be sent: only when what it says is durable. One per bid
 * loop; owned by the bid loop.
 */
public interface NoticeRoute {
    /** In place of a number: the answer waits for nothing. */
    long NOTHING = 0;

    /** In place of a number: nothing was handed over, for want of room. */
    long ROOM = -1;

    /**
     * Hands the notice on to be booked, if it is one.
     *
     * @param uri path and query, as sent; the path begins with {@code /notice/}
     * @param authorization of a conversion, as sent: the header's value; null if it has none, and for other kinds
     */
    NoticeAnswer receive(String uri, @Nullable String authorization);

    /** The same for what comes without that header. */
    default NoticeAnswer receive(final String uri) {
        return receive(uri, null);
    }

    /** Where the last {@link #receive} leads, if it said {@link NoticeAnswer#REDIRECT}. */
    String landingPage();

    /** The number that must be durable before the last notice is answered; or {@link #NOTHING}, or {@link #ROOM}. */
    default long waitsFor() {
        return NOTHING;
    }

    /** The last notice, if it waits for {@link #ROOM}. */
    default WaitingNotice waitingNotice() {
        throw new IllegalStateException("there is always room");
    }

    default boolean isDurable(final long number) {
        return true;
    }

    /** @param wake called by another thread, once for each {@link #beginWait}, when more has become durable */
    default void wakeBy(final Runnable wake) {}

    /** What becomes durable after this call wakes the loop. */
    default void beginWait() {}

    /** Nothing is waited for any more. */
    default void endWait() {}

    /** A notice that was received and could not be handed over. Owned by the bid loop. */
    interface WaitingNotice {
        /** Tries again; returns the notice's number, or {@link #ROOM}. */
        long offer();

        /** It will not be offered again: whoever sent it must. */
        void giveUp();
    }

    /** How a notice is answered. */
    enum NoticeAnswer {
        /** 204. */
        NO_CONTENT,
        /** 200 with a transparent image of one pixel. */
        PIXEL,
        /** 302 to the landing page. */
        REDIRECT,
        /** 404. */
        NOT_FOUND
    }
}
