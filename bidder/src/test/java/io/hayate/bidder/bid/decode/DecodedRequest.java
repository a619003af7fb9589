package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A decoder with its view, and the view's slices as text. */
final class DecodedRequest {
    final BidRequestDecoder decoder = new BidRequestDecoder();
    final BidRequestView view = new BidRequestView();

    boolean decode(final byte[] body) {
        System.arraycopy(body, 0, view.body, 0, body.length);
        view.bodyLengthBytes = body.length;
        return decoder.decode(view);
    }

    boolean decode(final String json) {
        return decode(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A decoded request whose one impression, with id 1, has these fields in addition. */
    static BidRequestView ofImpression(final String fields) {
        return of("\"imp\": [{\"id\": \"1\", " + fields + "}]");
    }

    /** A decoded request with these fields and an impression. */
    static BidRequestView ofRequest(final String fields) {
        return of("\"imp\": [{\"id\": \"1\"}], " + fields);
    }

    static BidRequestView of(final String fieldsAfterId) {
        final DecodedRequest request = new DecodedRequest();
        if (!request.decode("{\"id\": \"r\", " + fieldsAfterId + "}")) {
            throw new AssertionError("not a bid request: " + fieldsAfterId);
        }
        return request.view;
    }

    static String text(final BidRequestView view, final long slice) {
        return new String(view.body, Slice.offset(slice), Slice.length(slice), StandardCharsets.UTF_8);
    }

    static List<String> texts(final BidRequestView view, final long list) {
        final List<String> texts = new ArrayList<>();
        for (final long item : items(view, list)) {
            texts.add(text(view, item));
        }
        return texts;
    }

    static List<Long> items(final BidRequestView view, final long list) {
        final List<Long> items = new ArrayList<>();
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            items.add(view.items[i]);
        }
        return items;
    }
}
