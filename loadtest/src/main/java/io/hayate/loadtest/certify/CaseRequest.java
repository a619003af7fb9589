package io.hayate.loadtest.certify;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * Makes the body of a case. Placeholders stand for what only the run knows: <code>${currency}</code> of the profile,
 * <code>${deal}</code> that the bidder was said to have, and fields of the bid that the base got
 * (<code>${bid.adomain}</code>, <code>${bid.adomainParents}</code>, <code>${bid.cat}</code>,
 * <code>${bid.cattax}</code>, <code>${bid.seat}</code>, <code>${bid.bundle}</code>, <code>${bid.priceAbove}</code>).
 * Immutable; shared.
 */
final class CaseRequest {
    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final String currency;
    private final String deal;

    CaseRequest(final String currency, final String deal) {
        this.currency = currency;
        this.deal = deal;
    }

    /** The request that a case starts from, under an id of its own. */
    byte[] base(final CertifyCase certifyCase) {
        return bytes(start(certifyCase));
    }

    /**
     * @param bid that the base got; an empty object if none is needed
     * @throws MissingBidFieldException if the bid lacks what the case is made from
     */
    byte[] body(final CertifyCase certifyCase, final JsonNode bid) throws MissingBidFieldException {
        if (certifyCase.body() != null) {
            return certifyCase.body().getBytes(StandardCharsets.UTF_8);
        }
        if (certifyCase.bodyHex() != null) {
            return HexFormat.of().parseHex(certifyCase.bodyHex());
        }
        final ObjectNode request = start(certifyCase);
        for (final String pointer : certifyCase.remove()) {
            final JsonPointer place = JsonPointer.compile(pointer);
            ((ObjectNode) request.at(place.head())).remove(place.last().getMatchingProperty());
        }
        for (final Map.Entry<String, JsonNode> field : certifyCase.set().entrySet()) {
            put(request, field.getKey(), filled(field.getValue(), bid));
        }
        certifyCase.setRaw().forEach((pointer, json) -> put(request, pointer, new POJONode(new RawValue(json))));
        final int missing = certifyCase.padTo() - bytes(request).length;
        if (missing > 0) {
            request.withObject("/ext").put("padding", "x".repeat(missing));
        }
        return bytes(request);
    }

    private ObjectNode start(final CertifyCase certifyCase) {
        final String text = CaseFiles.request(certifyCase.base() == null ? "banner" : certifyCase.base())
                .replace("${currency}", currency);
        try {
            final ObjectNode request = (ObjectNode) JSON.readTree(text);
            return request.put("id", "certify-" + certifyCase.name());
        } catch (final JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode filled(final JsonNode value, final JsonNode bid) throws MissingBidFieldException {
        if (value.isTextual() && value.textValue().startsWith("${bid.")) {
            return BidFields.value(value.textValue(), bid);
        }
        final String text = value.toString()
                .replace("${currency}", currency)
                .replace("\"${deal}\"", TextNode.valueOf(deal).toString());
        try {
            return JSON.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(final ObjectNode request, final String pointer, final JsonNode value) {
        final JsonPointer place = JsonPointer.compile(pointer);
        final JsonNode parent = request.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), value);
        } else if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else {
            throw new IllegalStateException("nothing at " + pointer);
        }
    }

    private static byte[] bytes(final JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (final JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
