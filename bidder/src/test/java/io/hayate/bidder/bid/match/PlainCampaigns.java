package io.hayate.bidder.bid.match;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random campaigns, targeted on any of the names in {@link #TARGETED}. */
public final class PlainCampaigns {
    static final String[] DOMAINS = {
        "news.example",
        "a.news.example",
        "b.a.news.example",
        "games.example",
        "sub.games.example",
        "example",
        "other.test",
        "xn--mnchen-3ya.example"
    };
    static final String[] BUNDLES = {"com.example.one", "com.example.Two", "123456789"};
    static final String[] DEALS = {"deal-1", "deal-2", "deal-3"};
    static final int[][] SIZES = {{300, 250}, {320, 50}, {728, 90}, {160, 600}};

    private static final String RADIUS = "radius";
    private static final String OS_VERSION = "osVersion";
    private static final String SEGMENT = "segment";

    /** In the form that the parser brings them into. */
    private static final Map<Dimension, String[]> VALUES = Map.ofEntries(
            Map.entry(Dimension.EXCHANGE, new String[] {"demo", "elsewhere"}),
            Map.entry(Dimension.INVENTORY, new String[] {"site", "app", "dooh"}),
            Map.entry(Dimension.SITE_DOMAIN, DOMAINS),
            Map.entry(Dimension.APP_BUNDLE, BUNDLES),
            Map.entry(Dimension.PUBLISHER, new String[] {"pub-1", "pub-2", "pub-3"}),
            Map.entry(Dimension.CONTENT_CATEGORY, new String[] {"iab7", "iab7-39", "iab1", "iab1-2", "iab19-6", "52"}),
            Map.entry(Dimension.COUNTRY, new String[] {"JPN", "USA", "DEU"}),
            Map.entry(Dimension.REGION, new String[] {"13", "jp-13", "ca", "us-ca", "bogotá", "fr-ny"}),
            Map.entry(Dimension.METRO, new String[] {"501", "803", "1"}),
            Map.entry(Dimension.CITY, new String[] {
                "tokyo", "são paulo", "zürich", "ростов-на-дону", "istanbul", "diyarbakır", "diyarbakir"
            }),
            Map.entry(Dimension.POSTAL_CODE, new String[] {"94103", "ex39 1aa", "1"}),
            Map.entry(Dimension.DEVICE_TYPE, new String[] {"1", "2", "4", "5"}),
            Map.entry(Dimension.OS, new String[] {"ios", "android"}),
            Map.entry(Dimension.MAKE, new String[] {"apple", "samsung"}),
            Map.entry(Dimension.CONNECTION_TYPE, new String[] {"0", "2", "6"}),
            Map.entry(Dimension.CARRIER, new String[] {"docomo", "440-10", "мегафон"}),
            Map.entry(Dimension.LANGUAGE, new String[] {"ja", "en"}),
            Map.entry(Dimension.POSITION, new String[] {"0", "1", "3"}),
            Map.entry(Dimension.DEAL, DEALS),
            Map.entry(Dimension.HOUR_OF_WEEK, new String[] {"13", "14", "15"}));

    public static final List<String> TARGETED = targeted();

    private final Random random;

    public PlainCampaigns(final Random random) {
        this.random = random;
    }

    /** Adds a banner of each size that requests ask for. */
    public static void addAllSizes(final CampaignBuilder campaign) {
        for (final int[] size : SIZES) {
            campaign.banner(size[0], size[1]);
        }
    }

    private static List<String> targeted() {
        final List<String> names = new ArrayList<>(List.of(RADIUS, OS_VERSION, SEGMENT));
        for (final Dimension dimension : Dimension.values()) {
            names.add(dimension.jsonName());
        }
        return names;
    }

    /**
     * Random ones, bidding some at the same price, some out of flight.
     *
     * @param targetedOn each of these on about a third of the campaigns
     */
    public List<Campaign> next(final int count, final List<String> targetedOn, final long nowMs) {
        final List<Campaign> campaigns = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            final CampaignBuilder campaign = CampaignBuilder.campaign(id)
                    .bidCpmMicros((1 + random.nextInt(20)) * 250_000L)
                    .flight(
                            random.nextInt(10) == 0 ? nowMs + 1 : nowMs,
                            random.nextInt(10) == 0 ? nowMs : nowMs + 1,
                            ZoneId.of("Asia/Tokyo"));
            for (final String name : targetedOn) {
                if (random.nextInt(3) == 0) {
                    target(campaign, name);
                }
            }
            for (int i = random.nextInt(2); i >= 0; i--) {
                final int[] size = SIZES[random.nextInt(SIZES.length)];
                campaign.banner(size[0], size[1]);
            }
            campaigns.add(campaign.build());
        }
        return campaigns;
    }

    private void target(final CampaignBuilder campaign, final String name) {
        switch (name) {
            case RADIUS -> campaign.radius(circles());
            case OS_VERSION -> campaign.osVersions(versions());
            case SEGMENT ->
                campaign.segments(new Targeting.Segments(
                        random.nextInt(3) == 0 ? List.of() : segmentLists(),
                        random.nextInt(3) == 0 ? List.of(some("customer", "travel")) : List.of()));
            default -> {
                final Dimension dimension =
                        Dimension.valueOf(name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
                if (random.nextInt(3) > 0) {
                    campaign.include(dimension, some(VALUES.get(dimension)));
                }
                // Deals that are excluded mean nothing: a campaign bids openly, or under those that it names.
                if (random.nextInt(3) == 0 && dimension != Dimension.DEAL) {
                    campaign.exclude(dimension, some(VALUES.get(dimension)));
                }
            }
        }
    }

    private List<List<String>> segmentLists() {
        final List<List<String>> lists = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            lists.add(List.of(some("auto", "travel", "jp-30s", "unseen")));
        }
        return lists;
    }

    private Map<String, Targeting.Versions> versions() {
        final Map<String, Targeting.Versions> versions = new HashMap<>();
        for (final String os : some("ios", "android", "tizen")) {
            final long lowest = random.nextInt(3) == 0 ? 0 : version(14 + random.nextInt(4), random.nextInt(3));
            final long highest = random.nextInt(3) == 0 ? version(99, 0) : version(17, random.nextInt(6));
            versions.put(os, new Targeting.Versions(lowest, highest));
        }
        return versions;
    }

    private static long version(final int major, final int minor) {
        return ((long) major << 15 | minor) << 30;
    }

    private Targeting.Circle[] circles() {
        final double[][] centres = {
            {35.681, 139.767}, {35.7, 139.9}, {-36.8, 179.9}, {-37, -179.9}, {89.9, 10}, {-90, 0}, {0, 0}, {51.5, 0.1}
        };
        final double[] kms = {0.5, 3, 12, 40, 300, 2_500, 10_000, 20_000};
        final Targeting.Circle[] circles = new Targeting.Circle[1 + random.nextInt(3)];
        for (int i = 0; i < circles.length; i++) {
            final double[] centre = centres[random.nextInt(centres.length)];
            circles[i] = new Targeting.Circle(
                    Math.max(-90, Math.min(90, centre[0] + random.nextGaussian() * 0.01)),
                    Math.max(-180, Math.min(180, centre[1] + random.nextGaussian() * 0.01)),
                    kms[random.nextInt(kms.length)] * (0.5 + random.nextDouble() / 2));
        }
        return circles;
    }

    private String[] some(final String... values) {
        final Set<String> some = new HashSet<>();
        for (int i = random.nextInt(values.length); i >= 0; i--) {
            some.add(values[random.nextInt(values.length)]);
        }
        return some.toArray(new String[0]);
    }
}
