package io.hayate.bidder.privacy;

/**
 * What the TC strings of one request leave allowed, all together: of two strings the stricter counts, purpose by purpose.
 * Owned by the bid loop.
 */
public final class TcfConsent {
    private static final int PROFILE_PURPOSES = TcfRegistration.purpose(3) | TcfRegistration.purpose(4);

    private final PrivacyPolicy policy;
    private final TcfString string = new TcfString();

    private boolean told;
    private boolean unreadable;
    private int allowedPurposes;
    private boolean specialFeature1;

    public TcfConsent(final PrivacyPolicy policy) {
        this.policy = policy;
    }

    /** Begins with a request. */
    public void begin() {
        told = false;
        unreadable = false;
        allowedPurposes = -1;
        specialFeature1 = true;
    }

    /** A string of the request. */
    public void read(final byte[] bytes, final int offset, final int lengthBytes) {
        told = true;
        final TcfRegistration registration = policy.registration();
        if (registration.vendorId() == TcfRegistration.NO_VENDOR) {
            return; // whatever it says, it says nothing to us
        }
        unreadable |= !string.wrap(bytes, offset, lengthBytes, registration.vendorId());
        allowedPurposes &= registration.allowedPurposes(string);
        specialFeature1 &= string.specialFeature1();
    }

    /** A place of the request that should have a string has none that can be read. */
    public void readUnreadable() {
        told = true;
        unreadable = true;
    }

    /** Restricts by what the strings deny; the GDPR applies. */
    public void restrict(final PrivacyVerdict verdict) {
        if (policy.registration().vendorId() == TcfRegistration.NO_VENDOR) {
            restrictWithoutConsent(verdict, PrivacyRestriction.TCF_NO_VENDOR_ID);
        } else if (!told) {
            restrictWithoutConsent(verdict, PrivacyRestriction.TCF_STRING_MISSING);
        } else if (unreadable) {
            restrictWithoutConsent(verdict, PrivacyRestriction.TCF_STRING_UNREADABLE);
        } else {
            restrictByPurposes(verdict);
        }
    }

    private void restrictWithoutConsent(final PrivacyVerdict verdict, final PrivacyRestriction row) {
        verdict.restrict(row);
        if (policy.noBidWithoutConsent()) {
            verdict.forbid(Permission.BID);
        }
    }

    private void restrictByPurposes(final PrivacyVerdict verdict) {
        if ((allowedPurposes & TcfRegistration.purpose(2)) == 0) {
            verdict.restrict(PrivacyRestriction.TCF_PURPOSE_2);
        }
        if ((allowedPurposes & TcfRegistration.purpose(1)) == 0) {
            verdict.restrict(PrivacyRestriction.TCF_PURPOSE_1);
        }
        if ((allowedPurposes & PROFILE_PURPOSES) != PROFILE_PURPOSES) {
            verdict.restrict(PrivacyRestriction.TCF_PURPOSES_3_4);
        }
        if (!specialFeature1) {
            verdict.restrict(PrivacyRestriction.TCF_SPECIAL_FEATURE_1);
        }
    }
}
