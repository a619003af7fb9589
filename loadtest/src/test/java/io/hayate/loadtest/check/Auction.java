package io.hayate.loadtest.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A valid request and answer, to be changed in one place. */
final class Auction {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode request;
    private final JsonNode answer;
    private CheckSettings settings = CheckSettings.defaults();

    private Auction(final JsonNode request, final JsonNode answer) {
        this.request = request;
        this.answer = answer;
    }

    /** Banners: an open bid and a deal bid on impression 1, an open bid on impression 2. */
    static Auction valid() {
        return new Auction(tree(AuctionDocuments.BANNER_REQUEST), tree(AuctionDocuments.BANNER_ANSWER));
    }

    /** A skippable inline video with a companion, VAST 4.2. */
    static Auction video() {
        return new Auction(tree(AuctionDocuments.VIDEO_REQUEST), tree(AuctionDocuments.VIDEO_ANSWER))
                .markup(AuctionDocuments.VAST);
    }

    /** The same, as the wrapper of another ad. */
    static Auction wrapper() {
        return video().markup(AuctionDocuments.WRAPPER).bid("protocol", "14");
    }

    /** Audio, VAST 4.2. */
    static Auction audio() {
        final Auction auction = video();
        final ObjectNode imp = (ObjectNode) auction.request.at("/imp/0");
        imp.set("audio", ((ObjectNode) imp.remove("video")).without(List.of("w", "h", "linearity", "skip")));
        return auction.imp("/audio/mimes", "[\"audio/mpeg\"]")
                .vast("type=\"video/mp4\" width=\"1280\" height=\"720\"", "type=\"audio/mpeg\"")
                .vast(" skipoffset=\"00:00:05\"", "")
                .bid("attr", "[]")
                .bid("mtype", "3")
                .withoutBidField("w")
                .withoutBidField("h");
    }

    /** Native 1.2 with title, two images and a text. */
    static Auction nativeAd() {
        final Auction auction =
                new Auction(tree(AuctionDocuments.NATIVE_REQUEST), tree(AuctionDocuments.NATIVE_ANSWER));
        return auction.imp(
                        "/native/request",
                        text(tree(AuctionDocuments.NATIVE_REQUEST_OBJECT).toString()))
                .markup(tree(AuctionDocuments.NATIVE_AD).toString());
    }

    /** The open bid's adm. */
    Auction markup(final String markup) {
        return bid("adm", text(markup));
    }

    /** The VAST with one text replaced, which must be there. */
    Auction vast(final String old, final String replacement) {
        final String markup = readText(answer.at("/seatbid/0/bid/0/adm"));
        if (!markup.contains(old)) {
            throw new IllegalArgumentException("no " + old + " in " + markup);
        }
        return markup(markup.replace(old, replacement));
    }

    /** A place in the native ad. */
    Auction ad(final String pointer, final String json) {
        final JsonNode ad = tree(readText(answer.at("/seatbid/0/bid/0/adm")));
        set(ad, pointer, json);
        return markup(ad.toString());
    }

    Auction withoutInAd(final String pointer) {
        final JsonNode ad = tree(readText(answer.at("/seatbid/0/bid/0/adm")));
        remove(ad, pointer);
        return markup(ad.toString());
    }

    /** A place in the native request. */
    Auction asked(final String pointer, final String json) {
        final JsonNode asked = tree(readText(request.at("/imp/0/native/request")));
        set(asked, pointer, json);
        return imp("/native/request", text(asked.toString()));
    }

    Auction settings(final CheckSettings itsSettings) {
        settings = itsSettings;
        return this;
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

    /** A no-bid with its reason instead of the bids. */
    Auction noBid(final int nbr) {
        ((ObjectNode) answer).remove("seatbid");
        return answer("/nbr", Integer.toString(nbr));
    }

    Auction withoutBidField(final String field) {
        ((ObjectNode) answer.at("/seatbid/0/bid/0")).remove(field);
        return this;
    }

    Auction without(final String pointer) {
        remove(request, pointer);
        return this;
    }

    /** The first seat's bids as JSON. */
    String bids() {
        return answer.at("/seatbid/0/bid").toString();
    }

    List<Violation> violations() {
        return new BidChecker(settings).check(bytes(request), bytes(answer));
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

    private static void remove(final JsonNode root, final String pointer) {
        final JsonPointer place = JsonPointer.compile(pointer);
        final JsonNode parent = root.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(place.last().getMatchingProperty()));
        } else {
            ((ObjectNode) parent).remove(place.last().getMatchingProperty());
        }
    }

    private static String text(final String value) {
        return TextNode.valueOf(value).toString();
    }

    // Texts were put there as raw JSON.
    private static String readText(final JsonNode node) {
        return tree(node.toString()).asText();
    }

    private static JsonNode tree(final String json) {
        try {
            return MAPPER.readTree(json);
        } catch (final JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
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
        return tree(json);
    }
}
