package io.hayate.loadtest.check;

import java.util.Set;

/**
 * What a bidder's own configuration forbids, where a request shows it. Immutable; shared.
 *
 * @param gdprVendorId in the Global Vendor List; 0 for none, then no TCF string permits user ids
 * @param completeChainsOnly whether a supply chain that is not complete is not bid on
 * @param blockedSystems asi of supply chain nodes that are not bid through, in lower case
 * @param advertisers whose campaigns the bids are of
 */
public record BidderLimits(
        int gdprVendorId, boolean completeChainsOnly, Set<String> blockedSystems, Advertisers advertisers) {
    public static final BidderLimits NONE = new BidderLimits(0, false, Set.of());

    public BidderLimits {
        blockedSystems = Set.copyOf(blockedSystems);
    }

    /** Without advertisers. */
    public BidderLimits(final int gdprVendorId, final boolean completeChainsOnly, final Set<String> blockedSystems) {
        this(gdprVendorId, completeChainsOnly, blockedSystems, Advertisers.NONE);
    }

    public BidderLimits withAdvertisers(final Advertisers known) {
        return new BidderLimits(gdprVendorId, completeChainsOnly, blockedSystems, known);
    }
}
