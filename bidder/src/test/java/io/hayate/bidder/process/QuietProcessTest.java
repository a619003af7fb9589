package io.hayate.bidder.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bidder must not say, and where it must not write. */
class QuietProcessTest {
    private static final String TOKEN = "open-sesame-4711";

    @TempDir
    private Path folder;

    @Test
    void shouldTellNoSecretsAndStayInItsDataDirectory() throws Exception {
        final Path home = Files.createDirectory(folder.resolve("home"));
        final Path work = Files.createDirectory(folder.resolve("work"));
        final Path data = folder.resolve("data");
        try (BidderProcess bidder = BidderProcess.run(
                        List.of("-Duser.home=" + home, "-Duser.dir=" + work),
                        Map.of(
                                "HOME",
                                home.toString(),
                                "HAYATE_LOG_LEVEL",
                                "debug",
                                "HAYATE_FROM_AN_ORCHESTRATOR",
                                "x"),
                        BidderProcess.smallOn(data, "--admin-token=" + TOKEN, "--admin-host=127.0.0.1"))
                .awaitReady()) {
            final String[] authorized = {"Authorization", "Bearer " + TOKEN};
            assertThat(bidder.get("/config").statusCode()).isEqualTo(401);
            final String config = bidder.admin("GET", "/config", "", authorized).body();
            final String keys = Files.readString(data.resolve("notice.keys")).strip();
            final String key = keys.substring(keys.indexOf(':') + 1);
            assertThat(key).hasSizeGreaterThan(20);
            assertThat(config).contains("admin-token").doesNotContain(TOKEN).doesNotContain(key);
            assertThat(bidder.admin("PUT", "/campaigns/1", ProcessCampaigns.campaign(1, "one", 2), authorized)
                            .statusCode())
                    .isEqualTo(201);
            assertThat(bidder.admin("PUT", "/campaigns/1", "{\"id\": 1}", authorized)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(bidder.bid(ProcessCampaigns.request(1)).body()).contains("text one");
            assertThat(bidder.end()).isZero();

            assertThat(bidder.messages()).anyMatch(message -> message.contains("HAYATE_FROM_AN_ORCHESTRATOR"));
            assertThat(bidder.stdout()).doesNotContain(TOKEN).doesNotContain(key);
            assertThat(bidder.stdout().lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            assertThat(bidder.stderr()).isEmpty();
        }
        assertThat(filesIn(home)).isEmpty();
        assertThat(filesIn(work)).isEmpty();
        assertThat(Files.getPosixFilePermissions(data.resolve("notice.keys")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    private static List<Path> filesIn(final Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(each -> !each.equals(folder)).toList();
        }
    }
}
