package io.hayate.loadtest.campaigns;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes one dimension's include or exclude. Owned by the thread that generates. */
final class RuleWriter {
    private final JsonGenerator json;

    RuleWriter(final JsonGenerator json) {
        this.json = json;
    }

    /** @param verb {@code include} or {@code exclude} */
    void writeTexts(final String dimension, final String verb, final Iterable<String> values) throws IOException {
        begin(dimension, verb);
        for (final String value : values) {
            json.writeString(value);
        }
        end();
    }

    /** @param verb {@code include} or {@code exclude} */
    void writeNumbers(final String dimension, final String verb, final Iterable<Integer> values) throws IOException {
        begin(dimension, verb);
        for (final int value : values) {
            json.writeNumber(value);
        }
        end();
    }

    private void begin(final String dimension, final String verb) throws IOException {
        json.writeObjectFieldStart(dimension);
        json.writeArrayFieldStart(verb);
    }

    private void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }
}
