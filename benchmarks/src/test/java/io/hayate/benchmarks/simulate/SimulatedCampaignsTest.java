package io.hayate.benchmarks.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignStatus;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedCampaignsTest {
    private static final long NANOS = 1_000_000_000;

    @Test
    void shouldGiveGeneratedCampaignsBudgetsThatAreWorthWhatIsAsked() {
        final List<Campaign> campaigns = SimulatedCampaigns.generated(
                        GeneratorOptions.of(GeneratorOptions.Profile.MIXED, 50, 1), new BigDecimal("20"))
                .campaigns();

        assertThat(campaigns).hasSize(50);
        assertThat(campaigns.stream()
                        .filter(campaign -> campaign.status() == CampaignStatus.ACTIVE)
                        .mapToLong(campaign -> campaign.budget().dailyNanos())
                        .sum())
                .isCloseTo(20 * NANOS, within(50_000L));
        assertThat(campaigns.stream()
                        .mapToLong(campaign -> campaign.budget().dailyNanos())
                        .distinct()
                        .count())
                .as("as different as they were")
                .isGreaterThan(40);
    }

    @Test
    void shouldReadAFileButForBlankLines(@TempDir final Path folder) throws IOException {
        final List<byte[]> lines = SimulatedCampaigns.generated(
                        GeneratorOptions.of(GeneratorOptions.Profile.MIXED, 2, 1), BigDecimal.TEN)
                .lines();
        final Path file = folder.resolve("campaigns.ndjson");
        Files.writeString(file, new String(lines.get(0), UTF_8) + "\n\n" + new String(lines.get(1), UTF_8) + "\n");

        assertThat(SimulatedCampaigns.read(file).campaigns())
                .extracting(Campaign::id)
                .containsExactly(100_001L, 100_002L);
    }

    @Test
    void shouldNameEveryLineThatIsRefused(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve("campaigns.ndjson");
        Files.writeString(file, "{\"id\": 0}\n\nnonsense\n");

        assertThatThrownBy(() -> SimulatedCampaigns.read(file))
                .hasMessageContaining("line 1: id: ")
                .hasMessageContaining("line 3: ");
    }

    @Test
    void shouldRefuseAFileWithoutCampaigns(@TempDir final Path folder) throws IOException {
        final Path file = Files.writeString(folder.resolve("campaigns.ndjson"), "\n");

        assertThatThrownBy(() -> SimulatedCampaigns.read(file)).hasMessage("there is no campaign");
    }
}
