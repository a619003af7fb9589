package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.MarkupIndex;
import io.hayate.bidder.campaigns.live.SlotLayer;

/**
 * By what an impression of one format asks of the markup. Without it, an impression that nobody's creative suits would be
 * held against two hundred campaigns in vain. What is left is still held against each rule. Immutable; shared.
 */
final class MarkupMatcher {
    private static final AdFormat[] FORMATS = AdFormat.values();

    /** False, with the reason noted, if no slot is left. */
    boolean keepAllowed(final BidContext context, final SlotLayer slots) {
        final int formats = context.request.formats[context.impression];
        if (Integer.bitCount(formats) != 1) {
            return true;
        }
        final AdFormat format = FORMATS[Integer.numberOfTrailingZeros(formats)];
        return switch (format) {
            case BANNER -> keepMimes(context, slots, format, context.request.bannerMimes[context.impression]);
            case VIDEO, AUDIO -> keepMedia(context, slots, format);
            case NATIVE -> true;
        };
    }

    private static boolean keepMedia(final BidContext context, final SlotLayer slots, final AdFormat format) {
        final MediaOffers offers = context.request.media(format.ordinal());
        final int impression = context.impression;
        return keepMimes(context, slots, format, offers.mimes[impression])
                && (format != AdFormat.VIDEO || keepLinearity(context, slots, offers.linearity[impression]))
                && keepDeliveries(context, slots, format, offers.deliveries[impression]);
    }

    private static boolean keepMimes(
            final BidContext context, final SlotLayer slots, final AdFormat format, final long list) {
        if (list == Slice.ABSENT) {
            return true;
        }
        final BidRequestView request = context.request;
        final MarkupIndex markup = context.index.markup();
        final ByteDictionary mimes = context.index.terms().mimes();
        slots.keepUnion(null);
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final long mime = request.items[i];
            slots.addToUnion(
                    markup.slotsOfMime(format, mimes.id(request.body, Slice.offset(mime), Slice.length(mime))));
        }
        return isAnyLeft(context, slots, NoBidReason.MIME_NOT_OFFERED);
    }

    private static boolean keepLinearity(final BidContext context, final SlotLayer slots, final int linearity) {
        if (linearity == BidRequestView.UNKNOWN) {
            return true;
        }
        slots.keepUnion(null);
        slots.addToUnion(context.index.markup().slotsOfLinearity(linearity));
        return isAnyLeft(context, slots, NoBidReason.LINEARITY_NOT_OFFERED);
    }

    private static boolean keepDeliveries(
            final BidContext context, final SlotLayer slots, final AdFormat format, final long list) {
        if (list == Slice.ABSENT) {
            return true;
        }
        slots.keepUnion(null);
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            slots.addToUnion(context.index.markup().slotsOfDelivery(format, context.request.items[i]));
        }
        return isAnyLeft(context, slots, NoBidReason.DELIVERY_NOT_OFFERED);
    }

    private static boolean isAnyLeft(final BidContext context, final SlotLayer slots, final NoBidReason reason) {
        if (slots.isEmpty()) {
            context.note(reason);
            return false;
        }
        return true;
    }
}
