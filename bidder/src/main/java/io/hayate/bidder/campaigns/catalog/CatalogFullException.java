package io.hayate.bidder.campaigns.catalog;

/** A map is full and could not be made larger; the message says why. */
public final class CatalogFullException extends Exception {
    private static final long serialVersionUID = 1L;

    CatalogFullException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
