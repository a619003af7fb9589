package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.AllocatedBytes;
import io.hayate.bidder.audience.TestAudience;
import io.hayate.bidder.audience.UserLookupOutcome;
import io.hayate.bidder.bid.gate.SupplyPolicy;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.bid.identify.UserFinder;
import io.hayate.bidder.bid.spend.CapCounter;
import io.hayate.bidder.campaigns.Advertiser;
import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.FrequencyCap;
import io.hayate.bidder.campaigns.GeneratedCampaigns;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.campaigns.live.AuthorizedSellers.Seller;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.OsVersion;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.bidder.privacy.PrivacyRestriction;
import io.hayate.bidder.privacy.TcStrings;
import io.hayate.bidder.privacy.TcfRegistration;
import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineAllocationTest {
    private static final int REQUESTS = 100_000;
    private static final int GENERATED_REQUESTS = 40_000;
    private static final int CAPPED_REQUESTS = 20_000;
    private static final int PASSES = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int[][] SIZES = {{300, 250}, {320, 50}, {728, 90}, {160, 600}, {320, 480}};

    /** The usual exchange, and one that asks for everything that is done differently. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "noBid: 204",
                "noBid: 200, openBids: 3, dealBids: 2, httpsOnly: true, otherCurrencies: [JPY, EUR]"
            })
    @Tag("jdk25")
    void shouldAllocateNothingFromDecodeToWrittenAnswer(final String profile) {
        try (PipelineFixture bidder =
                new PipelineFixture(TestProfiles.of("demo", 0, profile), "https://track.example", campaigns())) {
            final List<byte[]> requests = requests();
            final int bids = bidOn(bidder, requests, REQUESTS);
            assertThat(bids).isBetween(REQUESTS / 4, REQUESTS * 3 / 4);
            assertAllocatesNothing(bidder, requests, REQUESTS, bids);
            for (final NoBidReason reason : List.of(
                    NoBidReason.INVALID_REQUEST,
                    NoBidReason.NO_CAMPAIGN,
                    NoBidReason.BELOW_FLOOR,
                    NoBidReason.BLOCKED_CATEGORY,
                    NoBidReason.NO_SIZE)) {
                assertThat(bidder.pipeline.requestNoBids().get(reason))
                        .as(reason.label())
                        .isPositive();
            }
            assertThat(bidder.pipeline.counters().get(BidCounter.DEAL_BIDS)).isPositive();
        }
    }

    /** As the harness makes them: every format and every rule, deals, consent strings, campaigns of three currencies. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("jdk25")
    void shouldAllocateNothingForAnyFormatOrCurrency(final boolean inParts) throws IOException {
        final PrivacyPolicy policy =
                new PrivacyPolicy(new TcfRegistration(TcStrings.VENDOR, 0b1111, 0b10, 0b10), false);
        final RequestGenerator generator = new RequestGenerator(1, TrafficMix.ALL);
        final List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            requests.add(generator.request(i));
        }
        try (PipelineFixture bidder = new PipelineFixture(
                TestProfiles.of("demo", 0, "otherCurrencies: [JPY, EUR]"), "https://track.example", policy)) {
            bidder.rates(new CurrencyRates(
                    CurrencyCode.of("USD"),
                    PipelineFixture.NOW_MS,
                    Map.of(CurrencyCode.of("JPY"), 155_200_000_000L, CurrencyCode.of("EUR"), 920_000_000L)));
            bidder.advertisers(advertisers());
            if (inParts) {
                bidder.publishInParts(GeneratedCampaigns.withoutBudgets(1_000, "USD", "JPY", "EUR"));
            } else {
                bidder.publish(GeneratedCampaigns.withoutBudgets(1_000, "USD", "JPY", "EUR"));
            }
            assertThat(bidder.live.current().partCount()).isEqualTo(inParts ? IndexView.MAX_PARTS : 1);
            final int bids = bidOn(bidder, requests, GENERATED_REQUESTS);
            assertThat(bids).isGreaterThan(GENERATED_REQUESTS / 4);
            assertAllocatesNothing(bidder, requests, GENERATED_REQUESTS, bids);
            assertThat(answered(bidder, requests))
                    .contains("mtype 1", "mtype 2", "mtype 3", "mtype 4", "USD", "JPY", "hayate", "seat-1", "seat-2");
        }
    }

    /** Some with seats of their own, all with a blocked site. */
    private static Advertiser[] advertisers() {
        final Advertiser[] advertisers = new Advertiser[200];
        for (int id = 1; id <= advertisers.length; id++) {
            advertisers[id - 1] = new Advertiser(
                    id,
                    "",
                    id % 4 == 0 ? Map.of() : Map.of("demo", "seat-" + id % 4),
                    List.of("blocked" + id + ".example", "nobody.example"));
        }
        return advertisers;
    }

    /** Formats, currencies and seats that were bid. */
    private static Set<String> answered(final PipelineFixture bidder, final List<byte[]> requests) throws IOException {
        final Set<String> answered = new HashSet<>();
        for (final byte[] request : requests) {
            if (bidder.bid(request) > 0) {
                final JsonNode answer = JSON.readTree(bidder.answerText());
                answered.add(answer.path("cur").asText());
                answered.addAll(answer.findValuesAsText("seat"));
                answer.findValues("mtype").forEach(type -> answered.add("mtype " + type));
            }
        }
        return answered;
    }

    @Test
    @Tag("jdk25")
    void shouldAllocateNothingForPrivacySignals() {
        final PrivacyPolicy policy =
                new PrivacyPolicy(new TcfRegistration(TcStrings.VENDOR, 0b1111, 0b10, 0b10), false);
        final TcStrings strings = new TcStrings(1);
        final List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            final String regs = i % 3 == 0
                    ? "\"gdpr\": 1"
                    : "\"us_privacy\": \"1Y%sN\", \"gpp\": \"DBABLA~BVQqAAAAAAA.QA\", \"ext\": {\"gpp_sid\": \"7,8\"}"
                            .formatted(i % 2 == 0 ? "N" : "Y");
            requests.add("""
                    {"id": "%d", "imp": [{"id": "1", "banner": {"w": 300, "h": 250}}], "regs": {%s},
                     "user": {"ext": {"consent": "%s"}}, "device": {"lmt": %d, "geo": {"lat": 35.61, "lon": 139.71}}}""".formatted(i, regs, i % 9 == 0 ? "COabc" : strings.next(), i % 2)
                    .getBytes(StandardCharsets.UTF_8));
        }
        try (PipelineFixture bidder = new PipelineFixture("https://track.example", policy, campaigns())) {
            final int bids = bidOn(bidder, requests, REQUESTS);
            assertThat(bids).isBetween(REQUESTS / 4, REQUESTS - 1);
            assertAllocatesNothing(bidder, requests, REQUESTS, bids);
            assertThat(bidder.pipeline.requestNoBids().get(NoBidReason.CONSENT_DENIED))
                    .isPositive();
            assertThat(bidder.pipeline.privacyRestrictions().get(PrivacyRestriction.TCF_STRING_UNREADABLE))
                    .isPositive();
        }
    }

    @Test
    @Tag("jdk25")
    void shouldAllocateNothingForSupplyChainsAndSellers() {
        final AuthorizedSellers.Builder sellers = new AuthorizedSellers.Builder();
        sellers.addDomain(
                "news.example", List.of(new Seller("ssp.example", "pub-1"), new Seller("own.example", "pub-1")));
        final List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            final String first = i % 5 == 0 ? "other.example" : "SSP.example";
            final String middle = i % 3 == 0 ? "eu.bad.example" : "hop.example";
            final String source = i % 7 == 0 ? "" : """
                    , "source": {"schain": {"complete": 1, "nodes": [
                      {"asi": "%s", "sid": "pub-1"}, {"asi": "%s", "sid": "7"}, {"asi": "own.example", "sid": "8"}]},
                     "ext": {"schain": {"complete": 1, "nodes": [{"asi": "own.example", "sid": "pub-1"}]}}}""".formatted(first, middle);
            requests.add("""
                    {"id": "%d", "imp": [{"id": "1", "banner": {"w": 300, "h": 250}}],
                     "site": {"domain": "www.news.example", "publisher": {"id": "pub-1"}}%s}""".formatted(i, source).getBytes(StandardCharsets.UTF_8));
        }
        try (PipelineFixture bidder = new PipelineFixture(
                TestProfiles.of("demo", 0, "asi: [own.example]"),
                "https://track.example",
                PrivacyPolicy.DEFAULT,
                SupplyPolicy.of(List.of("bad.example"), false, true),
                campaigns())) {
            bidder.sellers(sellers.build());
            final int bids = bidOn(bidder, requests, REQUESTS);
            assertThat(bids).isBetween(REQUESTS / 4, REQUESTS - 1);
            assertAllocatesNothing(bidder, requests, REQUESTS, bids);
            assertThat(bidder.pipeline.requestNoBids().get(NoBidReason.BLOCKED_SUPPLY_CHAIN_NODE))
                    .isPositive();
            assertThat(bidder.pipeline.requestNoBids().get(NoBidReason.SELLER_NOT_AUTHORIZED))
                    .isPositive();
        }
    }

    /** Users who are found, unknown, without an id, and whom privacy hides; segments of the request and of ours. */
    @Test
    @Tag("jdk25")
    void shouldAllocateNothingWhenUsersAreLookedUp(@TempDir final Path folder) {
        try (TestAudience audience = TestAudience.open(folder)) {
            for (int i = 0; i < 100; i++) {
                audience.apply("""
                        {"idType": "%s", "id": "user-%d", "segments": [{"id": "%d"}, {"id": "3"}, {"id": "x", "expires": 1}]}""".formatted(
                                List.of("buyeruid", "ifa", "eid:ids.example", "exchange:demo")
                                        .get(i % 4),
                                i,
                                i % 6));
            }
            final List<byte[]> requests = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                final String id = "user-" + i;
                final String user = switch (i % 4) {
                    case 0 -> "\"buyeruid\": \"" + id + "\"";
                    case 1 -> "\"data\": [{\"segment\": [{\"id\": \"1\"}]}]";
                    case 2 -> "\"eids\": [{\"source\": \"IDS.example\", \"uids\": [{\"id\": \"" + id + "\"}]}]";
                    default -> "\"id\": \"" + id + "\"";
                };
                requests.add("""
                        {"id": "%d", "imp": [{"id": "1", "banner": {"w": 300, "h": 250}}], "user": {%s},
                         "device": {"lmt": %d, "ifa": "%s"}}""".formatted(i, user, i % 13 == 0 ? 1 : 0, i % 4 == 1 ? id : "00-0")
                        .getBytes(StandardCharsets.UTF_8));
            }
            final UserFinder finder = new UserFinder(
                    audience.agent().users().newReader(),
                    audience.secret(),
                    List.of("ids.example"),
                    List.of(PipelineFixture.DEMO));
            final Campaign forSegments = campaign(1)
                    .segments(new Targeting.Segments(List.of(List.of("1", "2"), List.of("3")), List.of("4")))
                    .build();
            try (PipelineFixture bidder = new PipelineFixture(
                    PipelineFixture.DEMO,
                    "https://track.example",
                    PrivacyPolicy.DEFAULT,
                    SupplyPolicy.DEFAULT,
                    new PermittedUserData(finder),
                    forSegments)) {
                final int bids = bidOn(bidder, requests, REQUESTS);
                assertThat(bids).isBetween(REQUESTS / 20, REQUESTS / 2);
                assertAllocatesNothing(bidder, requests, REQUESTS, bids);
                for (final UserLookupOutcome each : List.of(
                        UserLookupOutcome.FOUND, UserLookupOutcome.UNKNOWN, UserLookupOutcome.REFUSED_BY_PRIVACY)) {
                    assertThat(finder.lookups().get(each)).as(each.label()).isPositive();
                }
            }
        }
    }

    /** Users who have seen a campaign often enough, a creative of another, and who cannot be told; two impressions each. */
    @Test
    @Tag("jdk25")
    void shouldAllocateNothingForFrequencyCaps(@TempDir final Path folder) {
        final Campaign once = campaign(1)
                .bidCpmMicros(3_000_000)
                .cap(FrequencyCap.Scope.CAMPAIGN, 1, 24)
                .build();
        final Campaign often = campaign(2)
                .bidCpmMicros(2_000_000)
                .banner(300, 250)
                .banner(300, 250)
                .cap(FrequencyCap.Scope.CREATIVE, 900, 1)
                .cap(FrequencyCap.Scope.ADVERTISER, 1_000, 720)
                .build();
        final Campaign cpa = campaign(9).strategy(Bid.Strategy.CPA).build();
        try (CappedBidder bidder = new CappedBidder(folder, once, often, cpa)) {
            final List<byte[]> requests = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                bidder.shown("user-" + i, once);
                requests.add(CappedBidder.request("user-" + i, 2, i % 5 == 0 ? ",\"regs\":{\"coppa\":1}" : "")
                        .getBytes(StandardCharsets.UTF_8));
            }
            final PipelineFixture loop = bidder.loops[0];
            final int bids = bidOn(loop, requests, CAPPED_REQUESTS);
            assertThat(bids).isEqualTo(CAPPED_REQUESTS);
            assertAllocatesNothing(loop, requests, CAPPED_REQUESTS, bids);
            assertThat(bidder.campaigns(0, CappedBidder.request("user-1", 1, "")))
                    .containsExactly("2");
            assertThat(bidder.campaigns(0, CappedBidder.request("user-0", 1, ",\"regs\":{\"coppa\":1}")))
                    .containsExactly("9");
            assertThat(bidder.pending[0].counters().get(CapCounter.PENDING_NOTED))
                    .isGreaterThan(CAPPED_REQUESTS);
        }
    }

    /** Less than one byte in a hundred requests. */
    private static void assertAllocatesNothing(
            final PipelineFixture bidder, final List<byte[]> requests, final int count, final int bids) {
        final int[] bidsOfLastPass = new int[1];
        final long leastBytes =
                AllocatedBytes.leastOf(PASSES, () -> bidsOfLastPass[0] = bidOn(bidder, requests, count));
        assertThat(bidsOfLastPass[0]).isEqualTo(bids);
        assertThat(leastBytes).isLessThan(count / 100);
    }

    private static int bidOn(final PipelineFixture bidder, final List<byte[]> requests, final int count) {
        int bids = 0;
        for (int i = 0; i < count; i++) {
            bids += bidder.bid(requests.get(i % requests.size())) > 0 ? 1 : 0;
        }
        return bids;
    }

    private static Campaign[] campaigns() {
        final Campaign[] campaigns = new Campaign[300];
        for (int i = 0; i < campaigns.length; i++) {
            final int[] size = SIZES[i % SIZES.length];
            final var campaign = campaign(i + 1)
                    .bidCpmMicros((1 + i % 40) * 100_000L)
                    .creative(new CreativeBuilder(i * 10L + 1, size[0], size[1])
                            .categories(1, i % 2 == 0 ? "IAB7-39" : "IAB22")
                            .attributes(1 + i % 17)
                            .language(i % 3 == 0 ? "ja" : null)
                            .bundle(i % 5 == 0 ? "com.example.app" + i : null)
                            .build());
            if (i % 4 == 1) {
                campaign.include(Dimension.SITE_DOMAIN, "news-" + i % 20 + ".example");
            } else if (i % 4 == 2) {
                campaign.include(Dimension.DEAL, "deal-" + i % 10);
            } else if (i % 4 == 3) {
                campaign.include(Dimension.COUNTRY, "JPN").exclude(Dimension.OS, "ios");
            }
            if (i % 4 == 0) {
                target(campaign, i / 4);
            }
            campaigns[i] = campaign.build();
        }
        return campaigns;
    }

    /** Every other dimension, on one campaign or another. */
    private static void target(final CampaignBuilder campaign, final int which) {
        switch (which % 15) {
            case 0 -> campaign.include(Dimension.REGION, "JP-13", "27");
            case 1 -> campaign.include(Dimension.CITY, "東京", "oslo");
            case 2 -> campaign.exclude(Dimension.POSTAL_CODE, "100-0001").exclude(Dimension.METRO, "501");
            case 3 -> campaign.radius(new Targeting.Circle(35.6, 139.7, 1 + which));
            case 4 -> campaign.osVersions(Map.of("ios", new Targeting.Versions(15L << 45, OsVersion.HIGHEST)));
            case 5 -> campaign.include(Dimension.MAKE, "apple").exclude(Dimension.CARRIER, "docomo");
            case 6 -> campaign.include(Dimension.CONNECTION_TYPE, "2").include(Dimension.POSITION, "1");
            case 7 -> campaign.exclude(Dimension.CONTENT_CATEGORY, "IAB7", "IAB1-" + which);
            case 8 -> campaign.exclude(Dimension.PUBLISHER, "pub-" + which).include(Dimension.INVENTORY, "site");
            case 9 -> campaign.segments(new Targeting.Segments(List.of(List.of("1", "2"), List.of("3")), List.of("4")));
            case 10 -> campaign.include(Dimension.EXCHANGE, "demo").exclude(Dimension.DEVICE_TYPE, "1");
            default -> campaign.include(Dimension.COUNTRY, "JPN", "USA");
        }
    }

    private static List<byte[]> requests() {
        final List<String> requests = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            final int[] size = SIZES[i % SIZES.length];
            final String banner = "\"banner\":{\"w\":" + size[0] + ",\"h\":" + size[1] + ",\"battr\":[1,2,8]}";
            final String tail = ",\"site\":{\"page\":\"https:\\/\\/a.news-" + i % 30
                    + ".example\\/x\",\"cat\":[\"IAB7-39\",\"IAB1\"],\"publisher\":{\"id\":\"pub-8\"}},\"device\":{\"os\":\"iOS\","
                    + "\"osv\":\"17.1\",\"make\":\"Apple\",\"connectiontype\":2,\"carrier\":\"KDDI\",\"geo\":{\"country\":\"JP\","
                    + "\"region\":\"13\",\"city\":\"東京\",\"zip\":\"100-0001\",\"lat\":35.61,\"lon\":139.71},"
                    + "\"language\":\"ja\",\"devicetype\":4},\"user\":{\"data\":[{\"segment\":[{\"id\":\"1\"},{\"id\":\"3\"}]}]},\"ext\":{\"x\":[1,2.5e3,\"\\u65e5本\"]}";
            requests.add(
                    switch (i % 8) {
                        case 0 ->
                            "{\"id\":\"" + i + "\",\"imp\":[{\"id\":\"1\"," + banner + ",\"bidfloor\":0.5}]" + tail
                                    + "}";
                        case 1 ->
                            "{\"id\":" + i + ",\"imp\":[{\"id\":\"1\"," + banner + "},{\"id\":\"2\"," + banner + "}]"
                                    + tail + ",\"wlang\":[\"en\",\"ja\"]}";
                        case 2 ->
                            "{\"id\":\"" + i + "\",\"imp\":[{\"id\":\"1\"," + banner
                                    + ",\"pmp\":{\"deals\":[{\"id\":\"deal-" + i % 10
                                    + "\",\"bidfloor\":0.1,\"wadomain\":[\"shop.example\"]},{\"id\":\"x\"}]}}]"
                                    + tail + "}";
                        case 3 ->
                            "{\"id\":\"" + i + "\",\"imp\":[{\"id\":\"1\"," + banner + ",\"bidfloor\":\"99\"}]" + tail
                                    + "}";
                        case 4 ->
                            "{\"id\":\"" + i + "\",\"imp\":[{\"id\":\"1\",\"video\":{\"mimes\":[\"video/mp4\"]}}]"
                                    + tail + "}";
                        case 5 ->
                            "{\"id\":\"" + i + "\",\"imp\":[{\"id\":\"1\"," + banner + "}]" + tail
                                    + ",\"bcat\":[\"IAB7\",\"IAB22\",\"IAB1\"],\"badv\":[\"bad.example\",\"worse.example\"],\"bapp\":[\"com.example.app5\"]}";
                        case 6 -> "{\"id\":\"" + i + "\",\"imp\":[{\"id\":\"1\"," + banner + "}]" + tail + ",}";
                        default ->
                            "{\"id\":\"" + i + "\",\"imp\":[{\"id\":\"1\"," + banner
                                    + ",\"pmp\":{\"private_auction\":1,\"deals\":[{\"id\":\"none\"}]}}]" + tail + "}";
                    });
        }
        return requests.stream()
                .map(each -> each.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
