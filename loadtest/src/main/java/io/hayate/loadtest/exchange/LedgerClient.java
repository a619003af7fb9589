package io.hayate.loadtest.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the admin ports of a bidder's replicas what they have booked; what each replica says is added up. Owned by the main
 * thread.
 */
final class LedgerClient {
    private static final int UNDER_WAY = 32;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final JsonFactory streaming = new JsonFactory();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final List<String> adminUrls;
    private final @Nullable String token;

    /**
     * @param adminUrls without a path, one for each replica
     * @throws IllegalArgumentException naming what cannot be asked
     */
    LedgerClient(final List<String> adminUrls, final @Nullable String token) {
        this.adminUrls = adminUrls.stream()
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .toList();
        this.token = token;
        this.adminUrls.forEach(LedgerClient::requireHttp);
        if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("--admin-token is ASCII without spaces");
        }
    }

    private static void requireHttp(final String adminUrl) {
        try {
            final URI uri = new URI(adminUrl);
            if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                throw new IllegalArgumentException("not an http:// URL with a host: " + adminUrl);
            }
        } catch (final URISyntaxException e) {
            throw new IllegalArgumentException("not a URL: " + adminUrl + " (" + e.getReason() + ")", e);
        }
    }

    /** The currency of each campaign's budget, by its id, however many there are. */
    Map<String, String> campaigns() throws IOException, InterruptedException {
        final Map<String, String> currencies = new HashMap<>();
        for (final String adminUrl : adminUrls) {
            final String url = adminUrl + "/campaigns";
            final HttpResponse<InputStream> answer;
            try {
                answer = client.send(request(url), HttpResponse.BodyHandlers.ofInputStream());
            } catch (final IOException e) {
                throw new IOException("the bidder's admin port does not answer: " + url + " (" + e + ")", e);
            }
            try (InputStream body = answer.body();
                    JsonParser parser = streaming.createParser(body)) {
                if (answer.statusCode() != 200) {
                    throw new IOException(url + " is answered " + answer.statusCode()
                            + (answer.statusCode() == 401 ? ": it wants --admin-token" : ""));
                }
                // One object after the other, with or without line ends.
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    readCampaign(parser, currencies);
                }
            }
        }
        return currencies;
    }

    private static void readCampaign(final JsonParser parser, final Map<String, String> currencies) throws IOException {
        String id = "";
        String currency = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            final JsonToken value = parser.nextToken();
            if (name.equals("id")) {
                id = parser.getText();
            } else if (name.equals("budget") && value == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    final boolean wanted = parser.currentName().equals("currency");
                    parser.nextToken();
                    if (wanted) {
                        currency = parser.getText();
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
        currencies.put(id, currency);
    }

    /** What the ledgers of all replicas say of each campaign; nothing of one that is not there. */
    SortedMap<String, Tally> tallies(final Collection<String> campaigns) throws IOException, InterruptedException {
        final SortedMap<String, Tally> tallies = new TreeMap<>();
        campaigns.forEach(campaign -> tallies.put(campaign, Tally.NOTHING));
        for (final String adminUrl : adminUrls) {
            final Deque<String> asked = new ArrayDeque<>();
            final Deque<CompletableFuture<HttpResponse<byte[]>>> underWay = new ArrayDeque<>();
            for (final String campaign : campaigns) {
                if (underWay.size() == UNDER_WAY) {
                    tallies.merge(asked.remove(), tally(underWay.remove()), Tally::plus);
                }
                asked.add(campaign);
                underWay.add(client.sendAsync(
                        request(adminUrl + "/campaigns/" + inPath(campaign) + "/ledger"),
                        HttpResponse.BodyHandlers.ofByteArray()));
            }
            while (!underWay.isEmpty()) {
                tallies.merge(asked.remove(), tally(underWay.remove()), Tally::plus);
            }
        }
        return tallies;
    }

    /**
     * What the reports of all replicas say of each campaign on one exchange; empty if a replica has no report.
     *
     * @throws IOException if a report cannot be read
     */
    Optional<SortedMap<String, Tally>> reported(final String exchange) throws IOException, InterruptedException {
        final SortedMap<String, Tally> tallies = new TreeMap<>();
        for (final String adminUrl : adminUrls) {
            final String url = adminUrl + "/report?by=campaign,exchange&exchange=" + inPath(exchange);
            final HttpResponse<byte[]> answer = client.send(request(url), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 404) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw new IOException(url + " is answered " + answer.statusCode());
            }
            for (final JsonNode row : json.readTree(answer.body()).path("rows")) {
                tallies.merge(row.path("campaign").asText(), reportTally(row), Tally::plus);
            }
        }
        return Optional.of(tallies);
    }

    private static Tally reportTally(final JsonNode row) throws IOException {
        return new Tally(
                row.path("bids").asLong(),
                row.path("wins").asLong(),
                row.path("billed").asLong(),
                nanos(row.path("spend")),
                row.path("impressions").asLong(),
                row.path("clicks").asLong(),
                row.path("conversions").asLong(),
                row.path("losses").asLong());
    }

    private Tally tally(final CompletableFuture<HttpResponse<byte[]>> answer) throws IOException {
        final HttpResponse<byte[]> ledger;
        try {
            ledger = answer.join();
        } catch (final CompletionException e) {
            throw new IOException("the ledger cannot be read: " + e.getCause(), e);
        }
        if (ledger.statusCode() == 404 || ledger.statusCode() == 400) {
            return Tally.NOTHING; // an answer may name campaigns that are none
        }
        if (ledger.statusCode() != 200) {
            throw new IOException(ledger.uri() + " is answered " + ledger.statusCode());
        }
        return tally(json.readTree(ledger.body()));
    }

    /** Whatever an answer calls a campaign, it is one segment of the path. */
    private static String inPath(final String campaign) {
        return URLEncoder.encode(campaign, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @throws IOException if its amount is none */
    static Tally tally(final JsonNode ledger) throws IOException {
        return new Tally(
                ledger.path("bids").asLong(),
                ledger.path("wins").asLong(),
                ledger.path("billed").asLong(),
                nanos(ledger.path("spentTotal")),
                ledger.path("impressions").asLong(),
                ledger.path("clicks").asLong(),
                ledger.path("conversions").asLong(),
                ledger.path("losses").asLong());
    }

    /** An exact decimal, as a number or as a text. */
    private static long nanos(final JsonNode amount) throws IOException {
        if (amount.isMissingNode() || amount.isNull()) {
            return 0;
        }
        try {
            return new BigDecimal(amount.asText())
                    .movePointRight(9)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        } catch (final ArithmeticException | NumberFormatException e) {
            throw new IOException("the ledger's spentTotal is no amount: " + amount, e);
        }
    }

    private HttpRequest request(final String url) {
        final HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).GET();
        return token == null
                ? request.build()
                : request.header("Authorization", "Bearer " + token).build();
    }
}
