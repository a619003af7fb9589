package io.hayate.bidder.bid.gate;

import io.hayate.bidder.campaigns.live.ByteDictionary;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the operator asks of supply chains and sellers. Immutable; shared.
 *
 * @param blockedSystems domains whose nodes rule a chain out, and what is below them; looked up without letter case
 * @param completeChainsOnly on sites and apps no bid but through a chain that is told and complete
 * @param sellersRequired on sites and apps no bid where no authorised sellers are loaded
 */
public record SupplyPolicy(ByteDictionary blockedSystems, boolean completeChainsOnly, boolean sellersRequired) {
    /** Nothing is asked. */
    public static final SupplyPolicy DEFAULT = of(List.of(), false, false);

    public static SupplyPolicy of(
            final Collection<String> blockedSystems, final boolean completeChainsOnly, final boolean sellersRequired) {
        final Map<String, Integer> ids = new HashMap<>();
        blockedSystems.forEach(domain -> ids.put(domain, ids.size()));
        return new SupplyPolicy(ByteDictionary.ignoringCase(ids), completeChainsOnly, sellersRequired);
    }
}
