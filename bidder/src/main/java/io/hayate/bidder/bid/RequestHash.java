package io.hayate.bidder.bid;

/** Numbers that look drawn, and are the same whenever the request comes again. Immutable; shared. */
public final class RequestHash {
    private RequestHash() {}

    /** A number of the request's id. */
    static long ofId(final BidRequestView request) {
        long hash = 0;
        for (int i = Slice.offset(request.idToken); i < Slice.end(request.idToken); i++) {
            hash = hash * 31 + request.body[i];
        }
        return mixed(hash);
    }

    /** Another number for each: ids that differ in their last digit must not go to neighbours. */
    public static long mixed(final long number) {
        // The finalizer of MurmurHash3
        long hash = (number ^ number >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
