package io.hayate.loadtest.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A valid request and answer, to be changed in one place: an open bid and a deal bid on impression 1, an open bid on
 * impression 2.
 */
final class Auction {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String REQUEST = """
            {"id": "auction-1", "at": 1, "tmax": 120, "cur": ["USD", "JPY"], "wlang": ["ja", "en"], "cattax": 1,
             "bcat": ["IAB25", "IAB7-39"], "badv": ["rival.example"], "bapp": ["com.rival.game"],
             "wseat": ["hayate", "other"], "site": {"domain": "news-001.example"}, "device": {"w": 390, "h": 844},
             "imp": [
               {"id": "1", "bidfloor": 0.5, "bidfloorcur": "USD", "secure": 1,
                "banner": {"format": [{"w": 300, "h": 250}, {"w": 320, "h": 50}], "battr": [8, 17], "btype": [1, 3],
                           "api": [5]},
                "pmp": {"private_auction": 0, "deals": [
                  {"id": "deal-1", "bidfloor": 2.0, "wseat": ["hayate"], "wadomain": ["shop.example"]},
                  {"id": "deal-2", "at": 3, "bidfloor": 4.25}]}},
               {"id": "2", "banner": {"w": 728, "h": 90}}]}
            """;

    private static final String ANSWER = """
            {"id": "auction-1", "cur": "USD", "seatbid": [{"seat": "hayate", "bid": [
              {"id": "b-1", "impid": "1", "price": 0.75, "mtype": 1, "w": 300, "h": 250, "cid": "1001", "crid": "9001",
               "adomain": ["shop.example"], "cat": ["IAB22"], "attr": [13], "language": "en",
               "adm": "<a href=\\"https://t.example/notice/click?t=a\\"><img src=\\"https://cdn.example/a.png\\"></a>",
               "nurl": "http://t.example/notice/win?t=a&p=${AUCTION_PRICE}",
               "burl": "http://t.example/notice/bill?t=a&p=${AUCTION_PRICE}",
               "lurl": "http://t.example/notice/loss?t=a&p=${AUCTION_PRICE}&r=${AUCTION_LOSS}"},
              {"id": "b-2", "impid": "1", "dealid": "deal-1", "price": 2.5, "mtype": 1, "w": 320, "h": 50,
               "cid": "1002", "crid": "9002", "adomain": ["sale.shop.example"], "adm": "<img src=\\"//cdn.example/b.png\\">"},
              {"id": "b-3", "impid": "2", "price": 0.1, "mtype": 1, "w": 728, "h": 90, "cid": "1001", "crid": "9003",
               "adomain": ["shop.example"], "nurl": "https://t.example/markup?t=c"}]}]}
            """;

    private final JsonNode request;
    private final JsonNode answer;

    private Auction(final JsonNode request, final JsonNode answer) {
        this.request = request;
        this.answer = answer;
    }

    static Auction valid() {
        try {
            return new Auction(MAPPER.readTree(REQUEST), MAPPER.readTree(ANSWER));
        } catch (final JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param json put there as it stands */
    Auction request(final String pointer, final String json) {
        set(request, pointer, json);
        return this;
    }

    Auction imp(final String pointer, final String json) {
        return request("/imp/0" + pointer, json);
    }

    Auction answer(final String pointer, final String json) {
        set(answer, pointer, json);
        return this;
    }

    /** A field of the open bid on impression 1. */
    Auction bid(final String field, final String json) {
        return bid(0, field, json);
    }

    Auction dealBid(final String field, final String json) {
        return bid(1, field, json);
    }

    Auction bid(final int index, final String field, final String json) {
        return answer("/seatbid/0/bid/" + index + "/" + field, json);
    }

    Auction withoutBidField(final String field) {
        ((ObjectNode) answer.at("/seatbid/0/bid/0")).remove(field);
        return this;
    }

    Auction without(final String pointer) {
        final JsonPointer place = JsonPointer.compile(pointer);
        ((ObjectNode) request.at(place.head())).remove(place.last().getMatchingProperty());
        return this;
    }

    List<Violation> violations() {
        return new BidChecker().check(bytes(request), bytes(answer));
    }

    /** Labels of the rules that are broken, each once. */
    List<String> brokenRules() {
        return violations().stream().map(Violation::rule).distinct().toList();
    }

    byte[] requestBytes() {
        return bytes(request);
    }

    byte[] answerBytes() {
        return bytes(answer);
    }

    private static byte[] bytes(final JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void set(final JsonNode root, final String pointer, final String json) {
        final JsonPointer place = JsonPointer.compile(pointer);
        final JsonNode parent = root.at(place.head());
        final String last = place.last().getMatchingProperty();
        final JsonNode value = rawOrTree(json);
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode array && last.equals("-")) {
            array.add(value);
        } else if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), value);
        } else {
            throw new IllegalArgumentException("nothing at " + pointer);
        }
    }

    // Scalars stay as they are written (3e2, 300.0); objects and lists can be changed again.
    private static JsonNode rawOrTree(final String json) {
        if (!json.startsWith("{") && !json.startsWith("[")) {
            return new POJONode(new RawValue(json));
        }
        try {
            return MAPPER.readTree(json);
        } catch (final JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
