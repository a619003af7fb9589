package io.hayate.loadtest.certify;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.loadtest.StubBidder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A bidder that does everything right, but for one fault: HTTP, ids, and what concerns the request as a whole. */
final class ExemplaryBidder {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int MAX_ID_CHARACTERS = 64;
    private static final int SMALL_BODY_BYTES = 10_000;

    private final String noBidForm;
    private final ExemplaryBids bids;
    private final Fault fault;

    private ExemplaryBidder(final ExchangeProfile profile, final Fault fault) {
        this.noBidForm = profile.noBid().get(0);
        this.bids = new ExemplaryBids(profile.currency(), profile.nativeMarkup().equals("wrapped-text"), fault);
        this.fault = fault;
    }

    static StubBidder start(final ExchangeProfile profile, final Fault fault) {
        final ExemplaryBidder bidder = new ExemplaryBidder(profile, fault);
        return StubBidder.start((call, number) -> bidder.onRequest(call));
    }

    private void onRequest(final StubBidder.Call call) {
        if (call.uri().startsWith("/notice/")) {
            call.answer(fault == Fault.NOTICES_NOT_FOUND ? 404 : 204, "");
            return;
        }
        final String type = call.header("Content-Type");
        final boolean gzip = call.header("Content-Encoding").equals("gzip");
        if ((fault == Fault.WANTS_A_CONTENT_TYPE && type.isEmpty())
                || (fault == Fault.WANTS_THE_PLAIN_CONTENT_TYPE && type.contains("charset"))
                || (fault == Fault.CANNOT_INFLATE && gzip)
                || (fault == Fault.SMALL_BODIES_ONLY && call.body().length > SMALL_BODY_BYTES)) {
            call.answer(415, "");
            return;
        }
        final JsonNode request;
        try {
            request = request(gzip ? inflated(call.body()) : call.body());
        } catch (final IOException e) {
            onMalformed(call);
            return;
        }
        answer(call, request);
    }

    private void onMalformed(final StubBidder.Call call) {
        if (fault == Fault.ERROR_ON_MALFORMED) {
            call.answer(500, "");
        } else if (fault == Fault.CONTENT_WITH_400) {
            call.answer(400, "sorry");
        } else {
            call.answer(400, "", fault == Fault.CLOSES_AFTER_MALFORMED ? "Connection: close\r\n" : "");
        }
    }

    private JsonNode request(final byte[] body) throws IOException {
        final String text = fault == Fault.TAKES_ANY_ENCODING
                ? new String(body, StandardCharsets.UTF_8)
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(body))
                        .toString();
        final JsonNode request = JSON.readTree(text);
        final JsonNode id = request.path("id");
        final boolean noId = !id.isTextual() && !id.isNumber() && fault != Fault.TAKES_NO_ID;
        final boolean noImpression = !request.path("imp").path(0).isObject() && fault != Fault.TAKES_NO_IMPRESSION;
        if (!request.isObject() || noId || noImpression) {
            throw new IOException("no bid request");
        }
        return request;
    }

    private void answer(final StubBidder.Call call, final JsonNode request) {
        final ArrayNode offered = JSON.createArrayNode();
        if (isBidOn(request)) {
            bids.write(request, offered, "http://" + call.header("Host"));
        }
        final boolean closing = fault == Fault.CLOSES_CONNECTIONS;
        final String connection = closing ? "Connection: close\r\n" : "";
        if (offered.isEmpty()) {
            noBid(call, request, connection);
            return;
        }
        final ObjectNode answer = JSON.createObjectNode();
        final JsonNode id = request.path("id");
        answer.set("id", id);
        if (fault == Fault.ID_ALWAYS_A_TEXT) {
            answer.put("id", id.asText());
        } else if (fault == Fault.ID_CUT && id.asText().length() > MAX_ID_CHARACTERS) {
            answer.put("id", id.asText().substring(0, MAX_ID_CHARACTERS));
        }
        answer.put("cur", fault == Fault.ANSWERS_IN_POUNDS ? "GBP" : bids.currency());
        answer.putArray("seatbid").addObject().put("seat", ExemplaryBids.SEAT).set("bid", offered);
        final String content =
                fault == Fault.NOT_A_JSON_ANSWER ? answer.toString().replace("\\\"", "\"") : answer.toString();
        final String headers = connection + (fault == Fault.NO_CONTENT_TYPE ? "" : "Content-Type: application/json\r\n")
                + (fault == Fault.DEFLATES_UNASKED ? "Content-Encoding: gzip\r\n" : "")
                + "x-openrtb-version: " + (fault == Fault.ODD_VERSION ? "newest" : "2.6") + "\r\n";
        call.answer(200, content, headers);
        if (closing) {
            call.close();
        }
    }

    private boolean isBidOn(final JsonNode request) {
        final boolean timeLeft = request.path("tmax").asInt(fault == Fault.WANTS_TMAX ? 0 : 100) > 10;
        return (timeLeft || fault == Fault.BIDS_HOWEVER_LATE)
                && !(fault == Fault.NOT_ON_TEST && request.path("test").isBoolean())
                && !(fault == Fault.REFUSES_UNKNOWN_FIELDS && request.has("newest"))
                && !(fault == Fault.STRICT_ABOUT_SCALARS && request.path("tmax").isTextual());
    }

    private void noBid(final StubBidder.Call call, final JsonNode request, final String headers) {
        if (fault == Fault.EMPTY_200) {
            call.answer(200, "", headers);
        } else if (noBidForm.equals("204") && fault != Fault.NBR_WHERE_204_IS_ASKED) {
            call.answer(204, "", headers);
        } else {
            final ObjectNode answer = JSON.createObjectNode();
            answer.set("id", request.path("id"));
            call.answer(200, answer.put("nbr", 0).toString(), headers + "Content-Type: application/json\r\n");
        }
    }

    private static byte[] inflated(final byte[] body) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            in.transferTo(out);
        }
        return out.toByteArray();
    }

    static List<String> texts(final JsonNode list) {
        final List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
