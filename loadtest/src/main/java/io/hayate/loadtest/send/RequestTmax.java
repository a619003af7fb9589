package io.hayate.loadtest.send;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** How long a bid request says that its answer may take (OpenRTB 2.6, section 3.2.1, {@code tmax}). */
final class RequestTmax {
    /** Of a request that does not say, or is no JSON: long enough for any bidder. */
    static final int ABSENT_MS = 1_000;

    private static final int MAX_MS = 60_000;
    private static final JsonFactory JSON = new JsonFactory();

    private RequestTmax() {}

    static int read(final byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return ABSENT_MS;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                final boolean tmax = "tmax".equals(parser.currentName());
                parser.nextToken();
                if (tmax) {
                    final int ms = parser.getValueAsInt(0);
                    return ms > 0 ? Math.min(ms, MAX_MS) : ABSENT_MS;
                }
                parser.skipChildren();
            }
            return ABSENT_MS;
        } catch (final IOException e) {
            return ABSENT_MS;
        }
    }
}
