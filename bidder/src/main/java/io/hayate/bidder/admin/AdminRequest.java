package io.hayate.bidder.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One authorised call on the admin port. Immutable; shared.
 *
 * @param method upper case
 * @param path without query, decoded
 * @param pathParameters by the names in the route's pattern
 * @param query first value of each parameter, decoded
 * @param headers by lower-case name, last value
 * @param body at most {@code admin}'s limit
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record AdminRequest(
        String method,
        String path,
        Map<String, String> pathParameters,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body) {

    public @Nullable String header(final String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** A parameter named in the route's pattern. */
    public String pathParameter(final String name) {
        final String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter " + name);
        }
        return value;
    }
}
