package io.hayate.bidder.notices.receive;

import io.hayate.bidder.exchanges.PriceKeys;
import io.hayate.bidder.exchanges.PriceMacro;

/** Reads the prices of one exchange, as it puts them into its macro. Owned by the bid loop. */
interface PriceDecoder {
    /** What cannot be read as a price. */
    long UNREADABLE = -1;

    /** What may be a price, but was not encrypted with the keys that we have. */
    long NOT_DECRYPTED = -2;

    /** The price in CPM micros, or {@link #UNREADABLE} or {@link #NOT_DECRYPTED}. */
    long cpmMicros(byte[] text, int length);

    static PriceDecoder of(final PriceMacro macro, final PriceKeys keys) {
        final PriceKeys.Pair pair = keys.find(macro.keys());
        return switch (macro.encoding()) {
            case PLAIN -> PriceText::cpmMicros;
            case GOOGLE -> pair == null ? (text, length) -> NOT_DECRYPTED : new GooglePrice(pair, macro.unit());
        };
    }
}
