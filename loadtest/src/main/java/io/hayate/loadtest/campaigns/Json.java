package io.hayate.loadtest.campaigns;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Short ways to write lists and nested objects of campaigns. Immutable; shared. */
final class Json {
    private Json() {}

    static void texts(final JsonGenerator json, final String field, final Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (final String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static void numbers(final JsonGenerator json, final String field, final Iterable<Integer> values)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (final int value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    static void size(final JsonGenerator json, final int width, final int height) throws IOException {
        json.writeNumberField("w", width);
        json.writeNumberField("h", height);
    }

    static void image(final JsonGenerator json, final String field, final String url, final int width, final int height)
            throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("url", url);
        size(json, width, height);
        json.writeEndObject();
    }
}
