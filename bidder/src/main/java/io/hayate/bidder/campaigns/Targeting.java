package io.hayate.bidder.campaigns;

import java.util.List;
import java.util.Map;

/**
 * What a campaign's requests must look like: dimensions are ANDed, a missing one does not restrict. Immutable; shared.
 *
 * @param rules only dimensions with a non-empty include or exclude
 */
public record Targeting(Map<Dimension, Rule> rules) {
    public static final Targeting ANY = new Targeting(Map.of());

    /**
     * The values of one dimension, normalised as the request's are: exchange, inventory, siteDomain, os and language in
     * lower case (language its primary subtag), country in upper case alpha-3, deviceType and hourOfWeek as decimal
     * text, appBundle and deal as given.
     */
    public record Rule(List<String> include, List<String> exclude) {
        public static final Rule NONE = new Rule(List.of(), List.of());
    }

    public Rule rule(final Dimension dimension) {
        return rules.getOrDefault(dimension, Rule.NONE);
    }
}
