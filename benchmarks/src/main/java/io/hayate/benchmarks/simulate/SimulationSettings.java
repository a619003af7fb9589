package io.hayate.benchmarks.simulate;

import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.loadtest.exchange.DayTraffic;
import io.hayate.loadtest.exchange.ExchangeSettings;
import io.hayate.loadtest.traffic.TrafficMix;

/**
 * What is simulated. Immutable; shared.
 *
 * @param loops bid loops of the bidder
 * @param rates that the bidder converts with
 * @param shading whether the bidder's profile of the exchange shades open bids in first-price auctions
 * @param seed of the traffic and of which loop a request goes to
 * @param startMs epoch milliseconds
 * @param requestsPerDay in the mean
 * @param shape how they are spread over a day
 * @param distinctRequests generated ones, sent in turn
 */
public record SimulationSettings(
        SimulatedCampaigns campaigns,
        ExchangeSettings exchange,
        int loops,
        CurrencyRates rates,
        boolean shading,
        long seed,
        long startMs,
        long durationMs,
        long requestsPerDay,
        DayTraffic.Shape shape,
        TrafficMix mix,
        int distinctRequests) {
    public SimulationSettings withShading(final boolean value) {
        return new SimulationSettings(
                campaigns,
                exchange,
                loops,
                rates,
                value,
                seed,
                startMs,
                durationMs,
                requestsPerDay,
                shape,
                mix,
                distinctRequests);
    }

    /** The same of other campaigns, for as long and as much as given. */
    SimulationSettings with(
            final SimulatedCampaigns others, final long newDurationMs, final DayTraffic.Shape newShape) {
        return new SimulationSettings(
                others,
                exchange,
                loops,
                rates,
                shading,
                seed,
                startMs,
                newDurationMs,
                requestsPerDay,
                newShape,
                mix,
                distinctRequests);
    }
}
