package io.hayate.bidder.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.HeaderV1;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of the reader is that of the IAB's decoder; what that decoder cannot read is an opt-out. */
@Tag("jdk25")
class GppStringTest {
    private static final int STRINGS = 5_000;
    private static final int MUTATIONS = 40_000;

    private final GppString string = new GppString();

    @Test
    void shouldSayOfEachSectionWhatTheDecoderSays() {
        final GppStrings strings = new GppStrings(20261122);
        final Set<PrivacyRestriction> seen = EnumSet.noneOf(PrivacyRestriction.class);
        final Set<Integer> sectionsSeen = new TreeSet<>();
        int unrestricted = 0;
        for (int i = 0; i < STRINGS; i++) {
            final String text = strings.next().encode();
            final GppModel model = new GppModel(text);
            for (final int id : model.getSectionIds()) {
                final PrivacyVerdict verdict = verdict(text, id);
                assertThat(rows(verdict)).as("section %s of %s", id, text).isEqualTo(expected(model, id));
                seen.addAll(rows(verdict));
                sectionsSeen.add(id);
                unrestricted += verdict.isRestricted() ? 0 : 1;
            }
        }
        assertThat(sectionsSeen)
                .containsExactlyElementsOf(IntStream.rangeClosed(6, 22).boxed().toList());
        assertThat(seen)
                .contains(
                        PrivacyRestriction.US_PRIVACY_OPT_OUT,
                        PrivacyRestriction.GPP_SALE,
                        PrivacyRestriction.GPP_SHARING,
                        PrivacyRestriction.GPP_TARGETED_ADVERTISING,
                        PrivacyRestriction.GPP_SENSITIVE_DATA,
                        PrivacyRestriction.GPP_NOTICE_MISSING,
                        PrivacyRestriction.GPP_SERVICE_PROVIDER,
                        PrivacyRestriction.GPP_KNOWN_CHILD,
                        PrivacyRestriction.GPC)
                .doesNotContain(PrivacyRestriction.GPP_UNREADABLE);
        assertThat(unrestricted).isGreaterThan(STRINGS / 10);
    }

    @Test
    void shouldNeverAllowMoreOfADamagedStringThanTheDecoder() {
        final GppStrings strings = new GppStrings(7);
        final Damage damage = new Damage(7);
        final SplittableRandom random = new SplittableRandom(7);
        int refusedByDecoder = 0;
        int same = 0;
        GppModel model = new GppModel();
        for (int i = 0; i < MUTATIONS; i++) {
            if (i % 10 == 0) {
                model = strings.next();
            }
            final List<Integer> ids = model.getSectionIds();
            final int id = ids.get(random.nextInt(ids.size()));
            final String damaged = damage.of(model.encode());
            final Set<PrivacyRestriction> rows = rows(verdict(damaged, id));
            final Optional<Set<PrivacyRestriction>> expected = decoded(damaged, id);
            if (rows.contains(PrivacyRestriction.GPP_UNREADABLE)
                    || rows.contains(PrivacyRestriction.US_PRIVACY_UNREADABLE)) {
                refusedByDecoder += expected.isEmpty() ? 1 : 0;
            } else {
                assertThat(expected).as("section %s of %s", id, damaged).isPresent();
                assertThat(rows).as("section %s of %s", id, damaged).containsAll(expected.get());
                same += rows.equals(expected.get()) ? 1 : 0;
            }
        }
        assertThat(refusedByDecoder).isGreaterThan(MUTATIONS / 20);
        assertThat(same).isGreaterThan(MUTATIONS / 10);
    }

    @Test
    void shouldFindTheSectionsThatTheHeaderLists() {
        final SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5_000; i++) {
            final List<Integer> ids = random.ints(1 + random.nextInt(12), 1, random.nextBoolean() ? 25 : 70)
                    .distinct()
                    .sorted()
                    .boxed()
                    .toList();
            final HeaderV1 header = new HeaderV1();
            header.setFieldValue("SectionIds", ids);
            final StringBuilder text = new StringBuilder(header.encode());
            ids.forEach(id -> text.append("~s").append(id));
            assertThat(wrap(text.toString())).as(text.toString()).isTrue();
            for (int id = 1; id <= 62; id++) {
                assertThat(string.has(id)).as("%s in %s", id, text).isEqualTo(ids.contains(id));
                if (string.has(id)) {
                    assertThat(text.substring(string.offset(id), string.offset(id) + string.lengthBytes(id)))
                            .isEqualTo("s" + id);
                }
            }
            assertThat(wrap(text.substring(0, text.lastIndexOf("~"))))
                    .as("one section less")
                    .isFalse();
        }
    }

    /** The examples of the specification. */
    @ParameterizedTest
    @CsvSource({"DBABM~a, 2", "DBABMA~a, 2", "DBACNY~a~b, 2;6", "DBABjw~a~b, 5;6", "DBABTA~a, 6", "DBABLA~a, 7"})
    void shouldReadTheHeadersOfTheSpecification(final String text, final String ids) {
        assertThat(wrap(text)).isTrue();
        long mask = 0;
        for (final String id : ids.split(";", -1)) {
            mask |= GppString.sectionBit(Integer.parseInt(id));
        }
        assertThat(string.sections()).isEqualTo(mask);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~",
                "DBABLA",
                "DBAA", // no section
                "DBABLA~",
                "DBABLA~BAAAAAA",
                "DBABLA~BVQqAAAAA", // the core of section 7 cut
                "DBACLY~BVQqAAAAAAA.QA~", // an empty section beside it
                "DBABLA~DVQqAAAAAAA.QA", // version 3
                "DBABLA~BVQqAAAAAAA.", // an empty sub-section
                "DBABLA~BVQqAAAAAAA.gA", // an unknown sub-section
                "DBABLA~BVQqAAAAAAA.Q+",
                "CBABLA~BVQqAAAAAAA.QA",
                "DCABLA~BVQqAAAAAAA.QA",
                "DB____~BVQqAAAAAAA.QA",
                "gppString",
            })
    void shouldOptOutWhereAListedSectionCannotBeRead(final String text) {
        assertThat(rows(verdict(text, 7))).contains(PrivacyRestriction.GPP_UNREADABLE);
    }

    @Test
    void shouldTakeAsUnknownWhatIsNoSectionOfOurs() {
        final String text = "DBABLA~BVQqAAAAAAA.QA";
        for (final int id : List.of(0, 1, 3, 4, 5, 8, 23, 27, 62, 63, 400)) {
            assertThat(rows(verdict(text, id))).as("" + id).containsExactly(PrivacyRestriction.GPP_UNREADABLE);
        }
        assertThat(rows(verdict(text, 7))).isEmpty();
    }

    /** As first published: 12 sorts of sensitive data and two of children; later 16 and three. */
    @Test
    void shouldReadBothLayoutsOfTheNationalSection() {
        final SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            final StringBuilder bits = new StringBuilder("000001");
            for (int field = 0; field < 27; field++) {
                final int value = random.nextInt(8) > 0 ? 0 : 1 + random.nextInt(2);
                bits.append(field == 24 ? "01" : List.of("00", "01", "10").get(value));
            }
            for (final int length : new int[] {60, 66}) {
                final String text = "DBABLA~" + base64(bits.toString(), length);
                assertThat(decoded(text, 7)).as(text).contains(rows(verdict(text, 7)));
            }
        }
    }

    @Test
    void shouldTakeVersion2OfTheNationalSectionForItsLaterLayoutOnly() {
        final String core = "000010" + "00".repeat(32);
        assertThat(rows(verdict("DBABLA~" + base64(core, 72), 7))).isEmpty();
        assertThat(rows(verdict("DBABLA~" + base64(core.substring(0, 60), 66), 7)))
                .containsExactly(PrivacyRestriction.GPP_UNREADABLE);
    }

    @Test
    void shouldTakeAValueWithoutMeaningForARefusal() {
        final String core = "000001" + "00".repeat(6) + "11" + "00".repeat(25);
        assertThat(rows(verdict("DBABLA~" + base64(core, 72), 7))).containsExactly(PrivacyRestriction.GPP_SALE);
    }

    @Test
    void shouldReadTheTcfSectionAsATcString() {
        final TcStrings strings = new TcStrings(11);
        final TcfString tcf = new TcfString();
        final TcfString alone = new TcfString();
        for (int i = 0; i < 500; i++) {
            final String tc = strings.next();
            final byte[] bytes = tc.getBytes(StandardCharsets.US_ASCII);
            final byte[] text = ("DBACNY~" + tc + "~1YNN").getBytes(StandardCharsets.US_ASCII);
            assertThat(string.wrap(text, 0, text.length)).isTrue();
            final boolean readable = tcf.wrap(
                    text, string.offset(GppString.TCF_EU), string.lengthBytes(GppString.TCF_EU), TcStrings.VENDOR);
            assertThat(readable).isEqualTo(alone.wrap(bytes, 0, bytes.length, TcStrings.VENDOR));
            assertThat(tcf.purposesConsent()).isEqualTo(alone.purposesConsent());
            assertThat(tcf.vendorConsent()).isEqualTo(alone.vendorConsent());
        }
    }

    @Test
    void shouldReadTheTcfSectionThatTheGppEncoderWrites() {
        final SplittableRandom random = new SplittableRandom(13);
        final TcfString tcf = new TcfString();
        for (int i = 0; i < 500; i++) {
            final GppModel model = new GppModel();
            final List<Boolean> consents = new ArrayList<>();
            for (int purpose = 0; purpose < 24; purpose++) {
                consents.add(random.nextBoolean());
            }
            final List<Integer> vendors = random.ints(random.nextInt(40), 1, 1_000)
                    .distinct()
                    .sorted()
                    .boxed()
                    .toList();
            model.setFieldValue("tcfeuv2", "IsServiceSpecific", true);
            model.setFieldValue("tcfeuv2", "PurposeConsents", consents);
            model.setFieldValue("tcfeuv2", "VendorConsents", vendors);
            final byte[] text = model.encode().getBytes(StandardCharsets.US_ASCII);
            assertThat(string.wrap(text, 0, text.length)).isTrue();
            for (final int vendor : new int[] {1, 200, vendors.isEmpty() ? 7 : vendors.get(0)}) {
                assertThat(tcf.wrap(
                                text, string.offset(GppString.TCF_EU), string.lengthBytes(GppString.TCF_EU), vendor))
                        .as(model.encode())
                        .isTrue();
                assertThat(tcf.vendorConsent()).isEqualTo(vendors.contains(vendor));
                for (int purpose = 1; purpose <= 24; purpose++) {
                    assertThat((tcf.purposesConsent() & TcfRegistration.purpose(purpose)) != 0)
                            .isEqualTo(consents.get(purpose - 1));
                }
            }
        }
    }

    private static String base64(final String bits, final int length) {
        final String filled = bits + "0".repeat(length - bits.length());
        final String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        final StringBuilder text = new StringBuilder();
        for (int at = 0; at < length; at += 6) {
            text.append(alphabet.charAt(Integer.parseInt(filled, at, at + 6, 2)));
        }
        return text.toString();
    }

    private static Set<PrivacyRestriction> expected(final GppModel model, final int id) {
        return rows(GppStrings.verdict(model, List.of(id)));
    }

    /** Empty: the decoder cannot read it. */
    private Optional<Set<PrivacyRestriction>> decoded(final String text, final int id) {
        try {
            return Optional.of(expected(new GppModel(withFillBits(text)), id));
        } catch (final RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The decoder's version asks the first layout of section 7 for bits that fill it up; others of its versions do not. */
    private String withFillBits(final String text) {
        if (!wrap(text) || !string.has(7)) {
            return text;
        }
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final int end = string.offset(7) + string.lengthBytes(7);
        int coreEnd = string.offset(7);
        while (coreEnd < end && bytes[coreEnd] != '.') {
            coreEnd++;
        }
        return coreEnd - string.offset(7) == 10 ? text.substring(0, coreEnd) + "A" + text.substring(coreEnd) : text;
    }

    private PrivacyVerdict verdict(final String text, final int id) {
        final PrivacyVerdict verdict = new PrivacyVerdict();
        wrap(text);
        string.restrictByListed(verdict, GppString.sectionBit(id));
        return verdict;
    }

    private boolean wrap(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return string.wrap(bytes, 0, bytes.length);
    }

    private static Set<PrivacyRestriction> rows(final PrivacyVerdict verdict) {
        final Set<PrivacyRestriction> rows = EnumSet.noneOf(PrivacyRestriction.class);
        Arrays.stream(PrivacyRestriction.values())
                .filter(verdict::isRestrictedBy)
                .forEach(rows::add);
        return rows;
    }
}
