package io.hayate.bidder.bid.match;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One request as plain values, its JSON, and the plain reading of which campaigns target it. */
public final class PlainRequest {
    private static final double EARTH_RADIUS_KM = 6371.0088;
    /** Nearer to the edge of a circle than this, rounding decides. */
    private static final double EDGE_KM = 0.01;

    private static final Map<String, String> ALPHA_2 = Map.of("JP", "JP", "JPN", "JP", "USA", "US", "us", "US");
    private static final Map<String, String> ALPHA_3 = Map.of("JP", "JPN", "us", "USA");

    private final Random random;
    private final boolean site;
    private final boolean app;
    private final boolean dooh;
    private final String domain;
    private final String domainAsWritten;
    private final boolean domainInPage;
    private final String bundle;
    private final String sitePublisher;
    private final String appPublisher;
    private final List<String> siteCategories;
    private final List<String> pageCategories;
    private final List<String> appContentCategories;
    private final String country;
    private final String region;
    private final String metro;
    private final String city;
    private final String zip;
    private final String latitude;
    private final String longitude;
    private final String deviceType;
    private final String os;
    private final String osVersion;
    private final String make;
    private final String connectionType;
    private final String carrier;
    private final String language;
    private final String position;
    private final List<String> segments;
    private final boolean child;
    private final int[] size;
    public final List<String> deals;
    public final String json;

    // What is compared with each campaign, worked out once.
    private final List<String> inventories;
    private final List<String> domains;
    private final List<String> publishers;
    private final List<String> categories;
    private final List<String> regions;
    private final List<String> segmentsTold;
    private final double[] place;

    public PlainRequest(final Random random) {
        this.random = random;
        final int inventory = random.nextInt(12);
        site = inventory < 6;
        app = inventory > 4 && inventory < 9;
        dooh = inventory == 11;
        domain = orUnknown(PlainCampaigns.DOMAINS);
        domainAsWritten = domain == null ? null : domain.replace("xn--mnchen-3ya", "www.MÜNCHEN");
        domainInPage = random.nextInt(3) == 0;
        bundle = orUnknown(PlainCampaigns.BUNDLES);
        sitePublisher = orUnknown("pub-1", "pub-2", "PUB-1");
        appPublisher = orUnknown("pub-1", "pub-3");
        siteCategories = some("IAB7", "IAB7-39", "iab1-2", "IAB19", "52");
        pageCategories = some("IAB1", "IAB7-40");
        appContentCategories = some("IAB1-1", "IAB19-6", "7");
        country = orUnknown("JPN", "JP", "USA", "us", "FRA");
        region = orUnknown("13", "JP-13", "CA", "us-ca", "NY", "BOGOTÁ");
        metro = orUnknown("501", "803");
        city = orUnknown(
                "Tokyo", "TOKYO", "SÃO PAULO", "São Paulo", "Zürich", "Ростов-на-Дону", "İstanbul", "DIYARBAKIR");
        zip = orUnknown("94103", "ex39 1aa", "100-0001");
        latitude = orUnknown("35.68", "35.7041", "-36.85", "89.99", "0", "51.5", "x");
        longitude = orUnknown("139.76", "139.9", "179.99", "-179.95", "0.0", "-0.12", "-77");
        deviceType = orUnknown("1", "2", "4", "5", "7");
        os = orUnknown("iOS", "ANDROID", "Windows");
        osVersion = orUnknown("14", "15", "15.1", "17.4.1", "10_3", "NT 10.0", "RT", "18");
        make = orUnknown("apple", "Samsung", "SONY");
        connectionType = orUnknown("0", "2", "6", "9");
        carrier = orUnknown("DOCOMO", "docomo", "440-10", "МегаФон");
        language = orUnknown("ja", "EN-us", "fr");
        position = orUnknown("0", "1", "3", "7");
        segments = some("auto", "travel", "jp-30s", "customer", "Auto");
        child = random.nextInt(4) == 0;
        size = PlainCampaigns.SIZES[random.nextInt(PlainCampaigns.SIZES.length)];
        deals = some(PlainCampaigns.DEALS);
        json = json();
        inventories = Stream.of(site ? "site" : null, app ? "app" : null, dooh ? "dooh" : null)
                .filter(each -> each != null)
                .toList();
        domains = domainAndParents();
        publishers = publishers();
        categories = categories();
        regions = regions();
        segmentsTold = userDataAllowed() ? segments : List.of();
        place = place();
    }

    private boolean userDataAllowed() {
        // France is in the EEA, and no request says that the GDPR does not apply.
        return !child && !"FRA".equals(country);
    }

    private String orUnknown(final String... values) {
        final int choice = random.nextInt(values.length + 1);
        return choice == values.length ? null : values[choice];
    }

    private List<String> some(final String... values) {
        return Arrays.stream(values).filter(each -> random.nextInt(4) == 0).toList();
    }

    private String json() {
        return """
                {"id":"r","imp":[{"id":"1","banner":{"w":%d,"h":%d%s},"pmp":{"deals":[%s]}}],
                 "device":{%s"ip":"192.0.2.1","geo":{%s"type":2}},"user":{"data":[%s]},"regs":{"coppa":%d}%s%s%s}""".formatted(
                        size[0],
                        size[1],
                        position == null ? "" : ",\"pos\":" + position,
                        list(deals, "{\"id\":\"%s\"}"),
                        text("os", os)
                                + text("osv", osVersion)
                                + text("make", make)
                                + text("carrier", carrier)
                                + text("language", language)
                                + number("devicetype", deviceType)
                                + number("connectiontype", connectionType),
                        text("country", country)
                                + text("region", region)
                                + text("metro", metro)
                                + text("city", city)
                                + text("zip", zip)
                                + number("lat", "x".equals(latitude) ? "null" : latitude)
                                + number("lon", longitude),
                        list(segments, "{\"id\":\"provider\",\"segment\":[{\"name\":\"n\",\"id\":\"%s\"}]}"),
                        child ? 1 : 0,
                        site ? ",\"site\":{" + siteFields() + "\"name\":\"x\"}" : "",
                        app ? ",\"app\":{" + appFields() + "\"name\":\"x\"}" : "",
                        dooh ? ",\"dooh\":{\"name\":\"x\"}" : "");
    }

    private String siteFields() {
        return (domainInPage
                        ? text(
                                "page",
                                domain == null ? null : "https://u@" + domainAsWritten + ":8443/p?x=http://z.test/")
                        : text("domain", domainAsWritten))
                + publisher(sitePublisher)
                + "\"cat\":[" + list(siteCategories, "\"%s\"") + "],"
                + "\"pagecat\":[" + list(pageCategories, "\"%s\"") + "],";
    }

    private String appFields() {
        return text("bundle", bundle)
                + publisher(appPublisher)
                + "\"content\":{\"cat\":[" + list(appContentCategories, "\"%s\"") + "]},";
    }

    private static String publisher(final String id) {
        return id == null ? "" : "\"publisher\":{\"name\":\"p\",\"id\":\"" + id + "\"},";
    }

    private static String text(final String name, final String value) {
        return value == null ? "" : "\"" + name + "\":\"" + value + "\",";
    }

    private static String number(final String name, final String value) {
        return value == null ? "" : "\"" + name + "\":" + value + ",";
    }

    private static String list(final List<String> values, final String form) {
        return String.join(",", values.stream().map(form::formatted).toList());
    }

    /** Whether a bound of rounding could make the two readings differ. */
    public boolean isOnTheEdgeOf(final Campaign campaign) {
        return place != null
                && campaign.targeting().radius().stream()
                        .anyMatch(circle -> Math.abs(kmTo(circle, place) - circle.km()) < EDGE_KM);
    }

    public boolean isMatchedBy(final Campaign campaign, final String deal, final long nowMs, final String hour) {
        final List<String> dealsIncluded =
                campaign.targeting().rule(Dimension.DEAL).include();
        return campaign.flight().startMs() <= nowMs
                && nowMs < campaign.flight().endMs()
                && allows(campaign, Dimension.HOUR_OF_WEEK, List.of(hour))
                && allows(campaign, Dimension.EXCHANGE, List.of("demo"))
                && allows(campaign, Dimension.INVENTORY, inventories)
                && (!site || allows(campaign, Dimension.SITE_DOMAIN, domains))
                && (!app || allows(campaign, Dimension.APP_BUNDLE, known(bundle)))
                && allows(campaign, Dimension.PUBLISHER, publishers)
                && allows(campaign, Dimension.CONTENT_CATEGORY, categories)
                && allowsPlace(campaign)
                && allowsDevice(campaign)
                && allows(campaign, Dimension.POSITION, known(position))
                && allowsSegments(campaign.targeting().segments())
                && campaign.creatives().stream()
                        .map(each -> (CreativeContent.Banner) each.content())
                        .anyMatch(each -> each.w() == size[0] && each.h() == size[1])
                && (deal == null ? dealsIncluded.isEmpty() : dealsIncluded.contains(deal));
    }

    private boolean allowsPlace(final Campaign campaign) {
        return allows(
                        campaign,
                        Dimension.COUNTRY,
                        known(country == null ? null : ALPHA_3.getOrDefault(country, country)))
                && allows(campaign, Dimension.REGION, regions)
                && allows(campaign, Dimension.METRO, known(metro))
                && allows(campaign, Dimension.CITY, lower(city))
                && allows(campaign, Dimension.POSTAL_CODE, known(zip == null ? null : zip.toLowerCase(Locale.ROOT)))
                && (campaign.targeting().radius().isEmpty()
                        || (place != null
                                && campaign.targeting().radius().stream()
                                        .anyMatch(circle -> kmTo(circle, place) <= circle.km())));
    }

    private boolean allowsDevice(final Campaign campaign) {
        return allows(campaign, Dimension.DEVICE_TYPE, deviceTypes())
                && allows(campaign, Dimension.OS, lower(os))
                && allowsVersion(campaign.targeting().osVersions())
                && allows(campaign, Dimension.MAKE, lower(make))
                && allows(campaign, Dimension.CONNECTION_TYPE, known(connectionType))
                && allows(campaign, Dimension.CARRIER, lower(carrier))
                && allows(campaign, Dimension.LANGUAGE, lower(language == null ? null : language.substring(0, 2)));
    }

    private boolean allowsVersion(final Map<String, Targeting.Versions> versions) {
        if (versions.isEmpty()) {
            return true;
        }
        if (os == null) {
            return false;
        }
        final Targeting.Versions bounds = versions.get(os.toLowerCase(Locale.ROOT));
        if (bounds == null) {
            return true;
        }
        if (osVersion == null || osVersion.equals("RT")) {
            return false;
        }
        final String[] parts = osVersion.replaceAll("[^0-9._]", "").split("[._]", -1);
        long version = 0;
        for (int i = 0; i < 4; i++) {
            version = version * 32_768 + (i < parts.length ? Integer.parseInt(parts[i]) : 0);
        }
        return bounds.lowest() <= version && version <= bounds.highest();
    }

    private boolean allowsSegments(final Targeting.Segments rule) {
        return rule.allOf().stream().allMatch(list -> list.stream().anyMatch(segmentsTold::contains))
                && rule.noneOf().stream().noneMatch(segmentsTold::contains);
    }

    private List<String> publishers() {
        return Stream.of(site ? sitePublisher : null, app ? appPublisher : null)
                .filter(each -> each != null)
                .toList();
    }

    private List<String> categories() {
        final List<String> categories = new ArrayList<>();
        if (site) {
            categories.addAll(siteCategories);
            categories.addAll(pageCategories);
        }
        if (app) {
            categories.addAll(appContentCategories);
        }
        return categories.stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .flatMap(each -> Stream.of(each, each.replaceAll("-.*", "")))
                .toList();
    }

    private List<String> regions() {
        if (region == null) {
            return List.of();
        }
        final String lower = region.toLowerCase(Locale.ROOT);
        if (lower.length() > 3 && lower.charAt(2) == '-') {
            return List.of(lower, lower.substring(3));
        }
        final String prefix = country == null ? null : ALPHA_2.getOrDefault(country, "FR");
        return prefix == null ? List.of(lower) : List.of(lower, prefix.toLowerCase(Locale.ROOT) + "-" + lower);
    }

    private double[] place() {
        if (latitude == null || longitude == null || latitude.equals("x")) {
            return null;
        }
        return new double[] {degrees(latitude), degrees(longitude)};
    }

    /** Where privacy forbids more, only the place to two decimals may be used. */
    private double degrees(final String text) {
        final BigDecimal degrees = new BigDecimal(text);
        return (userDataAllowed() ? degrees : degrees.setScale(2, RoundingMode.DOWN)).doubleValue();
    }

    /** By the haversine formula. */
    private static double kmTo(final Targeting.Circle circle, final double[] place) {
        final double north = Math.toRadians(place[0] - circle.latitude()) / 2;
        final double east = Math.toRadians(place[1] - circle.longitude()) / 2;
        final double square = Math.pow(Math.sin(north), 2)
                + Math.cos(Math.toRadians(place[0]))
                        * Math.cos(Math.toRadians(circle.latitude()))
                        * Math.pow(Math.sin(east), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(square)));
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

    private static List<String> lower(final String value) {
        // Letter by letter: the lower case of a whole text can be longer than it, as that of İ is.
        return value == null
                ? List.of()
                : List.of(value.codePoints()
                        .mapToObj(c -> Character.toString(Character.toLowerCase(c)))
                        .collect(Collectors.joining()));
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
