package io.hayate.bidder.exchanges;

/**
 * How an exchange tells prices: the macro it fills in our notice URLs, and what it puts there. Immutable; shared.
 *
 * @param text as it stands in the URL
 * @param unit of the encoded number; a plain price is a decimal CPM
 * @param keys id of the keys in {@link PriceKeys}; empty where the encoding needs none
 */
public record PriceMacro(String text, Encoding encoding, Unit unit, String keys) {

    /** What the macro is filled with. */
    public enum Encoding {
        /** A decimal CPM in the bid's currency. */
        PLAIN("plain"),
        /** A whole number, encrypted and signed with HMAC-SHA1: Google's scheme, which others use as well. */
        GOOGLE("google");

        final String text;

        Encoding(final String text) {
            this.text = text;
        }
    }

    /** Of a price that comes as a whole number. */
    public enum Unit {
        /** 1e-6 of the bid's currency per thousand impressions. */
        CPM_MICROS("cpm-micros", 1),
        /** 1e-6 of the bid's currency for one impression. */
        IMPRESSION_MICROS("impression-micros", 1_000);

        final String text;
        public final int cpmMicros;

        Unit(final String text, final int cpmMicros) {
            this.text = text;
            this.cpmMicros = cpmMicros;
        }
    }
}
