package io.hayate.bidder.privacy;

/**
 * A string of the Global Privacy Platform: a header that lists section ids, then the sections, between tildes (IAB Tech Lab,
 * Global Privacy Platform String 1.0).
 *
 * <p>Ids of sections in force are bits of a mask; see {@link #sectionBit}. Owned by the bid loop.
 */
public final class GppString {
    /** Of a mask of sections: none is in force, the request says so. */
    public static final long NONE_IN_FORCE = 1;
    /** Of a mask of sections: one is in force that cannot be told. */
    public static final long UNKNOWN_IN_FORCE = 1L << 63;

    public static final int TCF_EU = 2;
    private static final int US_PRIVACY = 6;
    private static final int MAX_ID = 62;

    private static final int TYPE = 3;
    private static final int VERSION = 1;
    private static final int SECTIONS_AT = 12;
    private static final int COUNT_BITS = 12;
    /** As long as the code of 65,535, the highest number that has a meaning anywhere in GPP. */
    private static final int MAX_FIBONACCI_BITS = 24;

    private static final int INVALID = -1;

    private final BitText header = new BitText();
    private final UsSectionReader usSections = new UsSectionReader();
    /** Places of sections in the text, by id; those of ids beyond the mask are not kept. */
    private final int[] offsets = new int[MAX_ID + 1];

    private final int[] lengths = new int[MAX_ID + 1];
    private byte[] bytes = {};
    private long sections;
    private int headerPosition;

    /** The bit of a section in a mask. */
    public static long sectionBit(final int id) {
        return id >= 1 && id <= MAX_ID ? 1L << id : UNKNOWN_IN_FORCE;
    }

    /** Reads the header and finds its sections; false, and none, if it is unreadable or lists more than there are. */
    public boolean wrap(final byte[] bytes, final int offset, final int lengthBytes) {
        this.bytes = bytes;
        sections = 0;
        final int end = offset + lengthBytes;
        final int headerEnd = sectionEnd(bytes, offset, end);
        final boolean readable = header.wrap(bytes, offset, headerEnd - offset)
                && header.bits(0, 6) == TYPE
                && header.bits(6, 6) == VERSION
                && findSections(headerEnd, end);
        if (!readable) {
            sections = 0;
        }
        return readable;
    }

    /** The sections that are there, as a mask. */
    public long sections() {
        return sections;
    }

    public int offset(final int id) {
        return offsets[id];
    }

    public int lengthBytes(final int id) {
        return lengths[id];
    }

    public boolean has(final int id) {
        return (sections & sectionBit(id)) != 0;
    }

    /** Restricts by all sections of the USA that are there, none of them being named. */
    public void restrictByAll(final PrivacyVerdict verdict) {
        if (has(US_PRIVACY)) {
            restrict(verdict, US_PRIVACY);
        }
        for (int id = UsSection.FIRST_ID; id <= UsSection.LAST_ID; id++) {
            if (has(id)) {
                restrict(verdict, id);
            }
        }
    }

    /** Restricts by each section of the mask but {@link #TCF_EU}; one that is missing or unknown is an opt-out. */
    public void restrictByListed(final PrivacyVerdict verdict, final long listed) {
        final long others = listed & ~NONE_IN_FORCE & ~sectionBit(TCF_EU);
        for (long rest = others; rest != 0; rest &= rest - 1) {
            final int id = Long.numberOfTrailingZeros(rest);
            if (id <= MAX_ID && has(id)) {
                restrict(verdict, id);
            } else {
                verdict.restrict(PrivacyRestriction.GPP_UNREADABLE);
            }
        }
    }

    private void restrict(final PrivacyVerdict verdict, final int id) {
        if (id == US_PRIVACY) {
            UsPrivacyString.restrict(verdict, bytes, offsets[id], lengths[id]);
        } else {
            usSections.restrict(verdict, id, bytes, offsets[id], lengths[id]);
        }
    }

    /** Goes through the ids of the header and the text's sections side by side. */
    private boolean findSections(final int headerEnd, final int end) {
        final int ranges = header.bits(SECTIONS_AT, COUNT_BITS);
        headerPosition = SECTIONS_AT + COUNT_BITS;
        int at = headerEnd;
        int id = 0;
        for (int i = 0; i < ranges; i++) {
            final boolean range = header.bit(headerPosition++);
            final int first = id + nextFibonacci();
            final int last = range ? first + nextFibonacci() : first;
            if (header.exhausted() || first <= id || last < first) {
                return false;
            }
            for (id = first; id <= last; id++) {
                if (at >= end) {
                    return false;
                }
                final int sectionAt = at + 1;
                at = sectionEnd(bytes, sectionAt, end);
                if (at == sectionAt) {
                    return false;
                }
                keep(id, sectionAt, at - sectionAt);
            }
            id = last;
        }
        return !header.exhausted();
    }

    private void keep(final int id, final int offset, final int lengthBytes) {
        if (id <= MAX_ID) {
            offsets[id] = offset;
            lengths[id] = lengthBytes;
            sections |= sectionBit(id);
        }
    }

    /** The Fibonacci-coded number at hand: at least 1, or {@link #INVALID}. */
    private int nextFibonacci() {
        int value = 0;
        int fibonacci = 1;
        int next = 2;
        boolean before = false;
        for (int i = 0; i < MAX_FIBONACCI_BITS; i++) {
            final boolean bit = header.bit(headerPosition++);
            if (header.exhausted()) {
                return INVALID;
            }
            if (bit && before) {
                return value;
            }
            if (bit) {
                value += fibonacci;
            }
            before = bit;
            final int sum = fibonacci + next;
            fibonacci = next;
            next = sum;
        }
        return INVALID;
    }

    private static int sectionEnd(final byte[] bytes, final int from, final int end) {
        int at = from;
        while (at < end && bytes[at] != '~') {
            at++;
        }
        return at;
    }
}
