package io.hayate.bidder.bid.accept;

import org.jspecify.annotations.Nullable;

/** What the bid port asks for the answer to a notice. One per bid loop; owned by the bid loop. */
public interface NoticeRoute {
    /**
     * Books the notice, if it is one.
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

    /** How a notice is answered. */
    enum NoticeAnswer {
        /** 204. */
        NO_CONTENT,
        /** 200 with a transparent image of one pixel. */
        PIXEL,
        /** 302 to the landing page. */
        REDIRECT,
        /** 404. */
        NOT_FOUND,
        /** 429: nothing was booked, the notice may come again. */
        BUSY
    }
}
