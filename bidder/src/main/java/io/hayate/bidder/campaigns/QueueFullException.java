package io.hayate.bidder.campaigns;

/** The campaign agent has too much waiting; the call may be made again later. */
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueFullException() {
        this("too many campaign changes are waiting; try again later");
    }

    private QueueFullException(final String message) {
        super(message, null, false, false);
    }

    static QueueFullException ofUploads(final UploadLimits limits) {
        return new QueueFullException("as many long bodies as are allowed, " + limits.maxUploads() + " ("
                + UploadLimits.MAX_UPLOADS_KEY + "), are under way; try again later");
    }
}
