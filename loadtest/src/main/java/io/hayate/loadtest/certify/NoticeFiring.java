package io.hayate.loadtest.certify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fires the win, billing and loss notices of a bid as an exchange that renders for review does: every price is
 * {@code AUDIT}, so nothing is booked. Owned by the thread that runs the command.
 */
final class NoticeFiring {
    private static final List<String> NOTICES = List.of("nurl", "burl", "lurl");
    private static final Pattern MACRO = Pattern.compile("\\$\\{(AUCTION_[A-Z_]+)(?::[A-Za-z0-9]+)?}");
    /** What the rest is in a review. */
    private static final String AUDIT = "AUDIT";

    private static final String LOST_TO_A_HIGHER_BID = "102";

    private final HttpClient client;
    private final Duration timeout;

    NoticeFiring(final Duration timeout) {
        this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
        this.timeout = timeout;
    }

    /** @return what is wrong, in a sentence each */
    List<String> fire(final JsonNode request, final JsonNode bid) throws InterruptedException {
        final List<String> problems = new ArrayList<>();
        for (final String notice : NOTICES) {
            if (bid.hasNonNull(notice)) {
                fire(notice, bid.path(notice).asText(), values(request, bid), problems);
            }
        }
        return problems;
    }

    static boolean hasNotice(final JsonNode bid) {
        return NOTICES.stream().anyMatch(bid::hasNonNull);
    }

    private void fire(
            final String notice, final String template, final Map<String, String> values, final List<String> problems)
            throws InterruptedException {
        final String url = MACRO.matcher(template)
                .replaceAll(macro -> Matcher.quoteReplacement(values.getOrDefault(macro.group(1), AUDIT)));
        try {
            final URI uri = new URI(url);
            if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
                problems.add(notice + " is no absolute http or https URL: " + shown(url));
                return;
            }
            final HttpRequest get =
                    HttpRequest.newBuilder(uri).timeout(timeout).GET().build();
            final int status =
                    client.send(get, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 200 || status > 299) {
                problems.add(notice + " is answered " + status + ".");
            }
        } catch (final URISyntaxException e) {
            problems.add(notice + " is no URL: " + shown(url));
        } catch (final IOException e) {
            problems.add(notice + " cannot be fired: " + e);
        }
    }

    private static Map<String, String> values(final JsonNode request, final JsonNode bid) {
        return Map.of(
                "AUCTION_ID",
                request.path("id").asText(),
                "AUCTION_IMP_ID",
                bid.path("impid").asText(),
                "AUCTION_CURRENCY",
                "USD",
                "AUCTION_LOSS",
                LOST_TO_A_HIGHER_BID,
                "AUCTION_MULTIPLIER",
                "1");
    }

    private static String shown(final String url) {
        return url.length() <= 120 ? url : url.substring(0, 120) + "...";
    }
}
