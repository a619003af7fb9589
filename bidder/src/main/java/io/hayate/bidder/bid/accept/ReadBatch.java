package io.hayate.bidder.bid.accept;

/** When the loop's current turn began to read: the arrival of every request in it. Owned by the bid loop. */
final class ReadBatch {
    private boolean open;
    private long startNs;
    private long startMs;

    /** @return whether this is the turn's first read */
    boolean begin() {
        if (open) {
            return false;
        }
        open = true;
        startNs = System.nanoTime();
        startMs = System.currentTimeMillis();
        return true;
    }

    void end() {
        open = false;
    }

    long startNs() {
        return startNs;
    }

    long startMs() {
        return startMs;
    }
}
