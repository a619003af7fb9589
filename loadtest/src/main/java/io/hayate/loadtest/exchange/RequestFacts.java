package io.hayate.loadtest.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange must remember of a request that it sent. Immutable; shared.
 *
 * @param seed of all that is drawn for it
 * @param auctionType {@code at}; 0 if absent
 * @param audience hidden weights of who and where it is
 */
record RequestFacts(
        long seed,
        String id,
        boolean test,
        int auctionType,
        List<Impression> impressions,
        GroundTruth.Weight audience) {

    /**
     * One {@code imp}.
     *
     * @param floorCpmMicros 0 for none
     * @param multiplierMicros how many impressions it counts for, 1e-6 units
     * @param privateAuction whether bids without a deal are not wanted
     * @param format the first that it asks for, as OpenRTB's markup type; 0 if none is known
     */
    record Impression(
            String id,
            long floorCpmMicros,
            String floorCurrency,
            long multiplierMicros,
            int format,
            boolean privateAuction,
            List<Deal> deals) {
        /** What a bid on no impression of the request is held against. */
        static final Impression NONE = new Impression("", 0, "USD", Books.ONE_MICROS, 0, false, List.of());

        @Nullable
        Deal deal(final String dealId) {
            for (final Deal deal : deals) {
                if (deal.id().equals(dealId)) {
                    return deal;
                }
            }
            return null;
        }
    }

    /** @param auctionType {@code at}; 0 if absent: the request's */
    record Deal(String id, long floorCpmMicros, String floorCurrency, int auctionType) {
        /** The price was agreed: it is the deal's floor. */
        static final int FIXED_PRICE = 3;
    }
}
