package io.hayate.loadtest.certify;

import java.util.List;

/**
 * What one exchange asks for beyond OpenRTB. Immutable; shared.
 *
 * @param source the document it comes from
 * @param path of the bid requests where the URL has none
 * @param noBid forms of a no-bid: {@code 204}, {@code nbr}, {@code empty-seatbid}, {@code empty-object}
 * @param malformed answers to what is no bid request: {@code 400}, or a form of a no-bid
 * @param currencies that answers may be in; the first is written into requests
 * @param maxCridBytes 0: no limit
 * @param maxOpenBids for one impression; 0: no limit
 * @param formats that a bid must have been seen of
 * @param nativeMarkup what adm is for native: {@code text}, {@code wrapped-text} (inside {@code {"native": ...}}
 *     whatever the request looks like) or {@code object}
 */
record ExchangeProfile(
        String source,
        String path,
        List<String> noBid,
        List<String> malformed,
        List<String> currencies,
        List<String> requiredAnswerFields,
        List<String> requiredSeatFields,
        List<String> requiredBidFields,
        int maxCridBytes,
        int maxOpenBids,
        List<String> formats,
        String nativeMarkup) {

    static final List<String> NAMES = List.of("generic", "demo", "google", "index", "fluct");

    // The file leaves out what the exchange does not ask for.
    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"})
    ExchangeProfile {
        requiredAnswerFields = requiredAnswerFields == null ? List.of() : requiredAnswerFields;
        requiredSeatFields = requiredSeatFields == null ? List.of() : requiredSeatFields;
        requiredBidFields = requiredBidFields == null ? List.of() : requiredBidFields;
    }

    String currency() {
        return currencies.get(0);
    }
}
