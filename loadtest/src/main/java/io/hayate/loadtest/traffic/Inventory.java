package io.hayate.loadtest.traffic;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The invented world that generated requests come from, so that campaigns can be aimed at it. Every name is made from a
 * number; number 1 is the most popular and popularity falls by Zipf's law.
 *
 * <pre>
 *  site       news-001.example, games-001.example, ... one of {@link #GENRES}, 001 to 100   site.domain
 *  app        com.example.app001 to app600 (Android), 900000001 to 900000600 (iOS)          app.bundle
 *  screen     screen-001 to screen-150                                                      dooh.id
 *  publisher  pub-001 to pub-250                                                            site.publisher.id
 *  deal       deal-1 to deal-200; the even ones stand in private auctions                   imp.pmp.deals.id
 *  brand      brand-001.example to brand-500.example                                        badv, a creative's domain
 * </pre>
 *
 * Immutable; shared.
 */
public final class Inventory {
    /** The profile that requests are sent to. */
    public static final String EXCHANGE = "demo";
    /** The seat of that profile; what {@code wseat} and {@code bseat} name now and then. */
    public static final String SEAT = "hayate";

    public static final int SITES_PER_GENRE = 100;
    public static final int APPS = 600;
    /** In public places. */
    public static final int SCREENS = 150;

    public static final int PUBLISHERS = 250;
    public static final int DEALS = 200;
    public static final int BRANDS = 500;
    /** Ids of user.data.segment are numbers from 1. */
    public static final int SEGMENTS = 2_000;

    public static final int USERS = 2_000_000;

    /** An iOS app's bundle is this plus its number. */
    public static final long IOS_BUNDLE_BASE = 900_000_000L;

    /** What a site or an app is about, with its categories of the IAB content taxonomy 1.0 (cattax 1). */
    public record Genre(String name, String japaneseName, List<String> categories) {}

    /** In the order of popularity; the site of rank r (from 0) is of genre r modulo their number. */
    public static final List<Genre> GENRES = List.of(
            new Genre("news", "ニュース", List.of("IAB12", "IAB12-2", "IAB12-3")),
            new Genre("games", "ゲーム", List.of("IAB9", "IAB9-30", "IAB1")),
            new Genre("sports", "スポーツ", List.of("IAB17", "IAB17-44", "IAB17-2")),
            new Genre("manga", "マンガ", List.of("IAB1", "IAB1-1")),
            new Genre("weather", "天気", List.of("IAB15", "IAB15-10")),
            new Genre("cooking", "レシピ", List.of("IAB8", "IAB8-5", "IAB8-9")),
            new Genre("tech", "テクノロジー", List.of("IAB19", "IAB19-6", "IAB19-18")),
            new Genre("finance", "マネー", List.of("IAB13", "IAB13-7", "IAB3")),
            new Genre("travel", "旅行", List.of("IAB20", "IAB20-3", "IAB20-18")),
            new Genre("cars", "クルマ", List.of("IAB2", "IAB2-2", "IAB2-10")),
            new Genre("fashion", "ファッション", List.of("IAB18", "IAB18-3", "IAB18-6")),
            new Genre("music", "音楽", List.of("IAB1-6", "IAB1")),
            new Genre("health", "健康", List.of("IAB7", "IAB7-1", "IAB7-39")),
            new Genre("jobs", "転職", List.of("IAB4", "IAB4-4", "IAB4-9")),
            new Genre("homes", "住まい", List.of("IAB21", "IAB10", "IAB21-1")),
            new Genre("pets", "ペット", List.of("IAB16", "IAB16-3")));

    public static final int SITES = SITES_PER_GENRE * 16;

    /**
     * A market: how often its requests come, its languages (the first is the usual one), and its places.
     *
     * @param country ISO 3166-1 alpha-3
     * @param weight of all requests, in per mille
     * @param consent which consent signal its requests carry
     */
    public record Market(
            String country, int weight, List<String> languages, Consent consent, String currency, List<Place> places) {}

    /** A town with its region (ISO 3166-2 without the country), post code and UTC offset in minutes. */
    public record Place(
            String city, String region, String postalCode, double latitude, double longitude, int utcOffsetMinutes) {}

    /** Nielsen's numbers of the American cities' market areas (device.geo.metro). */
    public static final Map<String, String> METROS =
            Map.of("New York", "501", "Los Angeles", "803", "Chicago", "602", "Houston", "618");

    /** TCF: regs.gdpr and a TCF v2 string. US_PRIVACY: regs.us_privacy, newer requests a GPP string. */
    public enum Consent {
        NONE,
        TCF,
        US_PRIVACY
    }

    public static final List<Market> MARKETS = List.of(
            new Market(
                    "JPN",
                    420,
                    List.of("ja", "en"),
                    Consent.NONE,
                    "JPY",
                    List.of(
                            new Place("東京", "13", "100-0001", 35.6812, 139.7671, 540),
                            new Place("大阪", "27", "530-0001", 34.7025, 135.4959, 540),
                            new Place("名古屋", "23", "450-0002", 35.1709, 136.8815, 540),
                            new Place("福岡", "40", "812-0011", 33.5902, 130.4206, 540),
                            new Place("札幌", "01", "060-0806", 43.0687, 141.3508, 540))),
            new Market(
                    "USA",
                    240,
                    List.of("en", "es"),
                    Consent.US_PRIVACY,
                    "USD",
                    List.of(
                            new Place("New York", "NY", "10001", 40.7506, -73.9972, -300),
                            new Place("Los Angeles", "CA", "90012", 34.0614, -118.2385, -480),
                            new Place("Chicago", "IL", "60601", 41.8858, -87.6229, -360),
                            new Place("Houston", "TX", "77002", 29.7563, -95.3654, -360))),
            new Market(
                    "DEU",
                    60,
                    List.of("de", "en"),
                    Consent.TCF,
                    "EUR",
                    List.of(
                            new Place("Berlin", "BE", "10115", 52.5323, 13.3846, 60),
                            new Place("München", "BY", "80331", 48.1345, 11.5710, 60))),
            new Market(
                    "FRA",
                    45,
                    List.of("fr"),
                    Consent.TCF,
                    "EUR",
                    List.of(
                            new Place("Paris", "IDF", "75001", 48.8626, 2.3363, 60),
                            new Place("Orléans", "CVL", "45000", 47.9029, 1.9093, 60))),
            new Market(
                    "GBR",
                    55,
                    List.of("en"),
                    Consent.TCF,
                    "USD",
                    List.of(
                            new Place("London", "ENG", "EC1A", 51.5203, -0.1000, 0),
                            new Place("Glasgow", "SCT", "G1", 55.8609, -4.2486, 0))),
            new Market(
                    "ESP",
                    30,
                    List.of("es"),
                    Consent.TCF,
                    "EUR",
                    List.of(new Place("Madrid", "MD", "28001", 40.4250, -3.6837, 60))),
            new Market(
                    "ITA",
                    30,
                    List.of("it"),
                    Consent.TCF,
                    "EUR",
                    List.of(new Place("Roma", "62", "00184", 41.8955, 12.4964, 60))),
            new Market(
                    "BRA",
                    50,
                    List.of("pt"),
                    Consent.NONE,
                    "USD",
                    List.of(new Place("São Paulo", "SP", "01000-000", -23.5505, -46.6333, -180))),
            new Market(
                    "IDN",
                    30,
                    List.of("id", "en"),
                    Consent.NONE,
                    "USD",
                    List.of(new Place("Jakarta", "JK", "10110", -6.1754, 106.8272, 420))),
            new Market(
                    "TWN",
                    25,
                    List.of("zh"),
                    Consent.NONE,
                    "USD",
                    List.of(new Place("台北市", "TPE", "100", 25.0330, 121.5654, 480))),
            new Market(
                    "AUS",
                    15,
                    List.of("en"),
                    Consent.NONE,
                    "USD",
                    List.of(new Place("Sydney", "NSW", "2000", -33.8688, 151.2093, 600))));

    /** Banner sizes of sites and apps with the weight of each. */
    public record Size(int width, int height, int weight) {}

    public static final List<Size> DESKTOP_SIZES = List.of(
            new Size(300, 250, 420),
            new Size(728, 90, 220),
            new Size(300, 600, 110),
            new Size(160, 600, 90),
            new Size(970, 250, 70),
            new Size(336, 280, 60),
            new Size(970, 90, 30));

    public static final List<Size> MOBILE_SIZES =
            List.of(new Size(320, 50, 400), new Size(300, 250, 390), new Size(320, 100, 150), new Size(336, 280, 60));

    /** Full screens of phones in points: what interstitials are as large as. */
    public static final List<Size> SCREEN_SIZES = List.of(
            new Size(320, 480, 350),
            new Size(360, 640, 200),
            new Size(375, 667, 150),
            new Size(390, 844, 150),
            new Size(412, 915, 150));

    /** Of screens in public places. */
    public static final List<Size> PUBLIC_SIZES =
            List.of(new Size(1080, 1920, 500), new Size(1920, 1080, 400), new Size(960, 250, 100));

    private Inventory() {}

    /** @param rank from 0, the most popular, below {@link #SITES} */
    public static String siteDomain(final int rank) {
        return String.format(Locale.ROOT, "%s-%03d.example", siteGenre(rank).name(), rank / GENRES.size() + 1);
    }

    public static Genre siteGenre(final int rank) {
        return GENRES.get(rank % GENRES.size());
    }

    /** @param number from 1, the most popular, to {@link #APPS} */
    public static String androidBundle(final int number) {
        return String.format(Locale.ROOT, "com.example.app%03d", number);
    }

    public static String iosBundle(final int number) {
        return Long.toString(IOS_BUNDLE_BASE + number);
    }

    /** Most apps are games. */
    public static Genre appGenre(final int number) {
        return number % 2 == 0 ? GENRES.get(1) : GENRES.get(number / 2 % GENRES.size());
    }

    /** The number of the publisher that owns a site; popular sites have different owners. */
    public static int sitePublisher(final int rank) {
        return rank % PUBLISHERS + 1;
    }

    public static int appPublisher(final int number) {
        return number * 3 % PUBLISHERS + 1;
    }

    /** @param number from 1 to {@link #SCREENS} */
    public static String screenId(final int number) {
        return String.format(Locale.ROOT, "screen-%03d", number);
    }

    /** @param number from 1 to {@link #PUBLISHERS} */
    public static String publisherId(final int number) {
        return String.format(Locale.ROOT, "pub-%03d", number);
    }

    /** Whether a deal's impressions take no open bids. */
    public static boolean isPrivateDeal(final int number) {
        return number % 2 == 0;
    }

    /** @param number from 1 to {@link #DEALS} */
    public static String dealId(final int number) {
        return "deal-" + number;
    }

    /** @param number from 1 to {@link #BRANDS} */
    public static String brandDomain(final int number) {
        return String.format(Locale.ROOT, "brand-%03d.example", number);
    }
}
