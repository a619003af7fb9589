package io.hayate.bidder.privacy;

import static io.hayate.bidder.privacy.Permission.BID;
import static io.hayate.bidder.privacy.Permission.CROSS_APP_ID;
import static io.hayate.bidder.privacy.Permission.FREQUENCY;
import static io.hayate.bidder.privacy.Permission.PRECISE_GEO;
import static io.hayate.bidder.privacy.Permission.PROFILE;
import static io.hayate.bidder.privacy.Permission.USER_ID;

import io.hayate.bidder.telemetry.Counted;

/**
 * The table of privacy: each signal that restricts us, and what it forbids; docs/privacy.md lists the same.
 *
 * <p>Rows add up: what one of them forbids no other allows. Immutable; shared.
 */
public enum PrivacyRestriction implements Counted {
    COPPA("coppa", "regs.coppa is set, or regs is no object.", Forbids.ALL_OF_THE_USER),
    TCF_NO_VENDOR_ID("tcf_no_vendor_id", "The GDPR applies, and no tcf-vendor-id is set.", Forbids.ALL_OF_THE_USER),
    TCF_STRING_MISSING(
            "tcf_string_missing", "The GDPR applies, and there is no consent string.", Forbids.ALL_OF_THE_USER),
    TCF_STRING_UNREADABLE(
            "tcf_string_unreadable",
            "The GDPR applies, and a consent string is unreadable, of another version or not service-specific.",
            Forbids.ALL_OF_THE_USER),
    TCF_PURPOSE_2(
            "tcf_purpose_2",
            "The consent string denies the selection of ads, by consent and by legitimate interest.",
            Forbids.EVERYTHING),
    TCF_PURPOSE_1(
            "tcf_purpose_1",
            "The consent string denies storage and access.",
            Permission.bits(USER_ID, CROSS_APP_ID, FREQUENCY)),
    TCF_PURPOSES_3_4(
            "tcf_purposes_3_4", "The consent string denies making or using a profile.", Permission.bits(PROFILE)),
    TCF_SPECIAL_FEATURE_1(
            "tcf_special_feature_1",
            "The consent string does not opt in to precise geolocation.",
            Permission.bits(PRECISE_GEO)),
    US_PRIVACY_OPT_OUT("us_privacy_opt_out", "The US Privacy string opts out of sale.", Forbids.SALE),
    US_PRIVACY_UNREADABLE("us_privacy_unreadable", "The US Privacy string is malformed.", Forbids.SALE),
    GPP_UNREADABLE(
            "gpp_unreadable", "A section of GPP in force is missing, unreadable or unknown to us.", Forbids.SALE),
    GPP_SALE("gpp_sale", "A section of GPP opts out of sale.", Forbids.SALE),
    GPP_SHARING("gpp_sharing", "A section of GPP opts out of sharing.", Forbids.SALE),
    GPP_TARGETED_ADVERTISING(
            "gpp_targeted_advertising", "A section of GPP opts out of targeted advertising.", Forbids.SALE),
    GPP_SENSITIVE_DATA("gpp_sensitive_data", "A section of GPP denies the use of sensitive data.", Forbids.SALE),
    GPP_NOTICE_MISSING("gpp_notice_missing", "A section of GPP says that a notice was not given.", Forbids.SALE),
    GPP_SERVICE_PROVIDER(
            "gpp_service_provider", "A section of GPP takes bidders as service providers only.", Forbids.SALE),
    GPP_KNOWN_CHILD("gpp_known_child", "A section of GPP says that the user is a child.", Forbids.ALL_OF_THE_USER),
    GPC("gpc", "Global Privacy Control is set, in regs.ext or in a section of GPP.", Forbids.SALE),
    LIMIT_TRACKING("limit_tracking", "device.lmt or device.dnt is set.", Forbids.SALE);

    /** Bits of the permissions that the row takes. */
    final int forbidden;

    private final String label;
    private final String sentence;

    PrivacyRestriction(final String label, final String sentence, final int forbidden) {
        this.label = label;
        this.sentence = sentence;
        this.forbidden = forbidden;
    }

    /** What several rows have in common. */
    private static final class Forbids {
        private static final int ALL_OF_THE_USER =
                Permission.bits(USER_ID, CROSS_APP_ID, PROFILE, FREQUENCY, PRECISE_GEO);
        private static final int EVERYTHING = ALL_OF_THE_USER | BID.bit();
        /** Counting impressions under the exchange's own id stays: it is limited service, not sale. */
        private static final int SALE = Permission.bits(CROSS_APP_ID, PROFILE, PRECISE_GEO);
    }

    public boolean forbids(final Permission permission) {
        return (forbidden & permission.bit()) != 0;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    int bit() {
        return 1 << ordinal();
    }
}
