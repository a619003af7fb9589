package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import io.hayate.bidder.exchanges.ExchangeProfiles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Which slots of a part of the view may bid on this request, by what all its impressions have in common; it learns what
 * the part's values are. Owned by the bid loop.
 */
public final class RequestMatcher {
    private static final int NOT_LOOKED_UP = -2;

    private final PlaceMatcher place = new PlaceMatcher();
    private final DeviceMatcher device = new DeviceMatcher();
    private final InventoryMatcher inventory = new InventoryMatcher();
    private final SegmentMatcher segments = new SegmentMatcher();
    private final SeatMatcher seats = new SeatMatcher();

    // Ids of values that no request spells, looked up once for each index.
    private final int[] exchangeIds = new int[ExchangeProfiles.MAX_PROFILES];
    private long knownBuild = -1;

    /** Begins {@link BidContext#requestSlots}; false if it is empty. */
    public boolean match(final BidContext context) {
        if (context.index.slotCount() == 0) {
            context.note(NoBidReason.NO_CAMPAIGN);
            return false;
        }
        if (context.index.buildNumber() != knownBuild) {
            learn(context.index);
        }
        context.requestSlots.begin(context.index, context.view.gone(context.part));
        if (!seats.keepAllowed(context)) {
            context.note(NoBidReason.SEAT_NOT_ALLOWED);
            return false;
        }
        exchange(context);
        place.keepAllowed(context);
        device.keepAllowed(context);
        inventory.keepAllowed(context);
        segments.keepAllowed(context);
        if (context.requestSlots.isEmpty()) {
            context.note(NoBidReason.NO_CAMPAIGN);
            return false;
        }
        return true;
    }

    private void learn(final CampaignIndex index) {
        knownBuild = index.buildNumber();
        Arrays.fill(exchangeIds, NOT_LOOKED_UP);
        inventory.learn(index.targeting());
    }

    private void exchange(final BidContext context) {
        final DimensionIndex dimension = context.index.targeting().dimension(Dimension.EXCHANGE);
        if (dimension.idle()) {
            return;
        }
        final int ordinal = context.exchange.ordinal();
        if (exchangeIds[ordinal] == NOT_LOOKED_UP) {
            exchangeIds[ordinal] =
                    dimension.dictionary().id(context.exchange.name().getBytes(StandardCharsets.US_ASCII));
        }
        dimension.keepAllowed(exchangeIds[ordinal], context.requestSlots);
    }
}
