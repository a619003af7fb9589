package io.hayate.bidder.campaigns;

import java.util.List;
import java.util.Map;

/**
 * What a campaign's requests must look like: dimensions are ANDed, a missing one does not restrict. Immutable; shared.
 *
 * @param rules only dimensions with a non-empty include or exclude
 * @param radius the device is in one of these circles; empty: anywhere
 * @param osVersions by operating system, in lower case; others are not restricted
 */
public record Targeting(
        Map<Dimension, Rule> rules, List<Circle> radius, Map<String, Versions> osVersions, Segments segments) {
    public static final Targeting ANY = new Targeting(Map.of(), List.of(), Map.of(), Segments.ANY);

    /**
     * The values of one dimension, normalised as the request's are: country in upper case (alpha-3), exchange, inventory,
     * siteDomain (ASCII), region, postal code, content category, os, make, carrier, city and language (its primary subtag)
     * in lower case, numbers as decimal text, the rest as given.
     */
    public record Rule(List<String> include, List<String> exclude) {
        public static final Rule NONE = new Rule(List.of(), List.of());
    }

    /**
     * All points at most {@code km} from here, on a sphere of the Earth's mean radius; in degrees, north and east
     * positive.
     */
    public record Circle(double latitude, double longitude, double km) {}

    /** Lowest and highest version, both included, as {@link io.hayate.bidder.campaigns.live.OsVersion} packs them. */
    public record Versions(long lowest, long highest) {}

    /** The user is in one segment of each list of {@code allOf}, and in none of {@code noneOf}. */
    public record Segments(List<List<String>> allOf, List<String> noneOf) {
        public static final Segments ANY = new Segments(List.of(), List.of());
    }

    public Rule rule(final Dimension dimension) {
        return rules.getOrDefault(dimension, Rule.NONE);
    }
}
