package io.hayate.bidder.privacy;

import com.iabtcf.encoder.PublisherRestrictionEntry;
import com.iabtcf.encoder.TCStringEncoder;
import com.iabtcf.v2.RestrictionType;
import java.time.Instant;
import java.util.SplittableRandom;

/** Seeded TC strings, written by the IAB's own encoder. */
public final class TcStrings {
    /** The vendor that most of the strings are about. */
    public static final int VENDOR = 755;

    /** Strings made from then on must tell the vendors that were disclosed (TCF 2.3). */
    static final Instant DISCLOSURE_SINCE = Instant.parse("2026-03-01T00:00:00Z");

    private static final int[] VENDORS = {1, 2, 10, 28, 500, VENDOR, 756, 1_200, 65_535};

    private final SplittableRandom random;

    public TcStrings(final long seed) {
        random = new SplittableRandom(seed);
    }

    /** What every service-specific string has, and nothing granted. */
    public static TCStringEncoder.Builder denial() {
        // Before strings must tell the vendors that were disclosed.
        final Instant created = Instant.parse("2026-02-28T23:59:59Z");
        return TCStringEncoder.newBuilder()
                .version(2)
                .created(created)
                .lastUpdated(created)
                .cmpId(31)
                .cmpVersion(4)
                .consentScreen(1)
                .consentLanguage("DE")
                .vendorListVersion(120)
                .tcfPolicyVersion(5)
                .isServiceSpecific(true)
                .publisherCC("DE");
    }

    /** Consent to the purposes 1 to 4 and to special feature 1, for {@link #VENDOR}. */
    public static TCStringEncoder.Builder consent() {
        final TCStringEncoder.Builder string = denial().addVendorConsent(VENDOR).addSpecialFeatureOptIns(1);
        for (int purpose = 1; purpose <= 4; purpose++) {
            string.addPurposesConsent(purpose);
        }
        return string;
    }

    /** Anything that the format can say. */
    public String next() {
        final TCStringEncoder.Builder string = denial().isServiceSpecific(random.nextInt(10) > 0)
                .useNonStandardStacks(random.nextBoolean())
                .tcfPolicyVersion(3 + random.nextInt(4))
                .created(DISCLOSURE_SINCE.plusMillis(100L * (random.nextInt(3) - 1)))
                .purposeOneTreatment(random.nextInt(8) == 0);
        final int consented = 1 + random.nextInt(4);
        for (int purpose = 1; purpose <= 24; purpose++) {
            if (random.nextInt(4) < consented) {
                string.addPurposesConsent(purpose);
            }
            if (random.nextInt(4) < consented) {
                string.addPurposesLITransparency(purpose);
            }
        }
        for (int feature = 1; feature <= 12; feature++) {
            if (random.nextBoolean()) {
                string.addSpecialFeatureOptIns(feature);
            }
        }
        forVendors(string::addVendorConsent);
        forVendors(string::addVendorLegitimateInterest);
        for (int i = random.nextInt(5); i > 0; i--) {
            string.addPublisherRestrictionEntry(restriction());
        }
        if (random.nextInt(4) > 0) {
            forVendors(string::addDisclosedVendors);
        }
        if (random.nextInt(8) == 0) {
            string.addPubPurposesConsent(1 + random.nextInt(10)).addCustomPurposesConsent(1 + random.nextInt(30));
        }
        return string.encode();
    }

    private interface Add {
        void add(int vendor);
    }

    /** A few, or many one after the other, or every other: the encoder writes them as ranges or as bits. */
    private void forVendors(final Add add) {
        final int kind = random.nextInt(4);
        final int top = kind == 0 ? 0 : 1 + random.nextInt(1_100);
        for (int vendor = 1; vendor <= top; vendor++) {
            if (kind == 1 || random.nextInt(kind == 2 ? 2 : 40) == 0) {
                add.add(vendor);
            }
        }
        for (final int vendor : VENDORS) {
            if (random.nextInt(vendor == 65_535 ? 40 : 3) == 0) {
                add.add(vendor);
            }
        }
    }

    private PublisherRestrictionEntry restriction() {
        final PublisherRestrictionEntry.Builder entry = new PublisherRestrictionEntry.Builder()
                .purposeId(1 + random.nextInt(24))
                .restrictionType(RestrictionType.from(random.nextInt(3)));
        final int first = VENDORS[random.nextInt(VENDORS.length - 1)];
        final int last = random.nextBoolean() ? first : first + random.nextInt(800);
        for (int vendor = first; vendor <= last; vendor++) {
            entry.addVendor(vendor);
        }
        return entry.build();
    }
}
