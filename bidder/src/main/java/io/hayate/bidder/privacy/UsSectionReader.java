package io.hayate.bidder.privacy;

import org.jspecify.annotations.Nullable;

/** Reads a section of GPP for the USA or a state: the core, and the sub-section of Global Privacy Control. Owned by the bid loop. */
final class UsSectionReader {
    private static final int NATIONAL_ID = 7;
    /** The longest a core of {@link UsSection#FIRST_NATIONAL} can be, with the bits that fill it up. */
    private static final int MAX_FIRST_NATIONAL_BITS = 66;

    private static final int VERSION_BITS = 6;
    private static final int SUB_SECTION_BITS = 2;
    private static final int GPC_SUB_SECTION = 1;

    private final BitText bits = new BitText();

    /** Restricts by what the section says; what is unreadable or unknown is an opt-out. */
    void restrict(
            final PrivacyVerdict verdict, final int id, final byte[] bytes, final int offset, final int lengthBytes) {
        final int end = offset + lengthBytes;
        final int coreEnd = segmentEnd(bytes, offset, end);
        boolean readable = bits.wrap(bytes, offset, coreEnd - offset);
        final UsSection section = readable ? section(id) : null;
        if (section == null) {
            verdict.restrict(PrivacyRestriction.GPP_UNREADABLE);
            return;
        }
        int rows = section.restrictions(bits);
        for (int at = coreEnd; readable && at < end; ) {
            final int segment = at + 1;
            at = segmentEnd(bytes, segment, end);
            readable = bits.wrap(bytes, segment, at - segment) && bits.bits(0, SUB_SECTION_BITS) == GPC_SUB_SECTION;
            if (bits.bit(SUB_SECTION_BITS)) {
                rows |= PrivacyRestriction.GPC.bit();
            }
            readable &= !bits.exhausted();
        }
        verdict.restrictAll(readable ? rows : rows | PrivacyRestriction.GPP_UNREADABLE.bit());
    }

    /** The layout of the core at hand; null if it is not known, or the core is too short for it. */
    private @Nullable UsSection section(final int id) {
        final int version = bits.bits(0, VERSION_BITS);
        UsSection section = UsSection.of(id);
        if (section == null || version < 1 || version > (id == NATIONAL_ID ? 2 : 1)) {
            return null;
        }
        if (id == NATIONAL_ID && version == 1 && bits.lengthBits() <= MAX_FIRST_NATIONAL_BITS) {
            section = UsSection.FIRST_NATIONAL;
        }
        return bits.lengthBits() < section.lengthBits ? null : section;
    }

    private static int segmentEnd(final byte[] bytes, final int from, final int end) {
        int at = from;
        while (at < end && bytes[at] != '.') {
            at++;
        }
        return at;
    }
}
