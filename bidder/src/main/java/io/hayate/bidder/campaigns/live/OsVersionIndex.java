package io.hayate.bidder.campaigns.live;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which slots a version of an operating system allows. Immutable; shared. */
public final class OsVersionIndex {
    /** With up to this many intervals between versions the answer for each is worked out beforehand. */
    private static final int MAX_PREPARED_INTERVALS = 256;

    private final ByteDictionary systems;
    private final long[] unrestricted;
    private final OneSystem[] bySystem;

    /** What campaigns say of one operating system, as struct of arrays; versions as of {@link OsVersion}. */
    public static final class OneSystem {
        private final long[] unbound;
        private final int[] slots;
        private final long[] lowest;
        private final long[] highest;
        /** Ascending; between two of them all versions are alike. */
        private final long[] starts;

        private final long @Nullable [][] prepared;

        /**
         * @param unbound bit set of the slots that do not restrict this system
         * @param slots of the others, each with its lowest and highest version
         */
        public OneSystem(final long[] unbound, final int[] slots, final long[] lowest, final long[] highest) {
            this.unbound = unbound;
            this.slots = slots;
            this.lowest = lowest;
            this.highest = highest;
            starts = starts(lowest, highest);
            prepared = starts.length <= MAX_PREPARED_INTERVALS ? prepare() : null;
        }

        private static long[] starts(final long[] lowest, final long[] highest) {
            final long[] starts = Arrays.copyOf(lowest, lowest.length + highest.length + 1);
            for (int i = 0; i < highest.length; i++) {
                starts[lowest.length + i] = highest[i] + 1;
            }
            return Arrays.stream(starts).sorted().distinct().toArray();
        }

        private long[][] prepare() {
            final long[][] allowed = new long[starts.length][unbound.length];
            for (int i = 0; i < starts.length; i++) {
                add(starts[i], allowed[i]);
            }
            return allowed;
        }

        private void add(final long version, final long[] target) {
            System.arraycopy(unbound, 0, target, 0, unbound.length);
            for (int i = 0; i < slots.length; i++) {
                if (lowest[i] <= version && version <= highest[i]) {
                    target[slots[i] >> 6] |= 1L << slots[i];
                }
            }
        }

        private void keepAllowed(final long version, final SlotLayer slots) {
            if (version == OsVersion.UNKNOWN) {
                slots.keep(unbound);
            } else if (prepared == null) {
                final long[] allowed = slots.spare();
                add(version, allowed);
                slots.keep(allowed);
            } else {
                final int at = Arrays.binarySearch(starts, version);
                slots.keep(prepared[at >= 0 ? at : -at - 2]);
            }
        }
    }

    /**
     * @param systems from names to places of {@code bySystem}
     * @param unrestricted bit set of the slots that restrict no system
     */
    public OsVersionIndex(final ByteDictionary systems, final long[] unrestricted, final OneSystem[] bySystem) {
        this.systems = systems;
        this.unrestricted = unrestricted;
        this.bySystem = bySystem;
    }

    /** Whether no campaign restricts versions. */
    public boolean idle() {
        return bySystem.length == 0;
    }

    /** Names of operating systems that campaigns restrict. */
    public ByteDictionary systems() {
        return systems;
    }

    /**
     * Keeps the slots that allow this version.
     *
     * @param system of {@link #systems}; one that is missing there allows every slot
     * @param version as of {@link OsVersion}, or {@link OsVersion#UNKNOWN}
     */
    public void keepAllowed(final int system, final long version, final SlotLayer slots) {
        if (system != ByteDictionary.MISSING) {
            bySystem[system].keepAllowed(version, slots);
        }
    }

    /** Keeps the slots that allow a request which does not tell its operating system. */
    public void keepUnrestricted(final SlotLayer slots) {
        slots.keep(unrestricted);
    }
}
