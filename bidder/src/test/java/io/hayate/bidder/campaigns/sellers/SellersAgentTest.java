package io.hayate.bidder.campaigns.sellers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.VanishingFile;
import io.hayate.bidder.campaigns.WatchedFile;
import io.hayate.bidder.campaigns.admit.Refusal;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.CachedEpochClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SellersAgentTest {
    private static final long NOW_MS = 1_767_589_200_000L;

    @TempDir
    private Path folder;

    private final CachedEpochClock clock = new CachedEpochClock();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        clock.update(NOW_MS);
        file = Files.writeString(folder.resolve("sellers.ndjson"), line("news.example", "1"));
    }

    @Test
    void shouldHoldTheFileFromTheStart() {
        final SellersAgent agent = open();
        assertThat(isAuthorized(agent, "news.example", "1")).isTrue();
        assertThat(agent.ageSeconds()).isZero();
        assertThat(pollLater(agent)).isZero();
        assertThat(agent.ageSeconds()).isEqualTo(WatchedFile.POLL_MS / 1_000.0);
        assertThat(agent.roleName()).isEqualTo("sellers-agent");
    }

    @Test
    void shouldTakeOverAChangeWhenItLooksNext() throws IOException {
        final SellersAgent agent = open();
        Files.writeString(file, line("news.example", "2"));
        assertThat(agent.doWork()).isZero();
        assertThat(pollLater(agent)).isEqualTo(1);
        assertThat(isAuthorized(agent, "news.example", "1")).isFalse();
        assertThat(isAuthorized(agent, "news.example", "2")).isTrue();
        assertThat(agent.counters().get(SellersCounter.RELOADED)).isEqualTo(1);
        assertThat(agent.ageSeconds()).isZero();
    }

    @Test
    void shouldTakeGoodLinesBesideBadOnes() throws IOException {
        Files.writeString(
                file, "{\n\n" + line("news.example", "1") + "{\"domain\": 7}\n" + line("other.example", "2") + "\n");
        final SellersAgent agent = open();
        assertThat(isAuthorized(agent, "news.example", "1")).isTrue();
        assertThat(isAuthorized(agent, "other.example", "2")).isTrue();
        assertThat(agent.counters().get(SellersCounter.LINES_REFUSED)).isEqualTo(2);
    }

    @Test
    void shouldKeepWhatItHasWhenNoLineCanBeUsed() throws IOException {
        final SellersAgent agent = open();
        for (final String content : List.of("", "{\"domain\": \"ne", "\n\n")) {
            Files.writeString(file, content);
            assertThat(pollLater(agent)).isEqualTo(1);
            assertThat(isAuthorized(agent, "news.example", "1")).as(content).isTrue();
        }
        assertThat(agent.counters().get(SellersCounter.REFUSED)).isEqualTo(3);
        assertThat(agent.counters().get(SellersCounter.LINES_REFUSED)).isEqualTo(1);
        assertThat(pollLater(agent)).isZero();

        Files.delete(file);
        pollLater(agent);
        pollLater(agent);
        assertThat(agent.counters().get(SellersCounter.READ_FAILED)).isEqualTo(2);
        assertThat(isAuthorized(agent, "news.example", "1")).isTrue();

        Files.writeString(file, line("news.example", "4"));
        pollLater(agent);
        assertThat(isAuthorized(agent, "news.example", "4")).isTrue();
    }

    @Test
    @Timeout(30)
    void shouldTryAChangeAgainThatItSawButCouldNotRead() throws Exception {
        final SellersAgent agent = open();
        final String next = line("news.example", "2");
        final var read = VanishingFile.replace(file, next);
        assertThat(pollLater(agent)).isZero();
        read.join();
        Files.writeString(file, next);
        assertThat(pollLater(agent)).isEqualTo(1);
        assertThat(isAuthorized(agent, "news.example", "2")).isTrue();
        assertThat(agent.counters().get(SellersCounter.READ_FAILED)).isEqualTo(1);
        assertThat(pollLater(agent)).isZero();
    }

    @Test
    void shouldNotStartWithAFileOfWhichNothingCanBeUsed() throws IOException {
        final List<String> problems = new ArrayList<>();
        Files.writeString(file, "\n{\"domain\": \"news.example\"}");
        assertThat(SellersAgent.open(file, clock, problems)).isNull();
        assertThat(problems).containsExactly("line 2: sellers is required");
        assertThat(SellersAgent.open(folder.resolve("none"), clock, problems)).isNull();
        assertThat(problems).hasSize(2);
    }

    @Test
    void shouldStartWithAnEmptyFile() throws IOException {
        Files.writeString(file, "");
        assertThat(open().current().domainCount()).isZero();
    }

    @Test
    void shouldRefuseADomainOrAnAppThatIsThereTwice() throws IOException {
        final String app = line("x", "1").replace("domain", "bundle");
        final SellersFile read =
                read(line("a.example", "1") + line("A.Example", "2") + app + app.replace("\"x\"", "\"X\""), 9, 9, 9);
        assertThat(read.refusals())
                .containsExactly(
                        new Refusal(2, null, "domain", "is there already, in a line above"),
                        new Refusal(4, null, "bundle", "is there already, in a line above"));
        assertThat(read.sellers().domainCount()).isEqualTo(1);
        assertThat(read.sellers().bundleCount()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatIsBeyondTheLimits() throws IOException {
        final String lines = line("a.example", "1") + line("b.example", "1") + line("c.example", "1");
        assertThat(read(lines, 2, 9, 9).refusals())
                .containsExactly(new Refusal(3, null, "", "there are more than the 2 lines allowed"));
        assertThat(read(lines, 9, 1, 9).refusals())
                .containsExactly(
                        new Refusal(2, null, "sellers", "there are more than the 1 sellers allowed in all"),
                        new Refusal(3, null, "sellers", "there are more than the 1 sellers allowed in all"));
    }

    @Test
    void shouldRefuseMoreDifferentAccountsThanFitInMemory() throws IOException {
        final String lines = line("a.example", "1") + line("b.example", "2") + line("c.example", "1");
        final SellersFile read = read(lines, 9, 9, 2);
        assertThat(read.refusals())
                .containsExactly(new Refusal(
                        2, null, "sellers", "there are more than the 2 different systems and accounts allowed in all"));
        assertThat(read.sellers().domainCount()).isEqualTo(2);
    }

    @Test
    void shouldTellSomeRefusalsAndCountAll() throws IOException {
        final SellersFile read = read("{}\n".repeat(SellersFile.MAX_REFUSALS), 9, 9, 9);
        assertThat(read.refusals()).hasSize(SellersFile.MAX_REFUSALS);
        assertThat(read.linesRefused()).isEqualTo(SellersFile.MAX_REFUSALS);
        assertThat(read.isEmpty()).isTrue();
    }

    private static SellersFile read(final String lines, final int maxPlaces, final int maxSellers, final int maxNames)
            throws IOException {
        return SellersFile.read(
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), maxPlaces, maxSellers, maxNames);
    }

    private SellersAgent open() {
        final List<String> problems = new ArrayList<>();
        final SellersAgent agent = SellersAgent.open(file, clock, problems);
        assertThat(problems).isEmpty();
        return agent;
    }

    private int pollLater(final SellersAgent agent) {
        clock.update(clock.time() + WatchedFile.POLL_MS);
        return agent.doWork();
    }

    private static boolean isAuthorized(final SellersAgent agent, final String domain, final String account) {
        final AuthorizedSellers sellers = agent.current();
        final byte[] host = domain.getBytes(StandardCharsets.UTF_8);
        final byte[] system = "ssp.example".getBytes(StandardCharsets.UTF_8);
        final byte[] sid = account.getBytes(StandardCharsets.UTF_8);
        final int place = sellers.ofDomain(host, 0, host.length);
        return place != AuthorizedSellers.UNKNOWN
                && sellers.authorize(place, sellers.system(system, 0, system.length), sid, 0, sid.length);
    }

    private static String line(final String domain, final String account) {
        return "{\"domain\": \"" + domain + "\", \"sellers\": [{\"asi\": \"ssp.example\", \"sid\": \"" + account
                + "\", \"relationship\": \"DIRECT\"}]}\n";
    }
}
