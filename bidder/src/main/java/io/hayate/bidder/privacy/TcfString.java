package io.hayate.bidder.privacy;

/**
 * What a TC string of version 2 says to one vendor (IAB Tech Lab, Consent string and vendor list formats v2).
 *
 * <p>Purposes are bits of a mask, purpose 1 lowest. The same text is section 2 of GPP. Owned by the bid loop.
 */
public final class TcfString {
    private static final int VERSION = 2;
    private static final int PURPOSES = 24;

    /** The policies of TCF 2.3: the user was shown the vendors of the disclosed vendors segment, and no others. */
    private static final int POLICY_2_3 = 5;

    /** 2026-03-01: strings made from then on by those policies are invalid without that segment. Tenths of a second. */
    private static final long DISCLOSURE_SINCE = 17_723_232_000L;

    // Where the fields of the core string begin, in bits
    private static final int CREATED_AT = 6;
    private static final int POLICY_VERSION_AT = 132;
    private static final int SERVICE_SPECIFIC_AT = 138;
    private static final int SPECIAL_FEATURES_AT = 140;
    private static final int PURPOSES_CONSENT_AT = 152;
    private static final int PURPOSES_LEGITIMATE_INTEREST_AT = 176;
    private static final int VENDORS_AT = 213;

    private static final int SEGMENT_TYPE_BITS = 3;
    private static final int DISCLOSED_VENDORS = 1;
    private static final int ALLOWED_VENDORS = 2;
    private static final int PUBLISHER_PURPOSES = 3;
    private static final int CUSTOM_PURPOSES_BITS = 6;

    // Types of publisher restrictions; the fourth has no meaning yet
    private static final int REQUIRE_CONSENT = 1;
    private static final int REQUIRE_LEGITIMATE_INTEREST = 2;

    private final BitText bits = new BitText();
    private final VendorList vendors = new VendorList(bits);

    private boolean disclosureBinds;
    private boolean disclosureNeeded;
    private boolean disclosed;
    private boolean specialFeature1;
    private int purposesConsent;
    private int purposesLegitimateInterest;
    private boolean vendorConsent;
    private boolean vendorLegitimateInterest;
    private int forbidden;
    private int consentRequired;
    private int legitimateInterestRequired;

    /**
     * Reads the string for this vendor; false if it is unreadable, of another version, not service-specific, or does not
     * tell the disclosed vendors as it must. Nothing is granted then.
     */
    public boolean wrap(final byte[] bytes, final int offset, final int lengthBytes, final int vendorId) {
        final int end = offset + lengthBytes;
        final int coreEnd = segmentEnd(bytes, offset, end);
        boolean readable = bits.wrapBytes(bytes, offset, coreEnd - offset) && readCore(vendorId);
        for (int at = coreEnd; readable && at < end; ) {
            final int segment = at + 1;
            at = segmentEnd(bytes, segment, end);
            readable = bits.wrapBytes(bytes, segment, at - segment) && passSegment(vendorId);
        }
        readable &= !disclosureNeeded;
        if (!readable) {
            denyAll();
        }
        if (!disclosed) {
            vendorConsent = false;
            vendorLegitimateInterest = false;
        }
        return readable;
    }

    /** Whether the user opted in to precise geolocation. */
    public boolean specialFeature1() {
        return specialFeature1;
    }

    public int purposesConsent() {
        return purposesConsent;
    }

    public int purposesLegitimateInterest() {
        return purposesLegitimateInterest;
    }

    public boolean vendorConsent() {
        return vendorConsent;
    }

    public boolean vendorLegitimateInterest() {
        return vendorLegitimateInterest;
    }

    /** Purposes that the publisher forbids the vendor, or restricts in a way that is not known. */
    public int forbidden() {
        return forbidden;
    }

    /** Purposes for which the publisher asks the vendor for consent. */
    public int consentRequired() {
        return consentRequired;
    }

    /** Purposes for which the publisher asks the vendor for legitimate interest. */
    public int legitimateInterestRequired() {
        return legitimateInterestRequired;
    }

    private static int segmentEnd(final byte[] bytes, final int from, final int end) {
        int at = from;
        while (at < end && bytes[at] != '.') {
            at++;
        }
        return at;
    }

    private void denyAll() {
        specialFeature1 = false;
        purposesConsent = 0;
        purposesLegitimateInterest = 0;
        vendorConsent = false;
        vendorLegitimateInterest = false;
    }

    private boolean readCore(final int vendorId) {
        vendors.begin();
        if (bits.bits(0, 6) != VERSION || !bits.bit(SERVICE_SPECIFIC_AT)) {
            return false;
        }
        disclosed = true;
        disclosureBinds = bits.bits(POLICY_VERSION_AT, 6) >= POLICY_2_3;
        disclosureNeeded = disclosureBinds && created() >= DISCLOSURE_SINCE;
        specialFeature1 = bits.bit(SPECIAL_FEATURES_AT);
        purposesConsent = purposes(PURPOSES_CONSENT_AT);
        purposesLegitimateInterest = purposes(PURPOSES_LEGITIMATE_INTEREST_AT);
        int at = vendors.read(VENDORS_AT, vendorId);
        vendorConsent = vendors.contains();
        at = vendors.read(at, vendorId);
        vendorLegitimateInterest = vendors.contains();
        readRestrictions(at, vendorId);
        return !bits.exhausted() && !vendors.broken();
    }

    private long created() {
        return (long) bits.bits(CREATED_AT, 18) << 18 | bits.bits(CREATED_AT + 18, 18);
    }

    private int purposes(final int at) {
        return Integer.reverse(bits.bits(at, PURPOSES)) >>> (Integer.SIZE - PURPOSES);
    }

    private void readRestrictions(final int from, final int vendorId) {
        forbidden = 0;
        consentRequired = 0;
        legitimateInterestRequired = 0;
        final int count = bits.bits(from, 12);
        int at = from + 12;
        for (int i = 0; i < count && !bits.exhausted(); i++) {
            final int purpose = bits.bits(at, 6);
            final int type = bits.bits(at + 6, 2);
            at = vendors.readRanges(at + 8, vendorId, VendorList.ANY_ID);
            if (vendors.contains() && purpose >= 1 && purpose <= PURPOSES) {
                restrict(1 << (purpose - 1), type);
            }
        }
    }

    private void restrict(final int purpose, final int type) {
        switch (type) {
            case REQUIRE_CONSENT -> consentRequired |= purpose;
            case REQUIRE_LEGITIMATE_INTEREST -> legitimateInterestRequired |= purpose;
            default -> forbidden |= purpose;
        }
    }

    /** Whether a segment behind the core is one; of them only the disclosed vendors bind a bidder. */
    private boolean passSegment(final int vendorId) {
        vendors.begin();
        switch (bits.bits(0, SEGMENT_TYPE_BITS)) {
            case DISCLOSED_VENDORS -> {
                vendors.read(SEGMENT_TYPE_BITS, vendorId);
                disclosed &= vendors.contains() || !disclosureBinds;
                disclosureNeeded = false;
            }
            case ALLOWED_VENDORS -> vendors.read(SEGMENT_TYPE_BITS, vendorId);
            case PUBLISHER_PURPOSES -> {
                final int customAt = SEGMENT_TYPE_BITS + 2 * PURPOSES;
                final int custom = bits.bits(customAt, CUSTOM_PURPOSES_BITS);
                if (custom > 0) {
                    bits.bit(customAt + CUSTOM_PURPOSES_BITS + 2 * custom - 1);
                }
            }
            default -> {
                return false;
            }
        }
        return !bits.exhausted() && !vendors.broken();
    }
}
