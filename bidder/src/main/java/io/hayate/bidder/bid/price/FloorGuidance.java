package io.hayate.bidder.bid.price;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.live.SlotTable;

/**
 * The floor that applies to a candidate (OpenRTB 2.6, implementation notes 7.11): the deal's; where it says nothing, or
 * openly, that of the video or the audio; where that says nothing, the impression's. Of a deal, a video or an audio,
 * durfloors with a range of the creative's duration and mincpmpersec come before bidfloor; of both the higher. A floor's
 * currency is never inherited. Owned by the bid loop.
 */
final class FloorGuidance {
    /** Of what does not last: no floor depends on it. */
    private static final int NO_DURATION = -1;

    /** 0 if there is no floor. */
    long cpmMicros;

    /** A text of the request, ABSENT means USD. */
    long currency;

    /** It is the deal's own, so under {@code at} 3 the price. */
    boolean ofDeal;

    /** The impression's floor holds beside the deal's: the deal has durfloors, and none for the creative's duration. */
    boolean ofImpressionToo;

    /** Finds the floor for the context's creative, deal and impression. */
    void find(final BidContext context) {
        final BidRequestView request = context.request;
        final SlotTable table = context.index.table();
        final int format = table.format(context.creative);
        final boolean media = format == AdFormat.VIDEO.ordinal() || format == AdFormat.AUDIO.ordinal();
        final int seconds = media ? table.durationSeconds(context.creative) : NO_DURATION;
        ofDeal = context.deal != BidContext.NO_DEAL && findOfDeal(request, context.deal, seconds);
        if (!ofDeal) {
            findOfImpression(request, context.impression, format, seconds);
        }
    }

    /** False if the deal says nothing. */
    private boolean findOfDeal(final BidRequestView request, final int deal, final int seconds) {
        final long ranges = request.dealDurationFloors[deal];
        currency = request.dealFloorCurrency[deal];
        cpmMicros = byDuration(request, request.dealMinCpmPerSecondMicros[deal], ranges, seconds);
        if (cpmMicros == 0) {
            cpmMicros = request.dealFloorCpmMicros[deal];
        }
        ofImpressionToo = seconds != NO_DURATION && ranges != Slice.ABSENT && !anyRangeCovers(request, ranges, seconds);
        return cpmMicros > 0;
    }

    private void findOfImpression(
            final BidRequestView request, final int impression, final int format, final int seconds) {
        currency = request.floorCurrency[impression];
        cpmMicros = 0;
        ofImpressionToo = false;
        if (seconds != NO_DURATION) {
            final MediaOffers offers = request.media(format);
            cpmMicros = byDuration(
                    request, offers.minCpmPerSecondMicros[impression], offers.durationFloors[impression], seconds);
        }
        if (cpmMicros == 0) {
            cpmMicros = request.floorCpmMicros[impression];
        }
    }

    /** Whether the floor of the deal or the impression looked at is the same for every creative. */
    static boolean isCommon(final BidContext context) {
        final BidRequestView request = context.request;
        final int impression = context.impression;
        final int formats = request.formats[impression];
        return (context.deal == BidContext.NO_DEAL
                        || (request.dealMinCpmPerSecondMicros[context.deal] == 0
                                && request.dealDurationFloors[context.deal] == Slice.ABSENT))
                && ((formats & BidRequestView.VIDEO) == 0 || isCommon(request.video, impression))
                && ((formats & BidRequestView.AUDIO) == 0 || isCommon(request.audio, impression));
    }

    private static boolean isCommon(final MediaOffers offers, final int impression) {
        return offers.minCpmPerSecondMicros[impression] == 0 && offers.durationFloors[impression] == Slice.ABSENT;
    }

    /** The higher of the floor per second and those of the ranges that hold the duration; 0 if there is none. */
    private static long byDuration(
            final BidRequestView request, final long perSecondMicros, final long ranges, final int seconds) {
        if (seconds == NO_DURATION) {
            return 0;
        }
        long floor = perSecondMicros > Long.MAX_VALUE / Math.max(1, seconds)
                ? BidRequestView.FLOOR_OUT_OF_REACH
                : perSecondMicros * seconds;
        for (int i = Slice.offset(ranges); i < Slice.end(ranges); i += MediaOffers.DURATION_FLOOR_ITEMS) {
            if (rangeCovers(request, i, seconds)) {
                floor = Math.max(floor, request.items[i + 2]);
            }
        }
        return floor;
    }

    private static boolean anyRangeCovers(final BidRequestView request, final long ranges, final int seconds) {
        for (int i = Slice.offset(ranges); i < Slice.end(ranges); i += MediaOffers.DURATION_FLOOR_ITEMS) {
            if (rangeCovers(request, i, seconds)) {
                return true;
            }
        }
        return false;
    }

    private static boolean rangeCovers(final BidRequestView request, final int range, final int seconds) {
        final long most = request.items[range + 1];
        return seconds >= request.items[range] && (most == BidRequestView.UNKNOWN || seconds <= most);
    }
}
