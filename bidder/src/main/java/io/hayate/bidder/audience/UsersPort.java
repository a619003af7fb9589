package io.hayate.bidder.audience;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@code POST /users} of a running bidder, as a client. Owned by the main thread. */
final class UsersPort {
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    /** A batch waits while a map is made larger. */
    private static final int ANSWER_TIMEOUT_MS = 600_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI users;
    private final @Nullable String token;

    /** The bidder cannot be reached or takes nothing now; it may be tried again. */
    static final class AwayException extends IOException {
        private static final long serialVersionUID = 1L;

        AwayException(final String message, final @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    UsersPort(final String adminUrl, final @Nullable String token) throws IOException {
        try {
            users = URI.create(adminUrl.endsWith("/") ? adminUrl + "users" : adminUrl + "/users");
            users.toURL();
        } catch (final IllegalArgumentException e) {
            throw new IOException("admin-url is no URL: " + e.getMessage(), e);
        }
        this.token = token;
    }

    /** The report on these lines. */
    JsonNode post(final byte[] lines) throws IOException {
        final HttpURLConnection call = (HttpURLConnection) users.toURL().openConnection();
        call.setConnectTimeout(CONNECT_TIMEOUT_MS);
        call.setReadTimeout(ANSWER_TIMEOUT_MS);
        call.setDoOutput(true);
        call.setRequestMethod("POST");
        call.setFixedLengthStreamingMode(lines.length);
        call.setRequestProperty("Content-Type", "application/x-ndjson");
        if (token != null) {
            call.setRequestProperty("Authorization", "Bearer " + token);
        }
        final int status;
        final byte[] answer;
        try {
            try (OutputStream body = call.getOutputStream()) {
                body.write(lines);
            }
            status = call.getResponseCode();
            final InputStream stream = status < 400 ? call.getInputStream() : call.getErrorStream();
            answer = stream == null ? new byte[0] : stream.readAllBytes();
        } catch (final IOException e) {
            throw new AwayException(users + ": " + e.getMessage(), e);
        }
        if (status == 429 || status == 503) {
            throw new AwayException(users + " answers " + status, null);
        }
        if (status != 200) {
            throw new IOException(users + " answers " + status + ": "
                    + JSON.readTree(answer).path("error").asText());
        }
        return JSON.readTree(answer);
    }
}
