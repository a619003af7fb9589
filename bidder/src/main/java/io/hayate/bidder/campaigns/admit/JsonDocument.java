package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strict reading of one JSON object: UTF-8 only, no key twice, nothing behind it, numbers exact. Immutable; shared. */
final class JsonDocument {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_CHARS = 64;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_CHARS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonDocument() {}

    /** Parses an object of at most so many bytes; null, with the problem added, if it is none. */
    static @Nullable ObjectNode parse(final byte[] bytes, final Limit maxBytes, final Problems problems) {
        if (bytes.length > maxBytes.most()) {
            problems.add("", "has too many bytes; " + maxBytes.allowed());
            return null;
        }
        return parse(bytes, problems);
    }

    /** Parses an object of any length. */
    static @Nullable ObjectNode parse(final byte[] bytes, final Problems problems) {
        final String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (final CharacterCodingException e) {
            problems.add("", "is not UTF-8");
            return null;
        }
        final boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        try (JsonParser parser = MAPPER.createParser(marked ? text.substring(1) : text)) {
            return parse(parser, problems);
        } catch (final IOException e) {
            throw new UncheckedIOException(e); // a string cannot fail to be read
        }
    }

    static byte[] write(final JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree that was read can be written
        }
    }

    private static @Nullable ObjectNode parse(final JsonParser parser, final Problems problems) {
        try {
            final JsonNode node = MAPPER.readValue(parser, JsonNode.class);
            if (node instanceof final ObjectNode object) {
                return object;
            }
            problems.add("", "must be a JSON object");
        } catch (final JsonProcessingException e) {
            final String where =
                    e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
            problems.add(path(parser), "is not valid JSON: " + e.getOriginalMessage() + where);
        } catch (final NumberFormatException e) {
            problems.add(
                    path(parser), "is not valid JSON: a number's exponent is too large"); // Jackson lets it through
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }

    /** Where the parser stands, as we write paths: {@code creatives[1].domain}. */
    private static String path(final JsonParser parser) {
        final StringBuilder path = new StringBuilder();
        for (final String step :
                parser.getParsingContext().pathAsPointer().toString().split("/", -1)) {
            if (step.matches("\\d+")) {
                path.append('[').append(step).append(']');
            } else if (!step.isEmpty()) {
                path.append(path.length() == 0 ? "" : ".").append(step);
            }
        }
        return path.toString();
    }
}
