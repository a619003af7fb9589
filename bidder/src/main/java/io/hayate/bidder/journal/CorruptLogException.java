package io.hayate.bidder.journal;

import java.io.IOException;

/** A log or checkpoint holds bytes that were never written like that; what it says cannot be trusted. */
public final class CorruptLogException extends IOException {
    private static final long serialVersionUID = 1L;

    public CorruptLogException(final String message) {
        super(message);
    }
}
