package io.hayate.bidder.bid.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.decode.BidRequestDecoder;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.index.IndexBuilder;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.ExchangeProfile.BillsOn;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index gives the candidates that a plain scan over all campaigns gives, in the order of their bids. */
class MatchPropertyTest {
    /** A Monday, 05:00 UTC, 14:00 in Tokyo. */
    private static final long NOW_MS = 1_767_589_200_000L;

    private static final ExchangeProfile DEMO =
            new ExchangeProfile("demo", 0, true, "USD", "hayate", 300, 10, BillsOn.BILL);

    private static final String[] DOMAINS = {
        "news.example",
        "a.news.example",
        "b.a.news.example",
        "games.example",
        "sub.games.example",
        "example",
        "other.test"
    };
    private static final String[] BUNDLES = {"com.example.one", "com.example.Two", "123456789"};
    private static final String[] COUNTRIES = {"JPN", "USA", "DEU"};
    private static final String[] DEALS = {"deal-1", "deal-2", "deal-3"};
    private static final int[][] SIZES = {{300, 250}, {320, 50}, {728, 90}, {160, 600}};

    // The same for all versions of an index, as a loop has them.
    private final RequestMatcher requestMatcher = new RequestMatcher();
    private final OpportunityMatcher opportunityMatcher = new OpportunityMatcher();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 65, 700})
    @Tag("jdk25")
    void shouldGiveTheCandidatesOfAPlainScan(final int campaignCount) {
        final Random random = new Random(campaignCount);
        final LiveIndex live = new LiveIndex(1);
        try (IndexBuilder builder = new IndexBuilder(live)) {
            for (int round = 0; round < 6; round++) {
                final List<Campaign> campaigns = campaigns(random, campaignCount);
                live.publish(builder.build(
                        campaigns.stream()
                                .map(each -> new LiveCampaign(
                                        each,
                                        (int) each.id(),
                                        1,
                                        each.creatives().stream()
                                                .map(creative -> creative.id())
                                                .toList()))
                                .toList(),
                        NOW_MS));
                final BidContext context = new BidContext(DEMO);
                context.index = live.current();
                for (int i = 0; i < 400; i++) {
                    compare(context, campaigns, new TestRequest(random), random);
                }
            }
        }
    }

    private void compare(
            final BidContext context, final List<Campaign> campaigns, final TestRequest test, final Random random) {
        final byte[] json = test.json().getBytes(StandardCharsets.UTF_8);
        System.arraycopy(json, 0, context.request.body, 0, json.length);
        context.request.bodyLengthBytes = json.length;
        assertThat(new BidRequestDecoder().decode(context.request))
                .as(test.json())
                .isTrue();
        context.reset(DEMO, BiddingSwitches.ALL_ON, 0, NOW_MS);
        context.rotation = random.nextLong();
        context.beginImpression(0);
        final boolean matched = requestMatcher.match(context) && opportunityMatcher.matchImpression(context);
        for (int deal = BidContext.NO_DEAL; deal < test.deals.size(); deal++) {
            context.deal = deal;
            final List<Long> found = new ArrayList<>();
            final List<Long> bids = new ArrayList<>();
            if (matched && opportunityMatcher.matchOpportunity(context)) {
                while (opportunityMatcher.next(context)) {
                    found.add(context.index.campaign(context.slot).id());
                    bids.add(context.index.campaign(context.slot).bidCpmMicros());
                }
            }
            final String dealId = deal == BidContext.NO_DEAL ? null : test.deals.get(deal);
            final List<Campaign> expected = campaigns.stream()
                    .filter(each -> test.isMatchedBy(each, dealId))
                    .sorted(Comparator.comparingLong(each -> -each.bidCpmMicros()))
                    .toList();
            final int given = Math.min(expected.size(), BidLimits.MAX_CANDIDATES);
            assertThat(bids)
                    .as(test.json())
                    .isEqualTo(expected.stream()
                            .limit(given)
                            .map(Campaign::bidCpmMicros)
                            .toList());
            final Set<Long> ids = new HashSet<>(found);
            assertThat(ids).hasSize(found.size());
            assertThat(expected.stream().map(Campaign::id)).containsAll(ids);
        }
    }

    private static List<Campaign> campaigns(final Random random, final int count) {
        final List<Campaign> campaigns = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            final CampaignBuilder campaign = CampaignBuilder.campaign(id)
                    .bidCpmMicros((1 + random.nextInt(20)) * 250_000L)
                    .flight(
                            random.nextInt(10) == 0 ? NOW_MS + 1 : NOW_MS,
                            random.nextInt(10) == 0 ? NOW_MS : NOW_MS + 1,
                            ZoneId.of("Asia/Tokyo"));
            restrict(random, campaign, Dimension.EXCHANGE, "demo", "elsewhere");
            restrict(random, campaign, Dimension.INVENTORY, "site", "app");
            restrict(random, campaign, Dimension.SITE_DOMAIN, DOMAINS);
            restrict(random, campaign, Dimension.APP_BUNDLE, BUNDLES);
            restrict(random, campaign, Dimension.COUNTRY, COUNTRIES);
            restrict(random, campaign, Dimension.DEVICE_TYPE, "1", "2", "4", "5");
            restrict(random, campaign, Dimension.OS, "ios", "android");
            restrict(random, campaign, Dimension.LANGUAGE, "ja", "en");
            restrict(random, campaign, Dimension.HOUR_OF_WEEK, "13", "14", "15");
            if (random.nextInt(4) == 0) {
                campaign.include(Dimension.DEAL, DEALS[random.nextInt(DEALS.length)]);
            }
            for (int i = random.nextInt(2); i >= 0; i--) {
                final int[] size = SIZES[random.nextInt(SIZES.length)];
                campaign.banner(size[0], size[1]);
            }
            campaigns.add(campaign.build());
        }
        return campaigns;
    }

    private static void restrict(
            final Random random, final CampaignBuilder campaign, final Dimension dimension, final String... values) {
        if (random.nextInt(4) == 0) {
            campaign.include(dimension, some(random, values));
        }
        if (random.nextInt(8) == 0) {
            campaign.exclude(dimension, some(random, values));
        }
    }

    private static String[] some(final Random random, final String... values) {
        final Set<String> some = new HashSet<>();
        for (int i = random.nextInt(values.length); i >= 0; i--) {
            some.add(values[random.nextInt(values.length)]);
        }
        return some.toArray(new String[0]);
    }

    /** One request as plain values, its JSON, and the plain reading of what targets it. */
    private static final class TestRequest {
        final Random random;
        final boolean site;
        final boolean app;
        final String domain;
        final boolean domainInPage;
        final String bundle;
        final String country;
        final String deviceType;
        final String os;
        final String language;
        final int[] size;
        final List<String> deals = new ArrayList<>();

        TestRequest(final Random random) {
            this.random = random;
            final int inventory = random.nextInt(10);
            site = inventory < 6;
            app = inventory > 4 && inventory < 9;
            domain = orUnknown(DOMAINS);
            domainInPage = random.nextInt(3) == 0;
            bundle = orUnknown(BUNDLES);
            country = orUnknown("JPN", "JP", "USA", "us", "FRA");
            deviceType = orUnknown("1", "2", "4", "5", "7");
            os = orUnknown("iOS", "ANDROID", "Windows");
            language = orUnknown("ja", "EN-us", "fr");
            size = SIZES[random.nextInt(SIZES.length)];
            for (final String deal : DEALS) {
                if (random.nextInt(4) == 0) {
                    deals.add(deal);
                }
            }
        }

        private String orUnknown(final String... values) {
            final int choice = random.nextInt(values.length + 1);
            return choice == values.length ? null : values[choice];
        }

        String json() {
            final StringBuilder json = new StringBuilder("{\"id\":\"r\",\"imp\":[{\"id\":\"1\",\"banner\":{\"w\":")
                    .append(size[0])
                    .append(",\"h\":")
                    .append(size[1])
                    .append("},\"pmp\":{\"deals\":[");
            for (int i = 0; i < deals.size(); i++) {
                json.append(i == 0 ? "" : ",")
                        .append("{\"id\":\"")
                        .append(deals.get(i))
                        .append("\"}");
            }
            json.append("]}}],\"device\":{");
            field(json, "os", os, true);
            field(json, "language", language, true);
            field(json, "devicetype", deviceType, false);
            json.append("\"geo\":{");
            field(json, "country", country, true);
            json.append("\"type\":2}}");
            if (site) {
                json.append(",\"site\":{");
                if (domainInPage) {
                    field(
                            json,
                            "page",
                            domain == null ? null : "https://u@" + domain + ":8443/p?x=http://z.test/",
                            true);
                } else {
                    field(json, "domain", domain, true);
                }
                json.append("\"name\":\"x\"}");
            }
            if (app) {
                json.append(",\"app\":{");
                field(json, "bundle", bundle, true);
                json.append("\"name\":\"x\"}");
            }
            return json.append('}').toString();
        }

        private static void field(
                final StringBuilder json, final String name, final String value, final boolean quoted) {
            if (value != null) {
                json.append('"')
                        .append(name)
                        .append("\":")
                        .append(quoted ? '"' + value + '"' : value)
                        .append(',');
            }
        }

        boolean isMatchedBy(final Campaign campaign, final String deal) {
            final List<String> inventory = new ArrayList<>();
            if (site) {
                inventory.add("site");
            }
            if (app) {
                inventory.add("app");
            }
            final String alpha3 =
                    country == null ? null : country.equals("JP") ? "JPN" : country.equals("us") ? "USA" : country;
            final List<String> dealsIncluded =
                    campaign.targeting().rule(Dimension.DEAL).include();
            return campaign.flight().startMs() <= NOW_MS
                    && NOW_MS < campaign.flight().endMs()
                    && allows(campaign, Dimension.HOUR_OF_WEEK, List.of("14"))
                    && allows(campaign, Dimension.EXCHANGE, List.of("demo"))
                    && allows(campaign, Dimension.INVENTORY, inventory)
                    && (!site || allows(campaign, Dimension.SITE_DOMAIN, domainAndParents()))
                    && (!app || allows(campaign, Dimension.APP_BUNDLE, known(bundle)))
                    && allows(campaign, Dimension.COUNTRY, known(alpha3))
                    && allows(campaign, Dimension.DEVICE_TYPE, deviceTypes())
                    && allows(campaign, Dimension.OS, known(os == null ? null : os.toLowerCase(Locale.ROOT)))
                    && allows(
                            campaign,
                            Dimension.LANGUAGE,
                            known(
                                    language == null
                                            ? null
                                            : language.substring(0, 2).toLowerCase(Locale.ROOT)))
                    && campaign.creatives().stream().anyMatch(each -> each.w() == size[0] && each.h() == size[1])
                    && (deal == null ? dealsIncluded.isEmpty() : dealsIncluded.contains(deal));
        }

        private List<String> domainAndParents() {
            final List<String> domains = new ArrayList<>();
            String rest = domain;
            while (rest != null) {
                domains.add(rest);
                final int dot = rest.indexOf('.');
                rest = dot < 0 ? null : rest.substring(dot + 1);
            }
            return domains;
        }

        private List<String> deviceTypes() {
            return "4".equals(deviceType) || "5".equals(deviceType) ? List.of(deviceType, "1") : known(deviceType);
        }

        private static List<String> known(final String value) {
            return value == null ? List.of() : List.of(value);
        }

        private static boolean allows(final Campaign campaign, final Dimension dimension, final List<String> values) {
            final List<String> include = campaign.targeting().rule(dimension).include();
            final List<String> exclude = campaign.targeting().rule(dimension).exclude();
            return (include.isEmpty() || values.stream().anyMatch(include::contains))
                    && values.stream().noneMatch(exclude::contains);
        }
    }
}
