package io.hayate.bidder.ledger.audit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The ledger of a running bidder, asked through its admin port. Owned by the thread that asks. */
final class RunningLedger {
    private static final Duration MAX_CALL = Duration.ofSeconds(30);

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String adminUrl;
    private final @Nullable String token;

    RunningLedger(final String adminUrl, final @Nullable String token) {
        this.adminUrl = adminUrl.replaceAll("/+$", "");
        this.token = token;
    }

    /** What it says of a campaign; nothing if it has never heard of it. */
    Sums sums(final long campaignId) throws IOException {
        final HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(URI.create(adminUrl + "/campaigns/" + campaignId + "/ledger"))
                    .timeout(MAX_CALL);
        } catch (final IllegalArgumentException e) {
            throw new IOException("--admin-url: " + adminUrl + " is no URL", e);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            final HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 404) {
                return Sums.NOTHING;
            }
            if (answer.statusCode() != 200) {
                throw new IOException(adminUrl + " answers " + answer.statusCode() + " for campaign " + campaignId);
            }
            return sums(json.readTree(answer.body()));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Sums sums(final JsonNode account) {
        return new Sums(
                account.path("currency").asText(),
                account.path("spentTotal").decimalValue(),
                account.path("bids").asLong(),
                account.path("wins").asLong(),
                account.path("billed").asLong(),
                account.path("impressions").asLong(),
                account.path("clicks").asLong(),
                account.path("conversions").asLong(),
                account.path("losses").asLong());
    }
}
