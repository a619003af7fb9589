package io.hayate.bidder.privacy;

import static io.hayate.bidder.privacy.TcfRegistration.purpose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.iabtcf.encoder.PublisherRestrictionEntry;
import com.iabtcf.encoder.TCStringEncoder;
import com.iabtcf.v2.RestrictionType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TcfRegistrationTest {
    private static final TcfRegistration BY_CONSENT = new TcfRegistration(TcStrings.VENDOR, purpose(2), 0, 0);
    private static final TcfRegistration BY_INTEREST = new TcfRegistration(TcStrings.VENDOR, 0, purpose(2), 0);
    private static final TcfRegistration FLEXIBLE_CONSENT =
            new TcfRegistration(TcStrings.VENDOR, purpose(2), 0, purpose(2));
    private static final TcfRegistration FLEXIBLE_INTEREST =
            new TcfRegistration(TcStrings.VENDOR, 0, purpose(2), purpose(2));

    private static TCStringEncoder.Builder consented() {
        return TcStrings.denial().addVendorConsent(TcStrings.VENDOR).addPurposesConsent(2);
    }

    private static TCStringEncoder.Builder disclosed() {
        return TcStrings.denial().addVendorLegitimateInterest(TcStrings.VENDOR).addPurposesLITransparency(2);
    }

    private static TCStringEncoder.Builder both() {
        return consented().addVendorLegitimateInterest(TcStrings.VENDOR).addPurposesLITransparency(2);
    }

    private static PublisherRestrictionEntry restriction(final RestrictionType type) {
        return new PublisherRestrictionEntry.Builder()
                .purposeId(2)
                .restrictionType(type)
                .addVendor(TcStrings.VENDOR)
                .build();
    }

    @Test
    void shouldAllowAPurposeOnlyOnTheBasisItIsRegisteredFor() {
        assertThat(allows(BY_CONSENT, consented())).isTrue();
        assertThat(allows(BY_CONSENT, disclosed())).isFalse();
        assertThat(allows(BY_INTEREST, disclosed())).isTrue();
        assertThat(allows(BY_INTEREST, consented())).isFalse();
        assertThat(allows(FLEXIBLE_CONSENT, disclosed())).isFalse();
        assertThat(allows(FLEXIBLE_INTEREST, consented())).isFalse();
    }

    @Test
    void shouldAskForTheVendorAsWellAsForThePurpose() {
        assertThat(allows(BY_CONSENT, TcStrings.denial().addPurposesConsent(2))).isFalse();
        assertThat(allows(BY_CONSENT, TcStrings.denial().addVendorConsent(TcStrings.VENDOR)))
                .isFalse();
        assertThat(allows(BY_CONSENT, consented().clearVendorConsent().addVendorConsent(TcStrings.VENDOR + 1)))
                .isFalse();
        assertThat(allows(BY_INTEREST, TcStrings.denial().addPurposesLITransparency(2)))
                .isFalse();
    }

    @Test
    void shouldObeyAPublisherThatForbids() {
        final RestrictionType type = RestrictionType.NOT_ALLOWED;
        assertThat(allows(BY_CONSENT, both().addPublisherRestrictionEntry(restriction(type))))
                .isFalse();
        assertThat(allows(FLEXIBLE_INTEREST, both().addPublisherRestrictionEntry(restriction(type))))
                .isFalse();
    }

    @Test
    void shouldMoveToTheBasisThePublisherAsksForWhereThePurposeIsFlexible() {
        final RestrictionType consent = RestrictionType.REQUIRE_CONSENT;
        assertThat(allows(FLEXIBLE_INTEREST, consented().addPublisherRestrictionEntry(restriction(consent))))
                .isTrue();
        assertThat(allows(FLEXIBLE_INTEREST, disclosed().addPublisherRestrictionEntry(restriction(consent))))
                .isFalse();
        assertThat(allows(BY_INTEREST, both().addPublisherRestrictionEntry(restriction(consent))))
                .isFalse();
        assertThat(allows(BY_CONSENT, both().addPublisherRestrictionEntry(restriction(consent))))
                .isTrue();

        final RestrictionType interest = RestrictionType.REQUIRE_LEGITIMATE_INTEREST;
        assertThat(allows(FLEXIBLE_CONSENT, disclosed().addPublisherRestrictionEntry(restriction(interest))))
                .isTrue();
        assertThat(allows(BY_CONSENT, both().addPublisherRestrictionEntry(restriction(interest))))
                .isFalse();
        assertThat(allows(BY_INTEREST, both().addPublisherRestrictionEntry(restriction(interest))))
                .isTrue();
    }

    @Test
    void shouldAllowNothingWhereThePublisherAsksForBothBases() {
        final TCStringEncoder.Builder string = both().addPublisherRestrictionEntry(
                        restriction(RestrictionType.REQUIRE_CONSENT),
                        restriction(RestrictionType.REQUIRE_LEGITIMATE_INTEREST));
        assertThat(allows(FLEXIBLE_CONSENT, string)).isFalse();
        assertThat(allows(FLEXIBLE_INTEREST, string)).isFalse();
    }

    @Test
    void shouldNeverRestStorageOrProfilesOnLegitimateInterest() {
        assertThatThrownBy(() -> new TcfRegistration(1, 0, purpose(1), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TcfRegistration(1, 0, 0, purpose(4))).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean allows(final TcfRegistration registration, final TCStringEncoder.Builder string) {
        final byte[] bytes = string.encode().getBytes(StandardCharsets.US_ASCII);
        final TcfString read = new TcfString();
        assertThat(read.wrap(bytes, 0, bytes.length, registration.vendorId())).isTrue();
        return (registration.allowedPurposes(read) & purpose(2)) != 0;
    }
}
