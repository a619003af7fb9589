package io.hayate.loadtest.send;

/** What is counted of a run; every request that was due ends as exactly one of those marked as an end. */
public enum SendCount {
    /** Requests written to a connection. */
    SENT,
    /** Whole HTTP answers in time, of any status. */
    ANSWERED,
    /** End: 200 with a bid in it. */
    BIDS,
    /** End: 204, or 200 without a bid. */
    NO_BIDS,
    /** End: an answer of another status. */
    HTTP_ERRORS,
    /** End: the connection was closed without an answer, or what came is not an HTTP answer. */
    BROKEN,
    /** End: sent, but not answered in time, be it a little too late or never. */
    TIMEOUTS,
    /** End: no connection became free within half of the timeout, so it was never sent. */
    UNSENT,
    /** Connections opened, those before the first request included; not an end. */
    CONNECTS,
    /** Connections that could not be opened; not an end. */
    CONNECT_ERRORS,
    BYTES_OUT,
    BYTES_IN
}
