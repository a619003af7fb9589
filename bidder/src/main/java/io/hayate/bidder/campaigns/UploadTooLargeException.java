package io.hayate.bidder.campaigns;

/** A body is longer than is taken; says how long it may be. */
public final class UploadTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UploadTooLargeException(final UploadLimits limits) {
        super("the body is larger than " + limits.maxUploadBytes() + " bytes (" + UploadLimits.MAX_UPLOAD_BYTES_KEY
                + ")");
    }
}
