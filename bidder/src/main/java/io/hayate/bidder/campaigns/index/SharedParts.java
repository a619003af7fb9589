package io.hayate.bidder.campaigns.index;

/**
 * Gives for a value an equal one that was seen lately, if there is one, so that many campaigns hold it once. What comes
 * often is nearly always found; the room is fixed, and nothing is kept that was not seen lately. Owned by the campaign agent.
 */
final class SharedParts {
    private static final int PLACES = 1 << 16;
    private static final int SPREAD = 0x9E3779B9;

    private final Object[] seen = new Object[PLACES];

    /** @param part immutable; who holds it cannot tell it from an equal one */
    @SuppressWarnings("unchecked") // of the same class
    <T> T of(final T part) {
        final int place = (part.hashCode() * SPREAD) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PLACES));
        final Object before = seen[place];
        if (before != null && before.getClass() == part.getClass() && before.equals(part)) {
            return (T) before;
        }
        seen[place] = part;
        return part;
    }
}
