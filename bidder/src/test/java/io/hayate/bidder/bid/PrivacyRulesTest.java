package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.iabtcf.encoder.PublisherRestrictionEntry;
import com.iabtcf.encoder.TCStringEncoder;
import com.iabtcf.v2.RestrictionType;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.bidder.privacy.PrivacyRestriction;
import io.hayate.bidder.privacy.TcStrings;
import io.hayate.bidder.privacy.TcfRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in, bytes out: the rows of docs/privacy.md, by what the pipeline then bids and counts. */
class PrivacyRulesTest {
    private static final TcfRegistration REGISTERED = new TcfRegistration(TcStrings.VENDOR, 0b1111, 0b10, 0b10);
    private static final PrivacyPolicy CONTEXTUAL = new PrivacyPolicy(REGISTERED, false);
    private static final PrivacyPolicy NO_BID = new PrivacyPolicy(REGISTERED, true);
    private static final PrivacyPolicy NO_BID_NOT_REGISTERED = new PrivacyPolicy(TcfRegistration.NONE, true);

    private static final Campaign ANYBODY = campaign(1).bidCpmMicros(100_000).build();

    private static final Campaign FOR_SEGMENT = campaign(2)
            .bidCpmMicros(500_000)
            .segments(new Targeting.Segments(List.of(List.of("auto")), List.of()))
            .build();

    /** A hundred metres around a place whose two decimals lie outside. */
    private static final Campaign AROUND_THE_CORNER = campaign(3)
            .bidCpmMicros(900_000)
            .radius(new Targeting.Circle(40.758, -73.9855, 0.1))
            .build();

    private static final String CONSENT = TcStrings.consent().encode();
    private static final String NO_PURPOSE_2 =
            TcStrings.consent().clearPurposesConsent().addPurposesConsent(1).encode();
    private static final String GPP_PERMITS = "DBABLA~BVQqAAAAAAA.QA";
    private static final String GPP_SALE = "DBABLA~BVQaAAAAAAA.QA";
    private static final String GPP_CONTROL = "DBABLA~BVQqAAAAAAA.YA";
    private static final String GPP_CHILD = "DBABLA~BVQqAAAAEAA.QA";

    /** What is used of the request shows in the campaigns that may bid: by segment, by exact place, or neither. */
    private enum Used {
        ALL("1,2,3"),
        SEGMENT("1,2"),
        PLACE("1,3"),
        NEITHER("1");

        private final String campaigns;

        Used(final String campaigns) {
            this.campaigns = campaigns;
        }
    }

    private static String request(final String regs, final String user, final String country) {
        return """
                {"id": "r", "imp": [{"id": "i", "banner": {"w": 300, "h": 250}}], "regs": {%s},
                 "user": {%s"data": [{"id": "p", "segment": [{"id": "auto"}]}]},
                 "device": {"geo": {"lat": 40.758, "lon": -73.9855%s}}}""".formatted(
                regs, user.isEmpty() ? "" : user + ", ", country.isEmpty() ? "" : ", \"country\": \"" + country + "\"");
    }

    private static String consent(final String string) {
        return "\"consent\": \"" + string + "\"";
    }

    private static String gpp(final String string, final String sections) {
        return "\"gpp\": \"" + string + "\", \"gpp_sid\": " + sections;
    }

    private static Arguments row(
            final String regs,
            final String user,
            final String country,
            final Used used,
            final PrivacyRestriction... rows) {
        return Arguments.of(request(regs, user, country), used, List.of(rows));
    }

    static Stream<Arguments> contextualRows() {
        final String gdpr = "\"gdpr\": 1";
        return Stream.of(
                // GDPR: with a string
                row(gdpr, consent(CONSENT), "", Used.ALL),
                row("\"ext\": {\"gdpr\": 1}", "\"ext\": {" + consent(CONSENT) + "}", "", Used.ALL),
                row(gdpr, "", "", Used.NEITHER, PrivacyRestriction.TCF_STRING_MISSING),
                row(gdpr, consent(""), "", Used.NEITHER, PrivacyRestriction.TCF_STRING_MISSING),
                row(gdpr, consent("COabc"), "", Used.NEITHER, PrivacyRestriction.TCF_STRING_UNREADABLE),
                row(gdpr, "\"consent\": {}", "", Used.NEITHER, PrivacyRestriction.TCF_STRING_UNREADABLE),
                row(gdpr, "\"consent\": 1", "", Used.NEITHER, PrivacyRestriction.TCF_STRING_UNREADABLE),
                row(
                        gdpr,
                        consent(TcStrings.consent().isServiceSpecific(false).encode()),
                        "",
                        Used.NEITHER,
                        PrivacyRestriction.TCF_STRING_UNREADABLE),
                row(
                        gdpr,
                        consent(CONSENT) + ", \"ext\": {" + consent("COabc") + "}",
                        "",
                        Used.NEITHER,
                        PrivacyRestriction.TCF_STRING_UNREADABLE),
                // and without one of its purposes
                row(gdpr, consent(consentWithout(1).encode()), "", Used.ALL, PrivacyRestriction.TCF_PURPOSE_1),
                row(gdpr, consent(consentWithout(3).encode()), "", Used.PLACE, PrivacyRestriction.TCF_PURPOSES_3_4),
                row(gdpr, consent(consentWithout(4).encode()), "", Used.PLACE, PrivacyRestriction.TCF_PURPOSES_3_4),
                row(
                        gdpr,
                        consent(TcStrings.consent().clearSpecialFeatureOptIns().encode()),
                        "",
                        Used.SEGMENT,
                        PrivacyRestriction.TCF_SPECIAL_FEATURE_1),
                row(
                        gdpr,
                        consent(consentWithout(2)
                                .addVendorLegitimateInterest(TcStrings.VENDOR)
                                .addPurposesLITransparency(2)
                                .encode()),
                        "",
                        Used.ALL),
                row(
                        gdpr,
                        consent(TcStrings.consent()
                                .addPublisherRestrictionEntry(new PublisherRestrictionEntry.Builder()
                                        .purposeId(4)
                                        .restrictionType(RestrictionType.NOT_ALLOWED)
                                        .addVendor(TcStrings.VENDOR)
                                        .build())
                                .encode()),
                        "",
                        Used.PLACE,
                        PrivacyRestriction.TCF_PURPOSES_3_4),
                // GDPR: not said
                row("", "", "DEU", Used.NEITHER, PrivacyRestriction.TCF_STRING_MISSING),
                row("", consent(CONSENT), "GBR", Used.ALL),
                row("", consent("COabc"), "CH", Used.NEITHER, PrivacyRestriction.TCF_STRING_UNREADABLE),
                row("", consent("COabc"), "USA", Used.ALL),
                row("", consent("COabc"), "", Used.NEITHER, PrivacyRestriction.TCF_STRING_UNREADABLE),
                row("", "", "", Used.ALL),
                row("", "\"geo\": {\"country\": \"FRA\"}", "", Used.NEITHER, PrivacyRestriction.TCF_STRING_MISSING),
                row("", "\"geo\": {\"country\": \"FRA\"}", "USA", Used.ALL),
                row("\"gdpr\": 0", consent("COabc"), "DEU", Used.ALL),
                // TCF in GPP
                row(gpp("DBABM~" + CONSENT, "[2]"), "", "", Used.ALL),
                row(gpp("DBABM~" + CONSENT, "[2]") + ", \"gdpr\": 0", "", "", Used.ALL),
                row(gpp("DBABM~COabc", "[2]"), "", "", Used.NEITHER, PrivacyRestriction.TCF_STRING_UNREADABLE),
                row(
                        gpp(GPP_PERMITS, "[2, 7]"),
                        consent(CONSENT),
                        "",
                        Used.NEITHER,
                        PrivacyRestriction.TCF_STRING_UNREADABLE),
                row(
                        gpp("DBABM~" + consentWithout(3).encode(), "[2]") + ", " + gdpr,
                        consent(CONSENT),
                        "",
                        Used.PLACE,
                        PrivacyRestriction.TCF_PURPOSES_3_4),
                row("\"gpp\": \"DBABM~" + CONSENT + "\", \"gdpr\": 1", "", "", Used.ALL),
                row("\"gpp\": \"DBABM~COabc\"", "", "USA", Used.ALL),
                row("\"gpp\": \"DBABM~COabc\", \"gdpr\": 0", "", "", Used.ALL),
                row("\"gpp\": \"DBABM~COabc\", \"gpp_sid\": [-1]", "", "", Used.ALL),
                row("\"gpp\": \"DBABM~COabc\"", "", "", Used.NEITHER, PrivacyRestriction.TCF_STRING_UNREADABLE),
                row(
                        "\"ext\": {\"gpp\": \"DBABM~" + consentWithout(3).encode() + "\"}",
                        "",
                        "",
                        Used.PLACE,
                        PrivacyRestriction.TCF_PURPOSES_3_4),
                row("\"gpp\": \"DBABM~" + CONSENT + "\"", "", "", Used.ALL),
                row(
                        "\"ext\": \"{}\"",
                        "",
                        "",
                        Used.NEITHER,
                        PrivacyRestriction.COPPA,
                        PrivacyRestriction.TCF_STRING_MISSING),
                row(
                        "\"ext\": [{}], \"coppa\": 0, \"gdpr\": 0",
                        consent(CONSENT),
                        "",
                        Used.NEITHER,
                        PrivacyRestriction.COPPA),
                // GPP of the USA
                row(gpp(GPP_PERMITS, "[7]"), "", "USA", Used.ALL),
                row(gpp(GPP_PERMITS, "[\"7\"]"), "", "USA", Used.ALL),
                row(gpp(GPP_PERMITS, "\"7\""), "", "USA", Used.ALL),
                row(gpp(GPP_PERMITS, "7"), "", "USA", Used.ALL),
                row(gpp("DBABrw~BVQqAAAAAAA.QA~BVoAAAAA", "\"7,8\""), "", "", Used.ALL),
                row(gpp("DBABrw~BVQqAAAAAAA.QA~BVYAAAAA", "\"7\""), "", "", Used.ALL),
                row(
                        gpp("DBABrw~BVQqAAAAAAA.QA~BVYAAAAA", "\"7, 8\""),
                        "",
                        "",
                        Used.NEITHER,
                        PrivacyRestriction.GPP_SALE),
                row(gpp(GPP_SALE, "[7]"), "", "", Used.NEITHER, PrivacyRestriction.GPP_SALE),
                row(gpp(GPP_SALE, "[-1]"), "", "", Used.ALL),
                row(gpp(GPP_SALE, "\"-1\""), "", "", Used.ALL),
                row(gpp(GPP_SALE, "[0]"), "", "", Used.NEITHER, PrivacyRestriction.GPP_UNREADABLE),
                row(gpp(GPP_SALE, "[-1, 7]"), "", "", Used.NEITHER, PrivacyRestriction.GPP_SALE),
                row(gpp(GPP_PERMITS, "[8]"), "", "", Used.NEITHER, PrivacyRestriction.GPP_UNREADABLE),
                row(gpp(GPP_PERMITS, "[5]"), "", "", Used.NEITHER, PrivacyRestriction.GPP_UNREADABLE),
                row(gpp(GPP_PERMITS, "[{}]"), "", "", Used.NEITHER, PrivacyRestriction.GPP_UNREADABLE),
                row(gpp("", "[7]"), "", "", Used.NEITHER, PrivacyRestriction.GPP_UNREADABLE),
                row("\"gpp_sid\": [7]", "", "", Used.NEITHER, PrivacyRestriction.GPP_UNREADABLE),
                row("\"gpp\": {}, \"gpp_sid\": [7]", "", "", Used.NEITHER, PrivacyRestriction.GPP_UNREADABLE),
                row(gpp(GPP_CONTROL, "[7]"), "", "", Used.NEITHER, PrivacyRestriction.GPC),
                row(gpp(GPP_CHILD, "[7]"), "", "", Used.NEITHER, PrivacyRestriction.GPP_KNOWN_CHILD),
                row(gpp("DBABTA~1YYN", "[6]"), "", "", Used.NEITHER, PrivacyRestriction.US_PRIVACY_OPT_OUT),
                row(gpp("DBABTA~1YNN", "[6]"), "", "", Used.ALL),
                row("\"ext\": {" + gpp(GPP_SALE, "[7]") + "}", "", "", Used.NEITHER, PrivacyRestriction.GPP_SALE),
                row(
                        gpp(GPP_PERMITS, "[7]") + ", \"ext\": {" + gpp(GPP_SALE, "[7]") + "}",
                        "",
                        "",
                        Used.NEITHER,
                        PrivacyRestriction.GPP_SALE),
                row("\"gpp\": \"" + GPP_PERMITS + "\", \"ext\": {\"gpp_sid\": [7]}", "", "", Used.ALL),
                // GPP without sections in force
                row("\"gpp\": \"" + GPP_PERMITS + "\"", "", "", Used.ALL),
                row(
                        "\"gpp\": \"" + GPP_SALE + "\", \"gpp_sid\": []",
                        "",
                        "",
                        Used.NEITHER,
                        PrivacyRestriction.GPP_SALE),
                row("\"gpp\": \"gppString\"", "", "", Used.NEITHER, PrivacyRestriction.GPP_UNREADABLE),
                row("\"gpp\": \"DBAA\", \"gpp_sid\": [-1]", "", "", Used.ALL),
                // US Privacy
                row("\"us_privacy\": \"1YNN\"", "", "USA", Used.ALL),
                row("\"us_privacy\": \"1YYN\"", "", "USA", Used.NEITHER, PrivacyRestriction.US_PRIVACY_OPT_OUT),
                row("\"us_privacy\": \"us_privacy\"", "", "", Used.NEITHER, PrivacyRestriction.US_PRIVACY_UNREADABLE),
                row(
                        "\"us_privacy\": \"1YNN\", \"ext\": {\"us_privacy\": \"1YYN\"}",
                        "",
                        "",
                        Used.NEITHER,
                        PrivacyRestriction.US_PRIVACY_OPT_OUT),
                // Flags
                row("\"coppa\": 1", "", "", Used.NEITHER, PrivacyRestriction.COPPA),
                row(gdpr + ", \"coppa\": 1", consent(CONSENT), "", Used.NEITHER, PrivacyRestriction.COPPA),
                row("\"ext\": {\"gpc\": \"1\"}", "", "", Used.NEITHER, PrivacyRestriction.GPC),
                row("\"ext\": {\"gpc\": 1}", "", "", Used.NEITHER, PrivacyRestriction.GPC));
    }

    @ParameterizedTest
    @MethodSource("contextualRows")
    void shouldUseWhatTheSignalsLeave(final String request, final Used used, final List<PrivacyRestriction> rows) {
        try (PipelineFixture bidder = bidder(CONTEXTUAL)) {
            assertThat(campaigns(bidder, request)).isEqualTo(expected(used));
            assertThat(counted(bidder)).isEqualTo(rows);
        }
    }

    @Test
    void shouldNotBidWhereTheStringDeniesPurpose2() {
        for (final PrivacyPolicy policy : List.of(CONTEXTUAL, NO_BID)) {
            for (final String string : List.of(
                    NO_PURPOSE_2,
                    TcStrings.denial().encode(),
                    consentWithout(2).addPurposesLITransparency(2).encode(),
                    TcStrings.consent()
                            .clearVendorConsent()
                            .addVendorConsent(TcStrings.VENDOR - 1)
                            .encode())) {
                try (PipelineFixture bidder = bidder(policy)) {
                    assertThat(bidder.reason(request("\"gdpr\": 1", consent(string), "")))
                            .isEqualTo(NoBidReason.CONSENT_DENIED);
                    assertThat(counted(bidder)).contains(PrivacyRestriction.TCF_PURPOSE_2);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"consent\": \"COabc\"", "\"consent\": []"})
    void shouldNotBidWithoutConsentWhereToldSo(final String user) {
        try (PipelineFixture bidder = bidder(NO_BID)) {
            assertThat(bidder.reason(request("\"gdpr\": 1", user, ""))).isEqualTo(NoBidReason.CONSENT_MISSING);
            assertThat(bidder.reason(request("", user, "DEU"))).isEqualTo(NoBidReason.CONSENT_MISSING);
            assertThat(bidder.bids(request("\"gdpr\": 0", user, "DEU"))).isNotEmpty();
            assertThat(bidder.bids(request("\"coppa\": 1", user, "USA"))).isNotEmpty();
        }
    }

    @Test
    void shouldTakeConsentForMissingWithoutAVendorId() {
        final String request = request("\"gdpr\": 1", consent(CONSENT), "");
        try (PipelineFixture bidder = bidder(PrivacyPolicy.DEFAULT)) {
            assertThat(campaigns(bidder, request)).isEqualTo(expected(Used.NEITHER));
            assertThat(counted(bidder)).containsExactly(PrivacyRestriction.TCF_NO_VENDOR_ID);
            // Whatever the string denies, it does not deny it us.
            assertThat(bidder.bids(request("\"gdpr\": 1", consent(NO_PURPOSE_2), "")))
                    .isNotEmpty();
        }
        try (PipelineFixture bidder = bidder(NO_BID_NOT_REGISTERED)) {
            assertThat(bidder.reason(request)).isEqualTo(NoBidReason.CONSENT_MISSING);
        }
    }

    @Test
    void shouldForgetTheRequestBefore() {
        try (PipelineFixture bidder = bidder(NO_BID)) {
            assertThat(bidder.reason(request("\"gdpr\": 1, \"coppa\": 1", consent(NO_PURPOSE_2), "")))
                    .isEqualTo(NoBidReason.CONSENT_DENIED);
            assertThat(campaigns(bidder, request("", "", "USA"))).isEqualTo(expected(Used.ALL));
            assertThat(bidder.reason(request("\"gdpr\": 1", "", ""))).isEqualTo(NoBidReason.CONSENT_MISSING);
        }
    }

    private static TCStringEncoder.Builder consentWithout(final int purpose) {
        final TCStringEncoder.Builder string = TcStrings.consent().clearPurposesConsent();
        for (int other = 1; other <= 4; other++) {
            if (other != purpose) {
                string.addPurposesConsent(other);
            }
        }
        return string;
    }

    private static PipelineFixture bidder(final PrivacyPolicy policy) {
        return new PipelineFixture("https://track.example", policy, ANYBODY, FOR_SEGMENT, AROUND_THE_CORNER);
    }

    private static List<String> expected(final Used used) {
        return List.of(used.campaigns.split(",", -1));
    }

    /** All that bid on the request, found by taking the best away again and again. */
    private static List<String> campaigns(final PipelineFixture bidder, final String request) {
        final List<Campaign> rest = new ArrayList<>(List.of(ANYBODY, FOR_SEGMENT, AROUND_THE_CORNER));
        final List<String> found = new ArrayList<>();
        bidder.publish(rest.toArray(new Campaign[0]));
        String best = bestOf(bidder, request);
        while (!best.isEmpty()) {
            found.add(best);
            final long id = Long.parseLong(best);
            rest.removeIf(each -> each.id() == id);
            bidder.publish(rest.toArray(new Campaign[0]));
            best = bestOf(bidder, request);
        }
        bidder.publish(ANYBODY, FOR_SEGMENT, AROUND_THE_CORNER);
        found.sort(null);
        return found;
    }

    private static String bestOf(final PipelineFixture bidder, final String request) {
        final var bids = bidder.bids(request);
        return bids.isEmpty() ? "" : bids.get(0).path("cid").asText();
    }

    private static List<PrivacyRestriction> counted(final PipelineFixture bidder) {
        return Stream.of(PrivacyRestriction.values())
                .filter(row -> bidder.pipeline.privacyRestrictions().get(row) > 0)
                .toList();
    }
}
