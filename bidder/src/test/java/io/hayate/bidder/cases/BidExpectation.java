package io.hayate.bidder.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a case says of one bid: fields of the bid with their values, and four keys of its own. {@code seat} is that of the
 * seatbid, {@code lacks} names fields that are not there, {@code admHas} and {@code admLacks} are texts in the markup.
 * Immutable; shared.
 */
final class BidExpectation {
    private static final Set<String> OWN = Set.of("seat", "lacks", "admHas", "admLacks");
    private static final Set<String> FIELDS = Set.of(
            "impid",
            "price",
            "crid",
            "cid",
            "dealid",
            "adomain",
            "bundle",
            "cat",
            "cattax",
            "attr",
            "apis",
            "api",
            "protocol",
            "language",
            "langb",
            "w",
            "h",
            "wratio",
            "hratio",
            "mtype",
            "dur",
            "exp",
            "slotinpod",
            "nurl",
            "burl",
            "lurl",
            "iurl",
            "ext",
            "adm");

    private final Map<String, JsonNode> fields;

    BidExpectation(final Map<String, JsonNode> fields) {
        for (final String key : fields.keySet()) {
            if (!FIELDS.contains(key) && !OWN.contains(key)) {
                throw new IllegalArgumentException("a case cannot expect " + key + " of a bid");
            }
        }
        this.fields = fields;
    }

    /** What of the bid is not as expected; empty if all is. */
    List<String> differences(final JsonNode seatBid, final JsonNode bid) {
        final List<String> differences = new ArrayList<>();
        final String markup = bid.path("adm").asText();
        fields.forEach((key, expected) -> {
            switch (key) {
                case "seat" -> compare(key, expected, seatBid.path(key), differences);
                case "lacks" ->
                    texts(expected).stream()
                            .filter(bid::has)
                            .forEach(field -> differences.add(field + " is " + bid.get(field)));
                case "admHas" ->
                    texts(expected).stream()
                            .filter(text -> !markup.contains(text))
                            .forEach(text -> differences.add("adm lacks " + text + ": " + markup));
                case "admLacks" ->
                    texts(expected).stream()
                            .filter(markup::contains)
                            .forEach(text -> differences.add("adm has " + text + ": " + markup));
                default -> compare(key, expected, bid.path(key), differences);
            }
        });
        return differences;
    }

    static void compare(
            final String key, final JsonNode expected, final JsonNode actual, final List<String> differences) {
        final boolean bothNumbers = expected.isNumber() && actual.isNumber();
        final boolean equal = bothNumbers
                ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
                : (expected.isNumber() == actual.isNumber()
                        && expected.toString().equals(actual.toString()));
        if (!equal) {
            differences.add(key + " is " + actual + ", not " + expected);
        }
    }

    private static List<String> texts(final JsonNode oneOrMore) {
        final List<String> texts = new ArrayList<>();
        if (oneOrMore.isArray()) {
            oneOrMore.forEach(text -> texts.add(text.asText()));
        } else {
            texts.add(oneOrMore.asText());
        }
        return texts;
    }
}
