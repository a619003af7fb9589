package io.hayate.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldHoldWhatIsGeneratedALineEach() throws IOException {
        final List<byte[]> generated = GeneratedTraffic.campaigns(300, GeneratorOptions.DEFAULT_FORMATS);

        try (CampaignFile campaigns = CampaignFile.write(folder.resolve("campaigns.ndjson"), 300, 0)) {
            assertThat(campaigns.count()).isEqualTo(300);
            for (int i = 0; i < 300; i++) {
                assertThat(campaigns.line(i)).isEqualTo(generated.get(i));
            }
            assertThat(Files.readAllLines(campaigns.path()))
                    .isEqualTo(generated.stream()
                            .map(line -> new String(line, StandardCharsets.UTF_8))
                            .toList());
        }
    }
}
