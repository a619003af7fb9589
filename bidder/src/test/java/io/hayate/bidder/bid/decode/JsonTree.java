package io.hayate.bidder.bid.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.bid.BidLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Jackson's tree of a JSON text, with the text of numbers kept.
 *
 * <p>Deliberate differences between the decoder and Jackson alone, made equal here: invalid UTF-8 is refused (Jackson takes
 * overlong forms and encoded surrogates), so is nesting beyond {@link BidLimits#MAX_DEPTH}; a byte order mark is passed
 * over. (Half a surrogate pair in a key Jackson refuses; no key here has one.)
 */
final class JsonTree {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000_000)
                    .maxNumberLength(1_000_000)
                    .maxNameLength(1_000_000)
                    .build())
            .build());

    private JsonTree() {}

    /** A number's text as it stood, which a JsonNode would not keep. */
    record NumberText(String text) {
        BigDecimal value() {
            return new BigDecimal(text);
        }
    }

    /** Hands numbers to the tree as {@link NumberText}. */
    private static final class NumberKeepingParser extends JsonParserDelegate {
        NumberKeepingParser(final JsonParser parser) {
            super(parser);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            super.nextToken();
            return currentToken();
        }

        @Override
        public JsonToken currentToken() {
            final JsonToken token = super.currentToken();
            return token != null && token.isNumeric() ? JsonToken.VALUE_EMBEDDED_OBJECT : token;
        }

        @Override
        public int currentTokenId() {
            final JsonToken token = currentToken();
            return token == null ? JsonToken.NOT_AVAILABLE.id() : token.id();
        }

        @Override
        public Object getEmbeddedObject() throws IOException {
            return new NumberText(getText());
        }
    }

    /** Empty if the body is not JSON as the decoder takes it. */
    static Optional<JsonNode> of(final byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (isTooDeep(text)) {
                return Optional.empty();
            }
            try (JsonParser parser = new NumberKeepingParser(MAPPER.createParser(text))) {
                final JsonNode tree = MAPPER.readTree(parser);
                return tree == null || parser.nextToken() != null ? Optional.empty() : Optional.of(tree);
            }
        } catch (final CharacterCodingException | JsonProcessingException e) {
            return Optional.empty();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTooDeep(final String text) throws IOException {
        try (JsonParser parser = MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.getParsingContext().getNestingDepth() > BidLimits.MAX_DEPTH) {
                    return true;
                }
            }
            return false;
        }
    }
}
