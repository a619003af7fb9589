package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;

/**
 * Reads the JSON of one bid request (OpenRTB 2.5 and 2.6) into a {@link BidRequestView}, in one pass. Owned by the bid
 * loop.
 */
public final class BidRequestDecoder {
    private final JsonCursor cursor = new JsonCursor();
    private final RequestReader request = new RequestReader(cursor);

    /**
     * Fills the view from its body; false if that is not a bid request: not valid JSON in UTF-8, nested deeper than
     * {@link BidLimits#MAX_DEPTH}, not an object, without an id that is a string or a number, or without impressions. The
     * view's fields say nothing then.
     */
    public boolean decode(final BidRequestView view) {
        assert view.bodyLengthBytes <= BidLimits.MAX_BODY_BYTES;
        cursor.wrap(view.body, view.bodyLengthBytes);
        if (cursor.peek() != '{') {
            return false;
        }
        final boolean complete = request.read(view);
        view.tooComplex |= cursor.outOfRoom();
        return complete && cursor.isAtEnd();
    }
}
