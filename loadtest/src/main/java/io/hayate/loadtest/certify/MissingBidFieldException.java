package io.hayate.loadtest.certify;

/** The bid that a case was to be made from lacks what it needs; the message says so. */
final class MissingBidFieldException extends Exception {
    private static final long serialVersionUID = 1;

    MissingBidFieldException(final String message) {
        super(message);
    }
}
