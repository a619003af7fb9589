package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.SlotTable;

/**
 * The creative lasts as long as the impression asks: exactly one of rqddurs, else from minduration to maxduration;
 * never longer than its pod (OpenRTB 2.6, 3.2.7, 3.2.8). Owned by the bid loop.
 */
final class DurationRule implements CreativeRule {
    private final ListedValues required = new ListedValues();

    @Override
    public void beginRequest() {
        required.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final BidRequestView request = context.request;
        final int impression = context.impression;
        final MediaOffers offers = request.media(table.format(creative));
        final int seconds = table.durationSeconds(creative);
        final long list = offers.requiredDurations[impression];
        if (list != Slice.ABSENT) {
            required.holdNumbers(request, list);
            return required.contains(seconds) && reaches(seconds, offers.podDurationSeconds[impression]);
        }
        return offers.minDurationSeconds[impression] != BidRequestView.UNUSABLE
                && seconds >= offers.minDurationSeconds[impression]
                && reaches(seconds, offers.maxDurationSeconds[impression])
                && reaches(seconds, offers.podDurationSeconds[impression]);
    }

    private static boolean reaches(final int seconds, final int most) {
        return most == BidRequestView.UNKNOWN || seconds <= most;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.DURATION_NOT_OFFERED;
    }
}
