package io.hayate.bidder.campaigns.live;

import java.util.Set;

/** What the kill switch has turned off. Immutable; shared. */
public record BiddingSwitches(
        boolean allOff, Set<String> exchangesOff, Set<Long> advertisersOff, Set<Long> campaignsOff) {
    public static final BiddingSwitches ALL_ON = new BiddingSwitches(false, Set.of(), Set.of(), Set.of());
}
