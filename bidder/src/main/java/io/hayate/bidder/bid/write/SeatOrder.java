package io.hayate.bidder.bid.write;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.ExchangeSeats;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bids of one answer in the order of writing: those of one seat together. Owned by the bid loop. */
final class SeatOrder {
    private final int[] bids = new int[BidLimits.MAX_BIDS];
    /** By bid. */
    private final byte[][] seats = new byte[BidLimits.MAX_BIDS][];

    private int count;

    /** @param profileSeat of advertisers without a seat of their own, as a JSON string */
    void arrange(final BidContext context, final byte[] profileSeat) {
        boolean anyOwn = false;
        for (int bid = 0; bid < context.bidCount; bid++) {
            final byte[] own = ownSeat(context, bid);
            seats[bid] = own == null ? profileSeat : own;
            bids[bid] = bid;
            anyOwn |= own != null;
        }
        if (anyOwn) {
            count = 0;
            for (int bid = 0; bid < context.bidCount; bid++) {
                addAllOfSeat(bid, context.bidCount);
            }
        }
    }

    /** Of the bid's advertiser, by the part of the view that the bid is from; null if it has none on the exchange. */
    private static byte @Nullable [] ownSeat(final BidContext context, final int bid) {
        final CampaignIndex part = context.view.part(context.bidPart[bid]);
        final ExchangeSeats seats = part.targeting().advertisers().seatsOn(context.exchange.name());
        return seats == null ? null : seats.quotedSeat(part.table().advertiserId(context.bidSlot[bid]));
    }

    /** The bid that is written at a place. */
    int bidAt(final int place) {
        return bids[place];
    }

    /** Of a bid, as a JSON string. Read only. */
    byte[] seatOf(final int bid) {
        return seats[bid];
    }

    /** All bids of a bid's seat, unless it is not the first of them. */
    private void addAllOfSeat(final int first, final int bidCount) {
        for (int bid = 0; bid < first; bid++) {
            if (Arrays.equals(seats[bid], seats[first])) {
                return;
            }
        }
        for (int bid = first; bid < bidCount; bid++) {
            if (Arrays.equals(seats[bid], seats[first])) {
                bids[count++] = bid;
            }
        }
    }
}
