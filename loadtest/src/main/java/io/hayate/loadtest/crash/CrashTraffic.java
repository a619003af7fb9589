package io.hayate.loadtest.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * One connection's worth of an exchange: asks for bids and sends their notices, some late, some twice, some only to the next
 * life, until the bidder is gone. Owned by its thread.
 */
final class CrashTraffic implements Runnable {
    private static final Duration MAX_CALL = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOST_PERCENT = 25;
    private static final int LATER_PERCENT = 15;
    private static final int TWICE_PERCENT = 15;
    private static final int AGAIN_PERCENT = 60;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CrashBooks books;
    private final String bidUrl;
    private final SplittableRandom random;
    private final boolean onlyWaiting;
    private long requests;

    /** @param onlyWaiting ends when no notice waits any more, and asks for no bids */
    CrashTraffic(final CrashBooks books, final String bidUrl, final long seed, final boolean onlyWaiting) {
        this.books = books;
        this.bidUrl = bidUrl;
        this.random = new SplittableRandom(seed);
        this.onlyWaiting = onlyWaiting;
    }

    @Override
    public void run() {
        try {
            while (true) {
                final CrashBooks.Waiting waiting = onlyWaiting || random.nextInt(4) == 0 ? books.waiting.poll() : null;
                if (waiting != null) {
                    send(waiting);
                } else if (onlyWaiting) {
                    return;
                } else {
                    askForBids();
                }
            }
        } catch (final IOException e) {
            books.broken.increment(); // killed
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askForBids() throws IOException, InterruptedException {
        books.requests.increment();
        final String request = CrashCampaigns.request(++requests, 1 + random.nextInt(CrashCampaigns.COUNT));
        final HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(bidUrl + "/openrtb2/demo"))
                        .timeout(MAX_CALL)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(request))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
            for (final JsonNode bid : JSON.readTree(answer.body()).at("/seatbid/0/bid")) {
                onBid(bid);
            }
        }
    }

    private void onBid(final JsonNode bid) throws IOException, InterruptedException {
        final long priceCpmMicros =
                bid.path("price").decimalValue().movePointRight(6).longValueExact();
        final CrashBid ours = new CrashBid(
                bid.path("id").asText(),
                Long.parseLong(bid.path("cid").asText()),
                priceCpmMicros / 2 + random.nextLong(priceCpmMicros / 2 + 1));
        if (!books.add(ours)) {
            throw new IllegalStateException("two bids have the id " + ours.id);
        }
        if (random.nextInt(100) < LOST_PERCENT) {
            notice(ours, CrashBid.Kind.LOSS, bid.path("lurl").asText());
            return;
        }
        notice(ours, CrashBid.Kind.WIN, bid.path("nurl").asText());
        notice(ours, CrashBid.Kind.BILL, bid.path("burl").asText());
    }

    private void notice(final CrashBid bid, final CrashBid.Kind kind, final String url)
            throws IOException, InterruptedException {
        final String path = url.substring(url.indexOf("/notice/"))
                .replace(
                        "${AUCTION_PRICE}",
                        BigDecimal.valueOf(bid.clearingCpmMicros, 6).toPlainString())
                .replace("${AUCTION_LOSS}", "102")
                .replaceAll("\\$\\{[A-Z_]+}", "");
        final CrashBooks.Waiting notice = new CrashBooks.Waiting(bid, kind, path);
        if (random.nextInt(100) < LATER_PERCENT) {
            books.waiting.add(notice);
            return;
        }
        send(notice);
        if (random.nextInt(100) < TWICE_PERCENT) {
            send(notice);
        }
    }

    /** What is not answered may be sent again to the next life, as exchanges do. */
    private void send(final CrashBooks.Waiting notice) throws IOException, InterruptedException {
        notice.bid().onSent(notice.kind());
        books.sent.increment();
        try {
            final HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(URI.create(bidUrl + notice.pathAndQuery()))
                            .timeout(MAX_CALL)
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() == 204) {
                notice.bid().onAnswered(notice.kind());
                books.answered.increment();
            } else {
                books.refused.increment(); // 429: it is full, and has told so
                books.waiting.add(notice);
            }
        } catch (final IOException e) {
            if (random.nextInt(100) < AGAIN_PERCENT) {
                books.waiting.add(notice);
            }
            throw e;
        }
    }
}
