package io.hayate.bidder.privacy;

/**
 * What the operator decided of privacy. Immutable; shared.
 *
 * @param noBidWithoutConsent no bid where the GDPR applies and no consent string can tell what is allowed; else a bid that
 *     uses nothing of the user
 */
public record PrivacyPolicy(TcfRegistration registration, boolean noBidWithoutConsent) {
    /** Of a bidder that told nothing. */
    public static final PrivacyPolicy DEFAULT = new PrivacyPolicy(TcfRegistration.NONE, false);
}
