package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/**
 * Reads a SupplyChain object and the nodes in it (OpenRTB 2.6 sections 3.2.25, 3.2.26), and keeps what the last one said.
 * Owned by the bid loop.
 */
final class SupplyChainReader {
    /** There is a chain, though maybe not a readable one. */
    boolean present;

    boolean complete;
    /** As {@link BidRequestView#supplyChainNodes}. */
    long nodes;

    private final JsonCursor cursor;
    private final FieldReader fields;

    SupplyChainReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    void reset() {
        present = false;
        complete = false;
        nodes = Slice.ABSENT;
    }

    void read(final BidRequestView view) {
        reset();
        final byte first = cursor.peek();
        present = first != 'n';
        if (first != '{') {
            cursor.skipValue();
            return;
        }
        boolean readable = true;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.COMPLETE -> complete = fields.readFlag();
                case Key.NODES -> readable = readNodes(view);
                default -> cursor.skipValue();
            }
        }
        complete &= readable;
    }

    /** Whether the value at hand is a list, or says nothing. */
    private boolean readNodes(final BidRequestView view) {
        nodes = Slice.ABSENT;
        final byte first = cursor.peek();
        if (first != '[') {
            cursor.skipValue();
            return first == 'n';
        }
        final int start = fields.itemCount();
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            readNode(view);
        }
        nodes = fields.listSince(start);
        return true;
    }

    /** One node, which may say nothing and is one all the same. */
    private void readNode(final BidRequestView view) {
        long asi = Slice.ABSENT;
        long sid = Slice.ABSENT;
        if (cursor.peek() != '{') {
            cursor.skipValue();
        } else {
            for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
                switch (key) {
                    case Key.ASI -> asi = fields.readTextIfAny();
                    case Key.SID -> sid = fields.readTextIfAny();
                    default -> cursor.skipValue();
                }
            }
        }
        fields.addItem(view, asi);
        fields.addItem(view, sid);
    }
}
