package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/configuration.md equal to {@link ConfigKey}. */
class ConfigurationDocTest {
    @Test
    void shouldListExactlyTheKeysWithTheirDefaults() throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "docs", "configuration.md")))
                .filteredOn(line -> line.startsWith("| `"))
                .containsExactlyElementsOf(Arrays.stream(ConfigKey.values())
                        .map(ConfigurationDocTest::row)
                        .toList());
    }

    private static String row(final ConfigKey key) {
        final String defaultCell =
                key.defaultSentence().equals(key.defaultText()) ? "`" + key.defaultText() + "`" : key.defaultSentence();
        return "| `" + key.flag() + "` | " + defaultCell + " | " + key.value().expected() + " | " + key.meaning()
                + " |";
    }
}
