package io.hayate.bidder.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the admin port answers. Immutable; shared, but for {@code following}, which is read once.
 *
 * @param body all of it, or its first page
 * @param following the pages behind the first; null if there are none
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record AdminAnswer(
        int status,
        String contentType,
        byte[] body,
        Map<String, String> headers,
        @Nullable BodyPages following) {
    public AdminAnswer(
            final int status, final String contentType, final byte[] body, final Map<String, String> headers) {
        this(status, contentType, body, headers, null);
    }

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
