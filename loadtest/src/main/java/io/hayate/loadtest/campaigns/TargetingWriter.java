package io.hayate.loadtest.campaigns;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hayate.loadtest.traffic.Dice;
import io.hayate.loadtest.traffic.Inventory;
import io.hayate.loadtest.traffic.Inventory.Market;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Draws what a generated campaign is aimed at. Lists have lengths by Zipf's law, most have one to three values, and
 * popular values come more often.
 *
 * <pre>
 *  dimension         share   list
 *  exchange           15 %   "demo"
 *  country            60 %   include, 1-6, by the market's traffic
 *  language           20 %   include, 1-2, of the first country's languages if it has any
 *  deviceType         35 %   include: phones and tablets, PC, phones, or tablets
 *  os                 25 %   include: ios, android, both, or desktop systems
 *  siteDomain         18 %   include 1-200 (then only sites) or, every third, exclude 1-50
 *  appBundle          12 %   include 1-100 (then only apps) or, every third, exclude 1-50
 *  inventory          31 %   of its own 15 %; the rest comes with the two above
 *  hourOfWeek         10 %   include: office hours, evenings, weekends, or lunch
 *  deal                6 %   include, 1-3
 * </pre>
 *
 * The rest is {@link NarrowTargetingWriter}'s. A campaign aimed at sites is not aimed at apps as well, so appBundle draws again there. Owned by the thread that
 * generates.
 */
final class TargetingWriter {
    static final double EXCHANGE_SHARE = 0.15;
    static final double COUNTRY_SHARE = 0.60;
    static final double LANGUAGE_SHARE = 0.20;
    static final double DEVICE_TYPE_SHARE = 0.35;
    static final double OS_SHARE = 0.25;
    static final double SITE_DOMAIN_SHARE = 0.18;
    static final double APP_BUNDLE_SHARE = 0.12;
    static final double INVENTORY_SHARE = 0.31;
    static final double HOUR_OF_WEEK_SHARE = 0.10;
    static final double DEAL_SHARE = 0.06;

    private static final double OWN_INVENTORY_SHARE = 0.15;
    private static final double EXCLUDE_SHARE = 1.0 / 3;
    private static final int MAX_COUNTRIES = 6;
    private static final int MAX_SITES = 200;
    private static final int MAX_APPS = 100;
    private static final int MAX_EXCLUDED = 50;
    private static final int MAX_DEALS = 3;

    private static final List<List<Integer>> DEVICE_TYPES =
            List.of(List.of(1, 4, 5), List.of(2), List.of(4), List.of(5));
    private static final List<List<String>> SYSTEMS = List.of(
            List.of("ios"), List.of("android"), List.of("ios", "android"), List.of("windows", "macos", "linux"));

    private final Dice dice;
    private final JsonGenerator json;
    private final RuleWriter rules;

    TargetingWriter(final Dice dice, final JsonGenerator json) {
        this.dice = dice;
        this.json = json;
        rules = new RuleWriter(json);
    }

    /** Writes the field {@code targeting}; nothing if the campaign is not aimed. */
    void write() throws IOException {
        json.writeObjectFieldStart("targeting");
        if (dice.chance(EXCHANGE_SHARE)) {
            rules.writeTexts("exchange", "include", List.of(Inventory.EXCHANGE));
        }
        writePlaces();
        final Market market = dice.pick(Inventory.MARKETS, Market::weight);
        writeCountriesAndLanguages(market);
        if (dice.chance(DEVICE_TYPE_SHARE)) {
            rules.writeNumbers("deviceType", "include", DEVICE_TYPES.get(dice.weighted(50, 25, 20, 5)));
        }
        if (dice.chance(OS_SHARE)) {
            rules.writeTexts("os", "include", SYSTEMS.get(dice.weighted(35, 35, 20, 10)));
        }
        if (dice.chance(HOUR_OF_WEEK_SHARE)) {
            rules.writeNumbers("hourOfWeek", "include", hours());
        }
        if (dice.chance(DEAL_SHARE)) {
            rules.writeTexts("deal", "include", popular(dice.harmonic(MAX_DEALS), Inventory.DEALS, Inventory::dealId));
        }
        new NarrowTargetingWriter(dice, json).write(market);
        json.writeEndObject();
    }

    private void writePlaces() throws IOException {
        final boolean sites = dice.chance(SITE_DOMAIN_SHARE);
        final boolean excludesSites = sites && dice.chance(EXCLUDE_SHARE);
        final boolean apps = dice.chance(APP_BUNDLE_SHARE);
        // Aimed at listed sites and at listed apps at once would be two campaigns in practice.
        final boolean excludesApps = apps && ((sites && !excludesSites) || dice.chance(EXCLUDE_SHARE));
        if (sites && !excludesSites) {
            rules.writeTexts("inventory", "include", List.of("site"));
        } else if (apps && !excludesApps) {
            rules.writeTexts("inventory", "include", List.of("app"));
        } else if (dice.chance(OWN_INVENTORY_SHARE)) {
            rules.writeTexts("inventory", "include", List.of(dice.chance(0.5) ? "site" : "app"));
        }
        if (sites) {
            final int length = dice.harmonic(excludesSites ? MAX_EXCLUDED : MAX_SITES);
            rules.writeTexts(
                    "siteDomain",
                    verb(excludesSites),
                    popular(length, Inventory.SITES, number -> Inventory.siteDomain(number - 1)));
        }
        if (apps) {
            final int length = dice.harmonic(excludesApps ? MAX_EXCLUDED : MAX_APPS);
            final boolean ios = dice.chance(0.4);
            rules.writeTexts(
                    "appBundle",
                    verb(excludesApps),
                    popular(length, Inventory.APPS, ios ? Inventory::iosBundle : Inventory::androidBundle));
        }
    }

    private void writeCountriesAndLanguages(final Market first) throws IOException {
        if (dice.chance(COUNTRY_SHARE)) {
            final Set<String> countries = new TreeSet<>(Set.of(first.country()));
            for (int more = dice.harmonic(MAX_COUNTRIES) - 1; more > 0; more--) {
                countries.add(dice.pick(Inventory.MARKETS, Market::weight).country());
            }
            rules.writeTexts("country", "include", countries);
        }
        if (dice.chance(LANGUAGE_SHARE)) {
            final int length = Math.min(first.languages().size(), dice.harmonic(2));
            rules.writeTexts("language", "include", first.languages().subList(0, length));
        }
    }

    private List<Integer> hours() {
        return switch (dice.between(0, 3)) {
            case 0 -> hours(0, 4, 9, 18);
            case 1 -> hours(0, 6, 19, 23);
            case 2 -> hours(5, 6, 0, 23);
            default -> hours(0, 4, 12, 12);
        };
    }

    // Days from Monday, hours of the day, both ends inclusive.
    private static List<Integer> hours(final int firstDay, final int lastDay, final int firstHour, final int lastHour) {
        return IntStream.rangeClosed(firstDay, lastDay)
                .flatMap(day -> IntStream.rangeClosed(day * 24 + firstHour, day * 24 + lastHour))
                .boxed()
                .toList();
    }

    private Set<String> popular(final int length, final int highest, final IntFunction<String> name) {
        final Set<String> names = new TreeSet<>();
        for (int i = 0; i < length; i++) {
            names.add(name.apply(dice.harmonic(highest)));
        }
        return names;
    }

    private static String verb(final boolean excludes) {
        return excludes ? "exclude" : "include";
    }
}
