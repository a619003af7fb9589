package io.hayate.bidder.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bidder that cannot or shall not run says, and the exit code of it. */
@Tag("jdk25")
class ExitCodeTest {
    private static final String TOKEN = "open-sesame-4711";
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZg==";
    private static final String SHORT_KEY = "c2VjcmV0IQ==";

    @TempDir
    private Path folder;

    @Test
    void shouldListAllProblemsOfTheConfiguration() throws Exception {
        Files.writeString(folder.resolve("bidder.yaml"), "loops: many\nunknownKey: 1\n");
        final Path file = Files.writeString(folder.resolve("a-file"), "");
        final String[] flags = {
            "--config=" + folder.resolve("bidder.yaml"),
            "--bid-port=70000",
            "--no-such-flag=x",
            "--data-dir=" + file.resolve("data"),
            "--campaigns=" + folder.resolve("missing.ndjson"),
            "--admin-host=0.0.0.0",
            "--notice-keys=1:" + SHORT_KEY
        };
        try (BidderProcess bidder = BidderProcess.run(List.of(), Map.of("HAYATE_DRAIN", "soon"), flags)) {
            assertThat(bidder.awaitEnd()).isEqualTo(2);
            assertThat(bidder.stdout()).isEmpty();
            assertThat(bidder.stderr().lines())
                    .hasSize(10)
                    .anyMatch(line -> line.contains("9 problems"))
                    .anyMatch(line -> line.contains("loops (file "))
                    .anyMatch(line -> line.contains("unknownKey"))
                    .anyMatch(line -> line.contains("bid-port (flag --bid-port)") && line.contains("70000"))
                    .anyMatch(line -> line.contains("--no-such-flag"))
                    .anyMatch(line -> line.contains("data-dir (flag --data-dir)"))
                    .anyMatch(line -> line.contains("campaigns (flag --campaigns)") && line.contains("missing.ndjson"))
                    .anyMatch(line -> line.contains("admin-host (flag --admin-host)") && line.contains("loopback"))
                    .anyMatch(line -> line.contains("drain (environment HAYATE_DRAIN)") && line.contains("soon"))
                    .anyMatch(line -> line.contains("notice-keys (flag --notice-keys)") && line.contains("7 bytes"))
                    .noneMatch(line -> line.contains(SHORT_KEY));
        }
    }

    @Test
    void shouldOnlyPrintWhenAskedFor() throws Exception {
        final Path data = folder.resolve("data");
        try (BidderProcess help = BidderProcess.run("--help");
                BidderProcess version = BidderProcess.run("--version");
                BidderProcess good = BidderProcess.run(
                        "--check-config",
                        "--data-dir=" + data,
                        "--bid-port=9090",
                        "--admin-token=" + TOKEN,
                        "--notice-keys=1:" + KEY);
                BidderProcess bad = BidderProcess.run("--check-config", "--notice-keys=1:" + SHORT_KEY)) {
            assertThat(help.awaitEnd()).isZero();
            assertThat(help.stdout()).contains("--bid-port", "Exit codes");
            assertThat(version.awaitEnd()).isZero();
            assertThat(version.stdout()).startsWith("hayate ");
            assertThat(good.awaitEnd()).isZero();
            assertThat(good.stdout())
                    .containsPattern("bid-port +9090 +flag --bid-port")
                    .containsPattern("drain +10s +default")
                    .containsPattern("notice-keys +[*]+ +flag --notice-keys")
                    .doesNotContain(TOKEN)
                    .doesNotContain(KEY);
            assertThat(data).doesNotExist();
            assertThat(bad.awaitEnd()).isEqualTo(2);
            assertThat(bad.stderr())
                    .containsPattern("bid-port +8080 +default")
                    .contains("1 problem:")
                    .doesNotContain(SHORT_KEY);
            for (final BidderProcess quiet : List.of(help, version, good)) {
                assertThat(quiet.stderr()).isEmpty();
            }
        }
    }

    @Test
    void shouldRefuseADataDirectoryThatItCannotUse() throws Exception {
        final Path data = folder.resolve("data");
        final Path oddData = Files.createDirectory(folder.resolve("odd-data"));
        Files.writeString(oddData.resolve("format"), "hayate-data 99\n");
        Files.writeString(oddData.resolve("epoch"), "many\n");
        try (BidderProcess first = BidderProcess.start(data);
                BidderProcess second = BidderProcess.run(BidderProcess.smallOn(data));
                BidderProcess other = BidderProcess.run(BidderProcess.smallOn(oddData))) {
            assertThat(second.awaitEnd()).isEqualTo(2);
            assertThat(second.stderr()).isEqualTo("bidder: " + data + " is in use by another process");
            assertThat(other.awaitEnd()).isEqualTo(2);
            assertThat(other.stderr().lines())
                    .containsExactly(
                            "bidder: " + oddData + " was written by another version: its format is 'hayate-data 99', "
                                    + "this bidder reads 'hayate-data 1'",
                            "bidder: " + oddData.resolve("epoch") + " does not hold a number: 'many'");
            assertThat(first.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(first.end()).isZero();
        }
    }

    @Test
    void shouldNameThePortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                BidderProcess bids = BidderProcess.run(
                        BidderProcess.smallOn(folder.resolve("bids"), "--bid-port=" + taken.getLocalPort()));
                BidderProcess admin = BidderProcess.run(
                        BidderProcess.smallOn(folder.resolve("admin"), "--admin-port=" + taken.getLocalPort()))) {
            assertThat(bids.awaitEnd()).isEqualTo(1);
            assertThat(bids.stderr().lines())
                    .singleElement()
                    .asString()
                    .startsWith("bidder: ")
                    .contains("bid port", Integer.toString(taken.getLocalPort()), "in use");
            assertThat(admin.awaitEnd()).isEqualTo(1);
            assertThat(admin.stderr().lines())
                    .singleElement()
                    .asString()
                    .startsWith("bidder: ")
                    .contains("admin port", Integer.toString(taken.getLocalPort()), "in use");
        }
    }
}
