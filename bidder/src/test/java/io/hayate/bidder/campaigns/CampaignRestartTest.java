package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.campaigns.admit.DocumentLimits;
import io.hayate.bidder.campaigns.admit.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the campaign agent has made durable, and finds again. */
@Tag("jdk25")
class CampaignRestartTest {
    @TempDir
    private Path folder;

    private CampaignAgentFixture campaigns;

    @BeforeEach
    void open() throws Exception {
        campaigns = new CampaignAgentFixture(folder);
        campaigns.open();
    }

    @AfterEach
    void close() throws Exception {
        campaigns.close();
    }

    @Test
    void shouldNotReuseAVersionAfterDeletionAndReCreation() throws Exception {
        final long version = campaigns.put(1, campaign(1, "a", 1), null).version();
        campaigns.delete(1);
        campaigns.restartUncleanly();

        assertThat(campaigns.delete(1).kind()).isEqualTo(ChangeOutcome.Kind.NOT_FOUND);
        assertThat(campaigns.put(1, campaign(1, "a", 1), null).version()).isGreaterThan(version);
    }

    @Test
    void shouldBeThereAgainAfterARestart() throws Exception {
        campaigns.apply(campaign(1, "a", 2), campaign(2, "b", 1));
        campaigns.delete(2);
        final String before = campaigns.all();

        campaigns.restart();
        assertThat(campaigns.all()).isEqualTo(before);
        campaigns.restartUncleanly();

        assertThat(campaigns.all()).isEqualTo(before);
        assertThat(campaigns.readCreative(1)).isEqualTo("101 <a href=\"${CLICK_URL}\">a</a>");
        assertThat(campaigns.apply(campaign(3, "c", 1).replace("301", "101")).refused())
                .hasSize(1);
    }

    @Test
    void shouldCutATornRecordAndKeepTheRest() throws Exception {
        campaigns.apply(campaign(1, "a", 2));
        campaigns.apply(campaign(2, "b", 1));
        campaigns.close();
        Files.delete(campaigns.directory.campaigns().resolve("clean"));
        try (Stream<Path> segments = Files.list(campaigns.directory.campaigns().resolve("changes"));
                RandomAccessFile last =
                        new RandomAccessFile(segments.toList().get(0).toFile(), "rw")) {
            last.setLength(last.length() - 3);
        }

        campaigns.open();

        assertThat(campaigns.all().lines()).hasSize(1);
        assertThat(campaigns.apply(campaign(2, "again", 1)).accepted()).isEqualTo(1);
        campaigns.restartUncleanly();
        assertThat(campaigns.read(2)).contains("again");
    }

    @Test
    void shouldNotStartEmptyWhereTheChangeLogIsGone() throws Exception {
        campaigns.apply(campaign(1, "a", 1));
        final String before = campaigns.all();
        campaigns.close();
        final Path changes = campaigns.directory.campaigns().resolve("changes");
        final Path aside = folder.resolve("aside");
        Files.move(changes, aside);

        assertThatThrownBy(campaigns::open).isInstanceOf(IOException.class).hasMessageContaining("holds no change log");
        campaigns.directory.close();
        Files.createDirectories(changes);
        Files.write(changes.resolve("00000000000000000000.log"), new byte[0]);
        assertThatThrownBy(campaigns::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ends at 0, but reached");
        campaigns.directory.close();

        Files.delete(changes.resolve("00000000000000000000.log"));
        Files.delete(changes);
        Files.move(aside, changes);
        campaigns.open();
        assertThat(campaigns.all()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void shouldRebuildMapsFromCheckpointAndTail() throws Exception {
        campaigns.close();
        campaigns.open(new CampaignAgentLimits(100, 500, 4096, 8192));
        for (int i = 0; i < 100; i++) {
            campaigns.apply(campaign(1 + i % 7, "name " + i, 2));
        }
        campaigns.delete(3);
        final String before = campaigns.all();

        campaigns.restartUncleanly();

        assertThat(campaigns.all()).isEqualTo(before);
        assertThat(campaigns.directory.campaigns().resolve("changes.checkpoint"))
                .exists();
        try (Stream<Path> segments = Files.list(campaigns.directory.campaigns().resolve("changes"))) {
            assertThat(segments.count()).isLessThan(6);
        }
    }

    @Test
    void shouldLoadWhatIsLargerThanLimitsThatWereLowered() throws Exception {
        final String blocking = "{\"id\":7,\"blockedDomains\":[\"a.example\",\"b.example\"]}";
        campaigns.put(1, campaign(1, "a", 3), null);
        campaigns.done(campaigns.agent.proxy().putAdvertiser(7, bytes(blocking), IfMatch.ALWAYS));
        final String before = campaigns.all();
        final CampaignAgentLimits lowered =
                new CampaignAgentLimits(100, 500, new DocumentLimits(300, 1, 1, 10), UploadLimits.DEFAULT);

        campaigns.close();
        campaigns.open(lowered);
        assertThat(campaigns.all()).isEqualTo(before).isNotEmpty();
        campaigns.close();
        Files.delete(campaigns.directory.campaigns().resolve("clean"));
        campaigns.open(lowered);

        assertThat(campaigns.all()).isEqualTo(before);
        assertThat(campaigns.live.current().campaignCount()).isEqualTo(1);
        assertThat(campaigns.agent.liveCampaign(1).advertiser().blockedDomains())
                .containsExactly("a.example", "b.example");
        assertThat(campaigns.put(1, campaign(1, "b", 3), null).refused())
                .extracting(Refusal::reason)
                .containsExactly("has too many bytes; at most 300 are allowed (max-document-bytes)");
    }

    @Test
    void shouldMakeMapsLargerBeforeTheyAreFull() throws Exception {
        campaigns.close();
        campaigns.open(new CampaignAgentLimits(8, 8));

        for (int i = 1; i <= 100; i++) {
            assertThat(campaigns.apply(campaign(i, "x".repeat(200), 5)).accepted())
                    .isEqualTo(1);
        }

        assertThat(campaigns.all().lines()).hasSize(100);
        campaigns.restart();
        assertThat(campaigns.all().lines()).hasSize(100);
        assertThat(campaigns.readCreative(500)).startsWith("10005 ");
    }

    @Test
    void shouldRememberSwitches() throws Exception {
        campaigns.done(
                campaigns.agent.proxy().switchBidding(new SwitchChange(SwitchChange.Scope.EXCHANGE, "demo", false)));
        campaigns.done(
                campaigns.agent.proxy().switchBidding(new SwitchChange(SwitchChange.Scope.CAMPAIGN, "7", false)));
        final SwitchOutcome outcome = campaigns.done(
                campaigns.agent.proxy().switchBidding(new SwitchChange(SwitchChange.Scope.CAMPAIGN, "7", true)));
        assertThat(outcome.durable()).isTrue();

        campaigns.restart();
        assertThat(campaigns.live.switches().exchangesOff()).containsExactly("demo");
        campaigns.restartUncleanly();

        assertThat(campaigns.live.switches().exchangesOff()).containsExactly("demo");
        assertThat(campaigns.live.switches().campaignsOff()).isEmpty();
    }
}
