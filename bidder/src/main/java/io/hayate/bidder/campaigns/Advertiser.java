package io.hayate.bidder.campaigns;

import java.util.List;
import java.util.Map;

/**
 * What all campaigns of one advertiser share. Immutable; shared.
 *
 * @param id above 0
 * @param seats by name of the exchange, in lower case: the advertiser's own seat there, instead of the profile's
 * @param blockedDomains lower case ASCII; on these sites and their subdomains none of its campaigns bids
 */
public record Advertiser(long id, String name, Map<String, String> seats, List<String> blockedDomains) {
    /** An advertiser of whom nothing is known but that campaigns name it. */
    public static Advertiser empty(final long id) {
        return new Advertiser(id, "", Map.of(), List.of());
    }
}
