package io.hayate.bidder.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the bidder while campaigns are being changed through its admin port, and asks the next one what it found. */
@Tag("jdk25")
class KilledProcessTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** {@code -Dhayate.property-rounds=20} makes it the long form. */
    private static final int ROUNDS = 1 + Integer.getInteger("hayate.property-rounds", 1);

    private static final int CAMPAIGNS = 200;
    private static final int CREATIVES = 20;
    private static final int CHANGERS = 3;
    private static final long SEED = 20_261_122;
    private static final long MAX_START_MS = 10_000;

    /** A bid may be late on a busy machine; a bidder that never bids is wrong. */
    private static final int MAX_TRIES = 50;

    private static final String DELETED = "deleted";

    @TempDir
    private Path folder;

    /** By campaign, the document that was acknowledged last, or {@link #DELETED}. */
    private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();

    /** By campaign, what was asked for and not answered when the process was killed: it may be there or not. */
    private final Map<Long, String> attempted = new ConcurrentHashMap<>();

    @Test
    void shouldHaveEveryAcknowledgedChangeAfterKills() throws Exception {
        final Random random = new Random(SEED);
        try (BidderProcess bidder = BidderProcess.start(folder)) {
            load(bidder);
            changeUntilKilled(bidder, 0, 20 + random.nextInt(200));
        }
        for (int round = 1; round <= ROUNDS; round++) {
            try (BidderProcess bidder = BidderProcess.start(folder)) {
                assertThat(bidder.get("/readyz").statusCode()).isEqualTo(200);
                final long readyMs = bidder.elapsedMs();
                final long cpuMs = bidder.cpuMs();
                check(bidder);
                System.out.printf(
                        "After kill %d: ready in %d ms (%d ms of CPU), %d campaigns%n",
                        round, readyMs, cpuMs, liveCampaigns());
                // Where others use the machine as well, only the time that this process had counts.
                assertThat(Math.min(readyMs, cpuMs)).isLessThan(MAX_START_MS);
                changeUntilKilled(bidder, round, 20 + random.nextInt(200));
            }
        }
        try (BidderProcess bidder = BidderProcess.start(folder)) {
            check(bidder);
        }
    }

    private void load(final BidderProcess bidder) throws Exception {
        LongStream.rangeClosed(1, CAMPAIGNS)
                .forEach(id -> acknowledged.put(id, ProcessCampaigns.campaign(id, "first-" + id, CREATIVES)));
        final HttpResponse<String> answer =
                bidder.admin("POST", "/campaigns", String.join("\n", acknowledged.values()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("accepted").asInt()).isEqualTo(CAMPAIGNS);
    }

    private void changeUntilKilled(final BidderProcess bidder, final int round, final int changes) throws Exception {
        final CountDownLatch changesBeforeKill = new CountDownLatch(changes);
        final ExecutorService threads = Executors.newFixedThreadPool(CHANGERS);
        try {
            final List<Future<?>> changers = new ArrayList<>();
            for (int i = 0; i < CHANGERS; i++) {
                final int changer = i;
                changers.add(threads.submit(() -> change(bidder, round, changer, changesBeforeKill)));
            }
            assertThat(changesBeforeKill.await(60, TimeUnit.SECONDS)).isTrue();
            bidder.kill();
            for (final Future<?> changer : changers) {
                changer.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each changer has campaigns of its own, so that it knows the order of their changes. Ends when nobody answers. */
    private Void change(
            final BidderProcess bidder, final int round, final int changer, final CountDownLatch changesBeforeKill)
            throws InterruptedException {
        final Random random = new Random(SEED + 100L * round + changer);
        for (int change = 0; ; change++) {
            final long id = 1 + changer + (long) CHANGERS * random.nextInt(CAMPAIGNS / CHANGERS);
            final boolean there = !acknowledged.get(id).equals(DELETED);
            final boolean delete = there && random.nextInt(5) == 0;
            final String text = "%d-%d-%d-%s".formatted(round, changer, change, "x".repeat(random.nextInt(100)));
            final String next = delete ? DELETED : ProcessCampaigns.campaign(id, text, CREATIVES);
            attempted.put(id, next);
            try {
                final HttpResponse<String> answer =
                        bidder.admin(delete ? "DELETE" : "PUT", "/campaigns/" + id, delete ? "" : next);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(delete ? 204 : there ? 200 : 201);
            } catch (final IOException e) {
                return null; // killed
            }
            acknowledged.put(id, next);
            attempted.remove(id);
            changesBeforeKill.countDown();
        }
    }

    private void check(final BidderProcess bidder) throws Exception {
        assertThat(attempted).hasSizeLessThanOrEqualTo(CHANGERS);
        for (long id = 1; id <= CAMPAIGNS; id++) {
            final HttpResponse<String> answer = bidder.get("/campaigns/" + id);
            final String found = answer.statusCode() == 404 ? DELETED : answer.body();
            if (found.equals(attempted.get(id))) {
                acknowledged.put(id, found);
            }
            assertThat(found).as("campaign %d", id).isEqualTo(acknowledged.get(id));
            checkBid(bidder, id, found);
        }
        attempted.clear();
        final List<String> listed = bidder.get("/campaigns").body().lines().toList();
        assertThat(listed).hasSize(liveCampaigns());
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(acknowledged.values().stream()
                        .filter(document -> !document.equals(DELETED))
                        .collect(Collectors.toSet()));
    }

    private void checkBid(final BidderProcess bidder, final long id, final String document) throws Exception {
        HttpResponse<String> answer = bidder.bid(ProcessCampaigns.request(id));
        if (document.equals(DELETED)) {
            assertThat(answer.statusCode()).as("campaign %d", id).isEqualTo(204);
            return;
        }
        for (int tries = 1; answer.statusCode() == 204 && tries < MAX_TRIES; tries++) {
            answer = bidder.bid(ProcessCampaigns.request(id));
        }
        assertThat(answer.statusCode()).as("bid of campaign %d", id).isEqualTo(200);
        final JsonNode bid = JSON.readTree(answer.body()).at("/seatbid/0/bid/0");
        assertThat(bid.path("cid").asText()).isEqualTo(Long.toString(id));
        assertThat(bid.path("adm").asText())
                .contains("text " + JSON.readTree(document).path("name").asText() + "</a>");
    }

    private int liveCampaigns() {
        return (int) acknowledged.values().stream()
                .filter(document -> !document.equals(DELETED))
                .count();
    }
}
