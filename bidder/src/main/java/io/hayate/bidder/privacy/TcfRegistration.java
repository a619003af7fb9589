package io.hayate.bidder.privacy;

/**
 * How we are registered with the TCF: as in our entry of the Global Vendor List. Purposes are bits of a mask, purpose 1
 * lowest. Immutable; shared.
 *
 * @param vendorId {@link #NO_VENDOR} if we are not registered
 * @param consentPurposes for which consent may be our basis
 * @param legitimateInterestPurposes for which legitimate interest may be our basis; those of {@link #BY_INTEREST} only
 * @param flexiblePurposes whose basis a publisher may change
 */
public record TcfRegistration(int vendorId, int consentPurposes, int legitimateInterestPurposes, int flexiblePurposes) {
    public static final int NO_VENDOR = 0;

    /** Purposes that the policies allow by legitimate interest: 2 and 7 to 11. */
    public static final int BY_INTEREST = purpose(2) | purpose(7) | purpose(8) | purpose(9) | purpose(10) | purpose(11);

    public static final TcfRegistration NONE = new TcfRegistration(NO_VENDOR, 0, 0, 0);

    public TcfRegistration {
        if (((legitimateInterestPurposes | flexiblePurposes) & ~BY_INTEREST) != 0) {
            throw new IllegalArgumentException("purposes that cannot rest on legitimate interest");
        }
    }

    /** The bit of a purpose. */
    public static int purpose(final int number) {
        return 1 << number - 1;
    }

    /** Purposes for which the string, read for our vendor id, gives us a basis. */
    int allowedPurposes(final TcfString string) {
        final int consented = string.vendorConsent() ? string.purposesConsent() : 0;
        final int disclosed = string.vendorLegitimateInterest() ? string.purposesLegitimateInterest() : 0;
        final int needConsent = string.consentRequired();
        final int needInterest = string.legitimateInterestRequired();
        // A purpose that the publisher asks both for is left with neither.
        final int byConsent = consented & ~needInterest & (consentPurposes | flexiblePurposes & needConsent);
        final int byInterest =
                disclosed & BY_INTEREST & ~needConsent & (legitimateInterestPurposes | flexiblePurposes & needInterest);
        return (byConsent | byInterest) & ~string.forbidden();
    }
}
