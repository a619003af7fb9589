package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.LetterCase;

/**
 * A text of the request as dictionaries that ignore case want it: as it stands if it is ASCII, else with its letters in
 * lower case. Owned by the bid loop.
 */
final class FoldedText {
    /** Longer than every value of a campaign: 256 characters of three bytes, or half as many of four. */
    private static final int MAX_LENGTH_BYTES = 1024;

    private final byte[] folded = new byte[MAX_LENGTH_BYTES];
    private byte[] bytes = folded;
    private int offset;
    private int length;

    void take(final BidRequestView request, final long text) {
        bytes = request.body;
        offset = Slice.offset(text);
        length = Slice.length(text);
        if (!LetterCase.isAscii(bytes, offset, length)) {
            length = LetterCase.fold(bytes, offset, length, folded);
            bytes = folded;
            offset = 0;
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    /** 0 also for a text that is longer than every value. */
    int length() {
        return length;
    }
}
