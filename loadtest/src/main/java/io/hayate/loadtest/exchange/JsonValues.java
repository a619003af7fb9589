package io.hayate.loadtest.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Readings of the value that a parser stands on, which forgive what exchanges send; the parser stands on its end after. */
final class JsonValues {
    private static final int MAX_DIGITS = 32;

    private JsonValues() {}

    /** A string, or a number as written; empty for all else. */
    static String text(final JsonParser parser) throws IOException {
        final JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    static String lowerText(final JsonParser parser) throws IOException {
        return text(parser).toLowerCase(Locale.ROOT);
    }

    static String currency(final JsonParser parser, final String fallback) throws IOException {
        final String text = text(parser).strip();
        return text.isEmpty() ? fallback : text.toUpperCase(Locale.ROOT);
    }

    /** 0 for what is none. */
    static int integer(final JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_TRUE) {
            return 1;
        }
        final BigDecimal decimal = decimal(parser);
        return decimal == null || decimal.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
                ? 0
                : decimal.intValue();
    }

    /** Rounded up to 1e-6; 0 for what is none, or below 0. */
    static long cpmMicros(final JsonParser parser) throws IOException {
        return Books.cpmMicros(decimal(parser));
    }

    private static @Nullable BigDecimal decimal(final JsonParser parser) throws IOException {
        final String text = text(parser).strip();
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return null;
        }
        try {
            final BigDecimal decimal = new BigDecimal(text);
            return Math.abs(decimal.scale()) > MAX_DIGITS ? null : decimal;
        } catch (final NumberFormatException e) {
            return null;
        }
    }
}
