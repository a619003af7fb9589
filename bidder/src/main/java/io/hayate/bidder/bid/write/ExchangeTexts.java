package io.hayate.bidder.bid.write;

import static io.hayate.bidder.bid.write.AnswerBuffer.ascii;

import io.hayate.bidder.exchanges.ExchangeProfile;

/** What an exchange's profile puts into answers, encoded once. Immutable; shared. */
final class ExchangeTexts {
    final byte[] name;

    /** As a JSON string. */
    final byte[] seat;

    /** Behind the token in a URL; filled by the exchange (OpenRTB 2.6, 4.4). */
    final byte[] priceParameter;

    final byte[] winParameters;
    final byte[] lossParameters;

    ExchangeTexts(final ExchangeProfile profile) {
        final String price = "&p=" + profile.price().text();
        name = ascii(profile.name());
        seat = ascii('"' + profile.seat() + '"');
        // Only shading learns from it.
        final String minToWin = profile.terms().shading() ? "&m=${AUCTION_MIN_TO_WIN}" : "";
        priceParameter = ascii(price);
        winParameters = ascii(price + minToWin);
        lossParameters = ascii(price + "&r=${AUCTION_LOSS}" + minToWin);
    }
}
