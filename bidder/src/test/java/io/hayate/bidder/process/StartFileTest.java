package io.hayate.bidder.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of campaigns that a bidder is started with. */
class StartFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldTakeTheGoodLinesAndNameTheBadOnes() throws Exception {
        Files.write(
                file(),
                List.of(
                        ProcessCampaigns.campaign(1, "one", 2),
                        "{\"id\": 2, \"advertiser\":",
                        ProcessCampaigns.campaign(3, "three", 2).replace("2.50", "-1"),
                        "",
                        ProcessCampaigns.campaign(4, "four", 2).replace("\"w\":1004", "\"w\":\"wide\""),
                        ProcessCampaigns.campaign(5, "five", 2)
                                .replace(
                                        "\"creatives\"",
                                        "\"frequencyCaps\": [{\"scope\": \"campaign\", "
                                                + "\"impressions\": 0, \"hours\": 24}], \"creatives\""),
                        ProcessCampaigns.campaign(1, "one again", 2),
                        ProcessCampaigns.campaign(6, "six", 2)));
        try (BidderProcess bidder = start()) {
            assertThat(bidder.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(bidder.get("/campaigns").body().lines())
                    .containsExactly(ProcessCampaigns.campaign(1, "one", 2), ProcessCampaigns.campaign(6, "six", 2));
            assertThat(refusals(bidder))
                    .hasSize(6)
                    .anyMatch(refusal -> refusal.contains("line 2, campaign without id: "))
                    .anyMatch(refusal -> refusal.contains("line 3, campaign 3: bid.amount: "))
                    .anyMatch(refusal -> refusal.contains("line 5, campaign 4: creatives[0].w: "))
                    .anyMatch(refusal -> refusal.contains("line 5, campaign 4: creatives[1].w: "))
                    .anyMatch(refusal -> refusal.contains("line 6, campaign 5: frequencyCaps[0].impressions: "))
                    .anyMatch(refusal -> refusal.contains("line 7, campaign 1: id: "))
                    .allMatch(refusal -> refusal.startsWith("Refused: " + file()));
            assertThat(bidder.end()).isZero();
            assertThat(bidder.stderr()).isEmpty();
        }
    }

    @Test
    void shouldKeepLaterEditsUntilTheirLineChanges() throws Exception {
        writeNamed("file", "file", "file");
        try (BidderProcess bidder = start()) {
            assertThat(names(bidder)).containsExactly("file", "file", "file");
            bidder.admin("PUT", "/campaigns/1", ProcessCampaigns.campaign(1, "edited", 2));
            bidder.admin("DELETE", "/campaigns/2", "");
            bidder.admin("PUT", "/campaigns/3", ProcessCampaigns.campaign(3, "edited", 2));
            assertThat(bidder.end()).isZero();
        }
        writeNamed("file", "file", "changed");
        try (BidderProcess bidder = start()) {
            assertThat(names(bidder)).containsExactly("edited", "changed");
            bidder.kill();
        }
        try (BidderProcess bidder = start("--campaigns-force")) {
            assertThat(names(bidder)).containsExactly("file", "file", "changed");
        }
    }

    /** Campaigns 1, 2 and so on. */
    private void writeNamed(final String... names) throws Exception {
        final List<String> lines = new ArrayList<>();
        for (final String name : names) {
            lines.add(ProcessCampaigns.campaign(lines.size() + 1, name, 2));
        }
        Files.write(file(), lines);
    }

    private BidderProcess start(final String... moreFlags) throws Exception {
        final List<String> flags = new ArrayList<>(List.of(moreFlags));
        flags.add("--campaigns=" + file());
        return BidderProcess.start(folder.resolve("data"), flags.toArray(new String[0]));
    }

    private Path file() {
        return folder.resolve("campaigns.ndjson");
    }

    private static List<String> refusals(final BidderProcess bidder) {
        return bidder.messages().stream()
                .filter(message -> message.contains("efused"))
                .toList();
    }

    private static List<String> names(final BidderProcess bidder) throws Exception {
        return bidder.get("/campaigns")
                .body()
                .lines()
                .map(line -> line.replaceAll(".*\"name\":\"([^\"]*)\".*", "$1"))
                .toList();
    }
}
