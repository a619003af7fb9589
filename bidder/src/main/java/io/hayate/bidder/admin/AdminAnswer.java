package io.hayate.bidder.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the admin port answers. Immutable; shared. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record AdminAnswer(int status, String contentType, byte[] body, Map<String, String> headers) {
    public static AdminAnswer json(final int status, final String json) {
        return new AdminAnswer(status, "application/json", json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** {@code {"error": "..."}}. */
    public static AdminAnswer error(final int status, final String error) {
        return json(
                status,
                JsonNodeFactory.instance.objectNode().put("error", error).toString());
    }

    public static AdminAnswer empty(final int status) {
        return new AdminAnswer(status, "", new byte[0], Map.of());
    }
}
