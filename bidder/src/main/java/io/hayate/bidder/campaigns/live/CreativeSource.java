package io.hayate.bidder.campaigns.live;

/** Where the bid route reads the winning creative. Readers: bid loops, each with a reader of its own. */
public interface CreativeSource {
    /** What {@link Reader#read} returns when there is no such creative, or its lock could not be had in time. */
    int MISSING = -1;

    /** A reader for one thread; it owns what it reuses. */
    Reader newReader();

    /** Reads creatives on one thread. Owned by the bid loop. */
    interface Reader {
        /**
         * Copies the encoded creative ({@link CreativeLayout}) to the start of {@code into} and returns its length in
         * bytes, or {@link #MISSING}. Allocates nothing.
         *
         * @param into at least {@link CreativeLayout#MAX_LENGTH_BYTES} long
         */
        int read(long creativeVersion, byte[] into);
    }
}
