package io.hayate.bidder.privacy;

import org.jspecify.annotations.Nullable;

/**
 * The sections of GPP for the USA as a whole (7) and for its states (8 to 22), each by its layout.
 *
 * <p>All have the same order: version (6 bits), then fields of two bits each: notices, opt-outs of sale, sharing and
 * targeted advertising (not every section has the last two), sensitive data, known children, consent to further use (not
 * every section), and three of the Multi-State Privacy Agreement (MSPA). Immutable; shared.
 */
enum UsSection {
    NATIONAL(7, 6, Has.SHARING | Has.TARGETED | Has.FURTHER, 16, 3),
    /** Section 7 as first published; told by its length, as both call themselves version 1. */
    FIRST_NATIONAL(0, 6, Has.SHARING | Has.TARGETED | Has.FURTHER, 12, 2),
    CALIFORNIA(8, 3, Has.SHARING | Has.FURTHER, 9, 2),
    VIRGINIA(9, 3, Has.TARGETED, 8, 1),
    COLORADO(10, 3, Has.TARGETED, 7, 1),
    UTAH(11, 4, Has.TARGETED, 8, 1),
    CONNECTICUT(12, 3, Has.TARGETED, 8, 3),
    FLORIDA(13, 3, Has.TARGETED | Has.FURTHER, 8, 3),
    MONTANA(14, 3, Has.TARGETED | Has.FURTHER, 8, 3),
    OREGON(15, 3, Has.TARGETED | Has.FURTHER, 11, 3),
    TEXAS(16, 3, Has.TARGETED | Has.FURTHER, 8, 1),
    DELAWARE(17, 3, Has.TARGETED | Has.FURTHER, 9, 5),
    IOWA(18, 4, Has.TARGETED, 8, 1),
    NEBRASKA(19, 3, Has.TARGETED | Has.FURTHER, 8, 1),
    NEW_HAMPSHIRE(20, 3, Has.TARGETED | Has.FURTHER, 8, 3),
    NEW_JERSEY(21, 3, Has.TARGETED | Has.FURTHER, 10, 5),
    TENNESSEE(22, 3, Has.TARGETED | Has.FURTHER, 8, 1);

    static final int FIRST_ID = 7;
    static final int LAST_ID = 22;

    private static final int VERSION_BITS = 6;
    private static final int FIELD_BITS = 2;
    private static final int MSPA_FIELDS = 3;

    // What a field says; 0 is "not applicable"
    private static final int YES = 1;
    private static final int NO = 2;

    private static final @Nullable UsSection[] BY_ID = byId();

    private final int id;
    private final int notices;
    private final boolean sharing;
    private final boolean targeted;
    private final int sensitive;
    private final int children;
    /** Length of the core in bits. */
    final int lengthBits;

    UsSection(final int id, final int notices, final int has, final int sensitive, final int children) {
        this.id = id;
        this.notices = notices;
        this.sharing = (has & Has.SHARING) != 0;
        this.targeted = (has & Has.TARGETED) != 0;
        this.sensitive = sensitive;
        this.children = children;
        lengthBits =
                VERSION_BITS + FIELD_BITS * (notices + 1 + Integer.bitCount(has) + sensitive + children + MSPA_FIELDS);
    }

    /** Fields that not every section has. */
    private static final class Has {
        private static final int SHARING = 1;
        private static final int TARGETED = 2;
        private static final int FURTHER = 4;
    }

    /** The section of that number, or null if there is none that we know. */
    static @Nullable UsSection of(final int id) {
        return id >= FIRST_ID && id <= LAST_ID ? BY_ID[id] : null;
    }

    private static @Nullable UsSection[] byId() {
        final @Nullable UsSection[] byId = new UsSection[LAST_ID + 1];
        for (final UsSection each : values()) {
            if (each.id > 0) {
                byId[each.id] = each;
            }
        }
        return byId;
    }

    /** Rows of {@link PrivacyRestriction}, as bits, that the core says. */
    int restrictions(final BitText bits) {
        int at = VERSION_BITS;
        int found = 0;
        for (int i = 0; i < notices; i++) {
            found |= row(says(bits, at, NO), PrivacyRestriction.GPP_NOTICE_MISSING);
            at += FIELD_BITS;
        }
        found |= row(says(bits, at, YES), PrivacyRestriction.GPP_SALE);
        at += FIELD_BITS;
        if (sharing) {
            found |= row(says(bits, at, YES), PrivacyRestriction.GPP_SHARING);
            at += FIELD_BITS;
        }
        if (targeted) {
            found |= row(says(bits, at, YES), PrivacyRestriction.GPP_TARGETED_ADVERTISING);
            at += FIELD_BITS;
        }
        for (int i = 0; i < sensitive; i++) {
            found |= row(says(bits, at, YES), PrivacyRestriction.GPP_SENSITIVE_DATA);
            at += FIELD_BITS;
        }
        for (int i = 0; i < children; i++) {
            // With or without consent, the user is a child.
            found |= row(bits.bits(at, FIELD_BITS) != 0, PrivacyRestriction.GPP_KNOWN_CHILD);
            at += FIELD_BITS;
        }
        final int serviceProviderAt = lengthBits - FIELD_BITS;
        return found | row(says(bits, serviceProviderAt, YES), PrivacyRestriction.GPP_SERVICE_PROVIDER);
    }

    /** Also of a value without meaning. */
    private static boolean says(final BitText bits, final int at, final int value) {
        final int field = bits.bits(at, FIELD_BITS);
        return field == value || field == (YES | NO);
    }

    private static int row(final boolean said, final PrivacyRestriction row) {
        return said ? row.bit() : 0;
    }
}
