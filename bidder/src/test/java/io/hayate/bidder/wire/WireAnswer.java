package io.hayate.bidder.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP answer as it came; header names in lower case. */
@SuppressWarnings("ArrayRecordComponent")
public record WireAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    public Optional<String> header(final String name) {
        final List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean saysClose() {
        return header("connection").map("close"::equalsIgnoreCase).orElse(false);
    }
}
