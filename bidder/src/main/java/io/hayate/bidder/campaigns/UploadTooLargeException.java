package io.hayate.bidder.campaigns;

/** A body is longer than is taken; says how long it may be. */
public final class UploadTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UploadTooLargeException(final long maxBytes) {
        super("the body is larger than " + maxBytes + " bytes");
    }
}
