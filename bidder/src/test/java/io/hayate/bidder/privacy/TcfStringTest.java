package io.hayate.bidder.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.iabtcf.decoder.TCString;
import com.iabtcf.encoder.TCStringEncoder;
import com.iabtcf.utils.IntIterable;
import com.iabtcf.v2.PublisherRestriction;
import com.iabtcf.v2.RestrictionType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of the reader is that of the IAB's decoder; what that decoder cannot read, the reader denies. */
@Tag("jdk25")
class TcfStringTest {
    private static final int STRINGS = 4_000;
    private static final int MUTATIONS = 60_000;
    private static final int[] VENDORS = {1, 2, 9, 28, 499, TcStrings.VENDOR, 756, 1_100, 1_201, 65_535};

    private final TcfString string = new TcfString();

    @Test
    void shouldReadWhatTheDecoderReads() {
        final TcStrings strings = new TcStrings(20261122);
        int readable = 0;
        for (int i = 0; i < STRINGS; i++) {
            final String text = strings.next();
            final TCString expected = TCString.decode(text);
            for (final int vendor : VENDORS) {
                final boolean read = wrap(text, vendor);
                assertThat(read).as(text).isEqualTo(expected.isServiceSpecific() && !lacksDisclosure(text, expected));
                if (read) {
                    assertSame(text, expected, vendor);
                    readable++;
                }
            }
        }
        assertThat(readable).isBetween(STRINGS * VENDORS.length / 2, STRINGS * VENDORS.length - 1);
    }

    @Test
    void shouldDenyWhatTheDecoderCannotRead() {
        final TcStrings strings = new TcStrings(7);
        final Damage damage = new Damage(7);
        int refusedByBoth = 0;
        int readByBoth = 0;
        String text = "";
        for (int i = 0; i < MUTATIONS; i++) {
            if (i % 10 == 0) {
                text = strings.next();
            }
            final String damaged = damage.of(text);
            final Optional<TCString> expected = decoded(damaged);
            final boolean read = wrap(damaged, TcStrings.VENDOR);
            if (expected.isEmpty()) {
                assertThat(read).as(damaged).isFalse();
                refusedByBoth++;
            } else if (read) {
                assertSame(damaged, expected.get(), TcStrings.VENDOR);
                readByBoth++;
            }
            if (!read) {
                assertThat(new TcfRegistration(TcStrings.VENDOR, -1, TcfRegistration.BY_INTEREST, 0)
                                .allowedPurposes(string))
                        .isZero();
                assertThat(string.specialFeature1()).isFalse();
            }
        }
        assertThat(refusedByBoth).isGreaterThan(MUTATIONS / 10);
        assertThat(readByBoth).isGreaterThan(MUTATIONS / 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "A",
                "AAAA",
                "0101",
                "COabc",
                "dummy",
                "!!notbase64!!",
                // of version 1
                "BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA",
                // globally scoped
                "COvFyGBOvFyGBAbAAAENAPCAAOAAAAAAAAAAAEEUACCKAAA",
                // cut in the middle of the vendors
                "CO-X2XiO_eyUoAsAxBFRBECsA",
            })
    void shouldRefuseWhatIsNoStringOfOurs(final String text) {
        assertThat(wrap(text, 1)).isFalse();
    }

    @Test
    void shouldTakeAVendorThatWasNotDisclosedForDenied() {
        final TCStringEncoder.Builder consent = TcStrings.consent().addVendorLegitimateInterest(TcStrings.VENDOR);
        for (final int policyVersion : new int[] {4, 5}) {
            consent.tcfPolicyVersion(policyVersion);
            assertThat(wrap(consent.addDisclosedVendors(TcStrings.VENDOR + 1).encode(), TcStrings.VENDOR))
                    .isTrue();
            assertThat(string.vendorConsent()).isEqualTo(policyVersion == 4);
            assertThat(string.vendorLegitimateInterest()).isEqualTo(policyVersion == 4);
        }
        assertThat(wrap(consent.addDisclosedVendors(TcStrings.VENDOR).encode(), TcStrings.VENDOR))
                .isTrue();
        assertThat(string.vendorConsent() && string.vendorLegitimateInterest()).isTrue();
    }

    @Test
    void shouldRefuseANewStringThatDoesNotSayWhoWasDisclosed() {
        final TCStringEncoder.Builder consent = TcStrings.consent().created(TcStrings.DISCLOSURE_SINCE);
        assertThat(wrap(consent.encode(), TcStrings.VENDOR)).isFalse();
        assertThat(wrap(consent.addDisclosedVendors(TcStrings.VENDOR).encode(), TcStrings.VENDOR))
                .isTrue();
        assertThat(wrap(TcStrings.consent().encode(), TcStrings.VENDOR)).isTrue();
    }

    @Test
    void shouldReadOnlyWhatIsBetweenItsBounds() {
        final String text = TcStrings.consent().encode();
        final byte[] bytes = ("xx" + text + "yy").getBytes(StandardCharsets.UTF_8);
        assertThat(string.wrap(bytes, 2, text.length(), TcStrings.VENDOR)).isTrue();
        assertThat(string.vendorConsent()).isTrue();
        assertThat(string.wrap(bytes, 2, text.length() - 1, TcStrings.VENDOR)).isFalse();
    }

    @Test
    void shouldEndInTheMiddleOfEndlessRestrictions() {
        // Says 4,095 restrictions of 4,095 ranges each, in as many bytes as a body can have.
        final String head = TcStrings.consent().encode();
        final String text = head.substring(0, head.length() - 3) + "_".repeat(128 * 1024);
        assertThat(wrap(text, TcStrings.VENDOR)).isFalse();
    }

    private void assertSame(final String text, final TCString expected, final int vendor) {
        final List<Object> read = List.of(
                string.purposesConsent(),
                string.purposesLegitimateInterest(),
                string.specialFeature1(),
                string.vendorConsent(),
                string.vendorLegitimateInterest(),
                string.forbidden(),
                string.consentRequired(),
                string.legitimateInterestRequired());
        final List<Object> decoded = new ArrayList<>();
        decoded.add(mask(expected.getPurposesConsent()));
        decoded.add(mask(expected.getPurposesLITransparency()));
        decoded.add(expected.getSpecialFeatureOptIns().contains(1));
        final boolean disclosed = expected.getTcfPolicyVersion() < 5
                || !hasDisclosure(text)
                || expected.getDisclosedVendors().contains(vendor);
        decoded.add(disclosed && expected.getVendorConsent().contains(vendor));
        decoded.add(disclosed && expected.getVendorLegitimateInterest().contains(vendor));
        decoded.add(restricted(expected, vendor, RestrictionType.NOT_ALLOWED)
                | restricted(expected, vendor, RestrictionType.UNDEFINED));
        decoded.add(restricted(expected, vendor, RestrictionType.REQUIRE_CONSENT));
        decoded.add(restricted(expected, vendor, RestrictionType.REQUIRE_LEGITIMATE_INTEREST));
        assertThat(read).as("vendor %s in %s", vendor, text).isEqualTo(decoded);
    }

    /** The oracle does not tell whether the segment is absent or empty. */
    private static boolean hasDisclosure(final String text) {
        return text.matches("[^.]*(\\..*)?\\.[I-P].*");
    }

    private static boolean lacksDisclosure(final String text, final TCString string) {
        return string.getTcfPolicyVersion() >= 5
                && !string.getCreated().isBefore(TcStrings.DISCLOSURE_SINCE)
                && !hasDisclosure(text);
    }

    private static int restricted(final TCString string, final int vendor, final RestrictionType type) {
        int mask = 0;
        for (final PublisherRestriction each : string.getPublisherRestrictions()) {
            if (each.getRestrictionType() == type
                    && each.getVendorIds().contains(vendor)
                    && each.getPurposeId() >= 1
                    && each.getPurposeId() <= 24) {
                mask |= 1 << (each.getPurposeId() - 1);
            }
        }
        return mask;
    }

    private static int mask(final IntIterable purposes) {
        return purposes.toStream().map(purpose -> 1 << (purpose - 1)).sum();
    }

    /** Empty: it cannot be read, is of another version, or not service-specific. */
    private static Optional<TCString> decoded(final String text) {
        try {
            final TCString string = TCString.decode(text);
            return string.getVersion() == 2 && string.isServiceSpecific() ? Optional.of(string) : Optional.empty();
        } catch (final RuntimeException e) {
            return Optional.empty();
        }
    }

    private boolean wrap(final String text, final int vendor) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return string.wrap(bytes, 0, bytes.length, vendor);
    }
}
