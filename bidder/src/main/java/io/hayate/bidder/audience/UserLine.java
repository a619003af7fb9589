package io.hayate.bidder.audience;

import java.util.List;

/**
 * One line of an import. Immutable; shared.
 *
 * @param deletes the user with all that is kept of him
 * @param replaces the user's segments; else those of the line are added
 */
record UserLine(UserId id, boolean deletes, boolean replaces, List<Membership> segments) {
    /**
     * A segment that the user is in.
     *
     * @param expiry as {@link UserRecord} keeps it
     */
    record Membership(String name, int expiry) {}

    /** A line cannot be used; its message is the reason. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String path;

        RefusedException(final String path, final String reason) {
            super(reason, null, false, false); // a file may be refused line by line
            this.path = path;
        }

        String path() {
            return path;
        }
    }
}
