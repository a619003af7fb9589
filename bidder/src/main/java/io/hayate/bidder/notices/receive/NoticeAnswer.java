package io.hayate.bidder.notices.receive;

/** How a notice is answered. Immutable; shared. */
public enum NoticeAnswer {
    /** 204. */
    NO_CONTENT,
    /** 200 with a transparent image of one pixel. */
    PIXEL,
    /** 302 to {@link NoticeReceiver#landingPage}. */
    REDIRECT,
    /** 404: no such kind of notice, or a click that is not ours. */
    NOT_FOUND,
    /** 503: the ledger's ring is full; nothing was counted as received, the notice may come again. */
    BUSY
}
