package io.hayate.bidder.campaigns;

/** The campaign agent has too much waiting; the call may be made again later. */
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueFullException() {
        super("too many campaign changes are waiting; try again later", null, false, false);
    }
}
