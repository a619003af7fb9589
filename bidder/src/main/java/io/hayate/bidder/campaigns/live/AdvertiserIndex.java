package io.hayate.bidder.campaigns.live;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What advertisers say for all slots of theirs: their seats on exchanges, and the sites that they block. Immutable; shared.
 *
 * @param seatsByExchange only of exchanges where an advertiser has a seat of its own
 */
public record AdvertiserIndex(Map<String, ExchangeSeats> seatsByExchange, BlockedSites blockedSites) {
    static final AdvertiserIndex NONE = new AdvertiserIndex(Map.of(), BlockedSites.NONE);

    /** The seats, and no sites. */
    AdvertiserIndex onlySeats() {
        return new AdvertiserIndex(seatsByExchange, NONE.blockedSites);
    }

    /** The sites, and no seats. */
    AdvertiserIndex onlySites() {
        return new AdvertiserIndex(NONE.seatsByExchange, blockedSites);
    }

    /** The advertisers' own seats on an exchange; null if none has one: then all slots have the profile's. */
    public @Nullable ExchangeSeats seatsOn(final String exchange) {
        return seatsByExchange.get(exchange);
    }
}
