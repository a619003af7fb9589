package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import java.util.Arrays;

/**
 * Reads the supply chain of a Source object (OpenRTB 2.6 section 3.2.2), and of its ext, where 2.5 has it.
 *
 * <p>Two chains that differ are one that is complete only if both are, with the nodes of both: those of ext first, so that
 * the last is that of 2.6. Owned by the bid loop.
 */
final class SourceReader {
    private final FieldReader fields;
    private final JsonCursor cursor;
    private final SupplyChainReader chain;
    private final SupplyChainReader chainExt;

    SourceReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
        chain = new SupplyChainReader(cursor, fields);
        chainExt = new SupplyChainReader(cursor, fields);
    }

    static void reset(final BidRequestView view) {
        view.supplyChain = false;
        view.supplyChainComplete = false;
        view.supplyChainNodes = Slice.ABSENT;
        view.supplyChainExtItems = 0;
    }

    void read(final BidRequestView view) {
        reset(view);
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        chain.reset();
        chainExt.reset();
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.SCHAIN -> chain.read(view);
                case Key.EXT -> readExt(view);
                default -> cursor.skipValue();
            }
        }
        view.supplyChain = chain.present || chainExt.present;
        view.supplyChainComplete =
                view.supplyChain && (chain.complete || !chain.present) && (chainExt.complete || !chainExt.present);
        join(view, chainExt.nodes, chain.nodes);
    }

    private void readExt(final BidRequestView view) {
        chainExt.reset();
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.SCHAIN) {
                chainExt.read(view);
            } else {
                cursor.skipValue();
            }
        }
    }

    private void join(final BidRequestView view, final long ext, final long nodes) {
        if (sameTexts(view, ext, nodes)) {
            view.supplyChainNodes = nodes;
            return;
        }
        view.supplyChainNodes = fields.joinedLists(view, ext, nodes);
        view.supplyChainExtItems = nodes == Slice.ABSENT ? 0 : Slice.length(ext);
    }

    private static boolean sameTexts(final BidRequestView view, final long first, final long second) {
        if (Slice.length(first) != Slice.length(second)) {
            return false;
        }
        for (int item = 0; item < Slice.length(first); item++) {
            if (!sameText(view, view.items[Slice.offset(first) + item], view.items[Slice.offset(second) + item])) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameText(final BidRequestView view, final long first, final long second) {
        return Arrays.equals(
                view.body, Slice.offset(first), Slice.end(first), view.body, Slice.offset(second), Slice.end(second));
    }
}
