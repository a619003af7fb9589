package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import io.hayate.bidder.campaigns.live.SlotLayer;

/** Dimensions that a request has at most one value of. Owned by the bid loop. */
final class OneValue {
    /** Above what any enumeration of OpenRTB's has. */
    private static final int HIGHEST_NUMBER = 999;

    private final FoldedText name = new FoldedText();
    private final byte[] digits = new byte[3];

    /** Keeps the slots that allow a request with this text, or without any. */
    void keepAllowed(final BidContext context, final Dimension which, final long text) {
        final DimensionIndex dimension = context.index.targeting().dimension(which);
        if (!dimension.idle()) {
            final int id = text == Slice.ABSENT
                    ? ByteDictionary.MISSING
                    : dimension.dictionary().id(context.request.body, Slice.offset(text), Slice.length(text));
            dimension.keepAllowed(id, context.requestSlots);
        }
    }

    /** {@link #keepAllowed(BidContext, Dimension, long)} for names in any language, whose letter case is ignored. */
    void keepAllowedName(final BidContext context, final Dimension which, final long text) {
        final DimensionIndex dimension = context.index.targeting().dimension(which);
        if (!dimension.idle()) {
            name.take(context.request, text);
            final int id = name.length() == 0
                    ? ByteDictionary.MISSING
                    : dimension.dictionary().id(name.bytes(), name.offset(), name.length());
            dimension.keepAllowed(id, context.requestSlots);
        }
    }

    /** Keeps the slots that allow a request with this number; below 0 it tells none. */
    void keepAllowed(final BidContext context, final Dimension which, final int number, final SlotLayer slots) {
        final DimensionIndex dimension = context.index.targeting().dimension(which);
        if (!dimension.idle()) {
            dimension.keepAllowed(id(dimension.dictionary(), number), slots);
        }
    }

    private int id(final ByteDictionary dictionary, final int number) {
        if (number < 0 || number > HIGHEST_NUMBER) {
            return ByteDictionary.MISSING;
        }
        int start = digits.length;
        int rest = number;
        do {
            digits[--start] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return dictionary.id(digits, start, digits.length - start);
    }
}
