package io.hayate.bidder.bid.accept;

import io.hayate.bidder.bid.BidLimits;

/** Hard bounds of the bid port; exceeding one is an answer or a close with a counter, never a resize. */
public final class HttpLimits {
    /** Request line: a notice's token is below 1 kB; exceeded: 414. */
    public static final int MAX_INITIAL_LINE_BYTES = 8 * 1024;

    /** All header lines of one request together; exceeded: 431. */
    public static final int MAX_HEADER_BYTES = 16 * 1024;

    /** Header lines of one request, and of one trailer; exceeded: 431. */
    public static final int MAX_HEADERS = 256;

    /** Largest piece of body the decoder hands on, so that a body that came in one read comes as one piece. */
    public static final int MAX_CHUNK_BYTES = BidLimits.MAX_BODY_BYTES;

    /** Unsent answers of one connection at which it is no longer read. */
    public static final int WRITE_HIGH_BYTES = 128 * 1024;

    /** Unsent answers of one connection at which it is read again. */
    public static final int WRITE_LOW_BYTES = 32 * 1024;

    /** Read buffer of one connection, adaptive between these. */
    static final int MIN_READ_BYTES = 1024;

    static final int FIRST_READ_BYTES = 4 * 1024;
    static final int MAX_READ_BYTES = 64 * 1024;

    /** What a compressed body may grow to whatever its length, so that short and repetitive ones pass. */
    public static final int FREE_INFLATED_BYTES = 8 * 1024;

    /** Beyond those: inflated bytes for each compressed one; bid requests reach 5 to 10. Exceeded: 413. */
    public static final int MAX_INFLATION_RATIO = 100;

    /** Notices that became durable together and are answered in one turn of the loop; the rest is in the next. */
    static final int PARKED_ANSWERS_PER_TURN = 64;

    /** Answers shorter than this are sent plain even to clients that take gzip: they fit a packet anyway. */
    public static final int MIN_GZIP_ANSWER_BYTES = 1024;

    /** After our half of a connection is closed: how long its client may go on sending before it is cut. */
    static final long LINGER_MS = 2_000;

    /** After our half of a connection is closed: how much its client may go on sending before it is cut. */
    static final long MAX_LINGER_BYTES = 32L * 1024 * 1024;

    /** Longest and shortest pause between two sweeps of a loop over its connections. */
    static final long MAX_SWEEP_MS = 250;

    static final long MIN_SWEEP_MS = 10;

    /** While draining: a connection without a request for this long is closed. */
    static final long DRAIN_QUIET_MS = 250;

    /** Connections the kernel holds until they are accepted. */
    static final int BACKLOG = 4096;

    private HttpLimits() {}
}
