package io.hayate.bidder.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import io.hayate.bidder.campaigns.live.CreativeSource;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process in the middle of changes, several times over, and looks at what the next start finds. */
@Tag("jdk25")
class KillTest {
    private static final int ROUNDS = 5;
    private static final long SEED = 20_261_122;
    private static final long MAX_START_MS = 10_000;

    @TempDir
    private Path folder;

    /** By campaign, the text that was acknowledged last, or {@code deleted}. */
    private final Map<Long, String> acknowledged = new HashMap<>();

    /** What the process was doing when it was killed: it may be there or not. */
    private long attemptedId;

    private String attempted = "";

    @Test
    void shouldFindEveryAcknowledgedChangeAfterKills() throws Exception {
        final Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            changeUntilKilled(SEED + round, 20 + random.nextInt(300));
            check();
        }
    }

    private void changeUntilKilled(final long seed, final int changesBeforeKill) throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add") || argument.startsWith("-XX:+Use"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-Dchronicle.analytics.disable=true", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(KilledBidder.class.getName(), folder.toString(), Long.toString(seed)));
        final Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int changes = -1;
            String line = lines.readLine();
            while (line != null) {
                if (line.equals("ready")) {
                    changes = 0;
                } else if (line.matches("\\d+ (changing |deleting|deleted|).*")) {
                    changes += onLine(line) && changes >= 0 ? 1 : 0;
                }
                if (changes == changesBeforeKill) {
                    process.destroyForcibly();
                }
                line = lines.readLine();
            }
            assertThat(changes).isGreaterThanOrEqualTo(changesBeforeKill);
        } catch (final IOException e) {
            // Its output broke off with it: the kill closes the stream before the process has gone.
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** @return whether the line acknowledges a change */
    private boolean onLine(final String line) {
        final String[] words = line.split(" ", 3);
        if (words.length < 2) {
            return false; // broken off by the kill
        }
        final long id = Long.parseLong(words[0]);
        if (words[1].equals("changing") || words[1].equals("deleting")) {
            attemptedId = id;
            attempted = words[1].equals("deleting") ? "deleted" : words.length == 3 ? words[2] : "";
            return false;
        }
        if (attemptedId != id || !attempted.equals(words[1])) {
            return false; // broken off by the kill
        }
        acknowledged.put(id, words[1]);
        return true;
    }

    private void check() throws Exception {
        final long startMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        try (DataDirectory directory = DataDirectory.open(folder)) {
            final LiveIndex live = new LiveIndex(1);
            final CampaignAgent agent = CampaignAgent.open(
                    directory,
                    new CampaignAgentLimits(64, 1024, 1 << 20, 1 << 20),
                    live,
                    () -> Long.MAX_VALUE,
                    System::currentTimeMillis,
                    CampaignDocuments::encode);
            final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) - startMs;
            assertThat(tookMs).isLessThan(MAX_START_MS);
            for (long id = 1; id <= KilledBidder.CAMPAIGNS; id++) {
                check(agent, id);
            }
            agent.onClose();
        }
    }

    private void check(final CampaignAgent agent, final long id) {
        final String found = agent.liveCampaign(id) == null
                ? "deleted"
                : agent.liveCampaign(id).campaign().name();
        if (id == attemptedId && found.equals(attempted)) {
            acknowledged.put(id, attempted);
        }
        assertThat(found).as("campaign %d", id).isEqualTo(acknowledged.get(id));
        if (found.equals("deleted")) {
            return;
        }
        final CreativeSource.Reader reader = agent.creatives().newReader();
        final byte[] into = new byte[CreativeLayout.MAX_LENGTH_BYTES];
        assertThat(agent.liveCampaign(id).creativeVersions()).hasSize(KilledBidder.CREATIVES);
        for (final long version : agent.liveCampaign(id).creativeVersions()) {
            final int length = reader.read(version, into);
            assertThat(length).isPositive();
            assertThat(new String(into, 0, length, StandardCharsets.UTF_8))
                    .startsWith(Long.toString(id))
                    .endsWith(">" + found + "</a>");
        }
    }
}
