package io.hayate.bidder.audience;

import org.jspecify.annotations.Nullable;

/**
 * Reads users on one thread. It announces the file that it is in, so that a file which was replaced by a larger one is
 * closed only when no reader is inside. Owned by the bid loop; {@link #isIn} may be asked by the audience agent.
 */
public final class UserReader {
    private final UserMap map;
    private volatile @Nullable UserMapFile inUse;

    UserReader(final UserMap map) {
        this.map = map;
    }

    /** Whether there is nobody to be found. */
    public boolean hasNobody() {
        return map.count() == 0;
    }

    /** The names of segments. */
    public SegmentNames names() {
        return map.names();
    }

    /** Reads the user of a key into a record of the caller's; what came of it. Allocates nothing. */
    public UserLookupOutcome read(final UserKey key, final UserRecord into) {
        UserMapFile file = map.current();
        inUse = file;
        // Told first, then looked again: whoever closes a file replaced it before, and looks who is in it after.
        while (file != map.current()) {
            file = map.current();
            inUse = file;
        }
        try {
            return switch (file.read(key, into)) {
                case UserMapFile.FOUND -> into.isSound() ? UserLookupOutcome.FOUND : UserLookupOutcome.UNREADABLE;
                case UserMapFile.TIMED_OUT -> UserLookupOutcome.TIMED_OUT;
                default -> UserLookupOutcome.UNKNOWN;
            };
        } catch (final RuntimeException e) {
            // Chronicle Map's ways to say that it could not read, or was closed. Segments less, nothing more.
            return UserLookupOutcome.UNREADABLE;
        } finally {
            inUse = null;
        }
    }

    boolean isIn(final UserMapFile file) {
        return inUse == file;
    }
}
