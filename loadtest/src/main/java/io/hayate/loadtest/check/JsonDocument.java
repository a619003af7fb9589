package io.hayate.loadtest.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One document in strict UTF-8 and strict JSON; of a key that stands twice the last value counts. Immutable; shared.
 *
 * @param root its value
 * @param duplicateKeys keys that stood twice in one object
 */
record JsonDocument(Json root, List<String> duplicateKeys) {
    private static final int MAX_NUMBER_LENGTH = 1_000_000;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /** The specification bounds neither numbers nor keys. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();

    /**
     * What others sent: a byte order mark is passed over, as RFC 8259 allows.
     *
     * @throws IOException if the bytes are not UTF-8, not JSON, or more than one document
     */
    static JsonDocument readRequest(final byte[] bytes) throws IOException {
        final String text = text(bytes);
        return read(!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
    }

    /** @throws IOException if the bytes are not UTF-8, not JSON, or more than one document */
    static JsonDocument read(final byte[] bytes) throws IOException {
        return read(text(bytes));
    }

    private static String text(final byte[] bytes) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static JsonDocument read(final String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "no document");
            }
            final List<String> duplicateKeys = new ArrayList<>();
            final Json root = readValue(parser, duplicateKeys);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "more than one document");
            }
            return new JsonDocument(root, List.copyOf(duplicateKeys));
        }
    }

    // Jackson bounds the depth, so recursion ends.
    private static Json readValue(final JsonParser parser, final List<String> duplicateKeys) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser, duplicateKeys);
            case START_ARRAY -> readArray(parser, duplicateKeys);
            case VALUE_STRING -> Json.string(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Json.number(parser.getText());
            case VALUE_TRUE -> Json.bool(true);
            case VALUE_FALSE -> Json.bool(false);
            case VALUE_NULL -> Json.NULL;
            default -> throw new JsonParseException(parser, "unexpected " + parser.currentToken());
        };
    }

    private static Json readObject(final JsonParser parser, final List<String> duplicateKeys) throws IOException {
        final Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String key = parser.currentName();
            parser.nextToken();
            if (fields.put(key, readValue(parser, duplicateKeys)) != null) {
                duplicateKeys.add(key);
            }
        }
        return Json.object(fields);
    }

    private static Json readArray(final JsonParser parser, final List<String> duplicateKeys) throws IOException {
        final List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(readValue(parser, duplicateKeys));
        }
        return Json.array(items);
    }
}
