package io.hayate.bidder.bid.write;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.campaigns.live.ExchangeSeats;
import java.util.Arrays;

/** The bids of one answer in the order of writing: those of one seat together. Owned by the bid loop. */
final class SeatOrder {
    private final int[] bids = new int[BidLimits.MAX_BIDS];
    /** By bid. */
    private final byte[][] seats = new byte[BidLimits.MAX_BIDS][];

    private int count;

    /** @param profileSeat of advertisers without a seat of their own, as a JSON string */
    void arrange(final BidContext context, final byte[] profileSeat) {
        final ExchangeSeats ownSeats = context.ownSeats();
        for (int bid = 0; bid < context.bidCount; bid++) {
            final byte[] own = ownSeats == null
                    ? null
                    : ownSeats.quotedSeat(context.index.table().advertiserId(context.bidSlot[bid]));
            seats[bid] = own == null ? profileSeat : own;
            bids[bid] = bid;
        }
        if (ownSeats != null) {
            count = 0;
            for (int bid = 0; bid < context.bidCount; bid++) {
                addAllOfSeat(bid, context.bidCount);
            }
        }
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
