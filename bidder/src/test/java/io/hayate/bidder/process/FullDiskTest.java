package io.hayate.bidder.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A map is full and there is no room for a larger one: what comes is refused, what was admitted goes on. */
class FullDiskTest {
    /** The map of creatives is made larger some times before it reaches this; every other file is smaller. */
    private static final long MAX_FILE_BYTES = 8L * 1024 * 1024;

    private static final String MAX_USERS = "--max-users=1000";
    private static final int MAX_CAMPAIGNS = 300;
    private static final Pattern REFUSED = Pattern.compile("hayate_campaign_catalog_full_total (\\d+).*");

    @TempDir
    private Path folder;

    @Test
    void shouldRefuseWhatDoesNotFitAndKeepTheRest() throws Exception {
        final int admitted;
        try (BidderProcess bidder = BidderProcess.startWithFilesUpTo(MAX_FILE_BYTES, folder, MAX_USERS)) {
            admitted = putUntilRefused(bidder);
            assertThat(bidder.get("/metrics").body().lines())
                    .anyMatch(line -> REFUSED.matcher(line).matches() && count(line) == 1);

            // Smaller changes still go in, and what is there bids.
            assertThat(put(bidder, 1, "a").statusCode()).isEqualTo(200);
            assertBidding(bidder, admitted);
            bidder.kill();
        }
        try (BidderProcess bidder = BidderProcess.startWithFilesUpTo(MAX_FILE_BYTES, folder, MAX_USERS)) {
            assertBidding(bidder, admitted);
            assertThat(bidder.end()).isZero();
        }
        try (BidderProcess bidder = BidderProcess.start(folder, MAX_USERS)) {
            assertThat(put(bidder, admitted + 1, large()).statusCode()).isEqualTo(201);
            assertBidding(bidder, admitted + 1);
        }
    }

    /** Returns how many went in. */
    private static int putUntilRefused(final BidderProcess bidder) throws Exception {
        for (int id = 1; id <= MAX_CAMPAIGNS; id++) {
            final HttpResponse<String> answer = put(bidder, id, large());
            if (answer.statusCode() != 201) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
                assertThat(answer.body()).contains("the map of creatives is full and cannot be made larger");
                return id - 1;
            }
        }
        throw new AssertionError("all of " + MAX_CAMPAIGNS + " campaigns went in");
    }

    private static HttpResponse<String> put(final BidderProcess bidder, final long id, final String text)
            throws Exception {
        return bidder.admin(
                "PUT", "/campaigns/" + id, ProcessCampaigns.campaign(id, "n", 1).replace("text n", text));
    }

    private static String large() {
        return "x".repeat(60_000);
    }

    private static void assertBidding(final BidderProcess bidder, final int campaigns) throws Exception {
        assertThat(bidder.get("/campaigns").body().lines()).hasSize(campaigns);
        for (final int id : new int[] {1, 2, campaigns / 2, campaigns}) {
            final HttpResponse<String> answer = bidder.bid(ProcessCampaigns.request(id));
            assertThat(answer.statusCode()).as("campaign %d", id).isEqualTo(200);
            assertThat(answer.body()).contains("\"cid\":\"" + id + '"');
        }
    }

    private static int count(final String line) {
        final Matcher matcher = REFUSED.matcher(line);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
