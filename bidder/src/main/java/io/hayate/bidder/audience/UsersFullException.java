package io.hayate.bidder.audience;

/** A user cannot be kept; the message says why. */
final class UsersFullException extends Exception {
    private static final long serialVersionUID = 1L;

    private final AudienceCounter counter;

    UsersFullException(final AudienceCounter counter, final String message) {
        super(message, null, false, false); // a full map refuses line after line
        this.counter = counter;
    }

    AudienceCounter counter() {
        return counter;
    }
}
