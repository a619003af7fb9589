package io.hayate.bidder.campaigns.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void shouldCountUpItsEpochAtEachStart() throws Exception {
        for (int epoch = 1; epoch <= 3; epoch++) {
            try (DataDirectory directory = DataDirectory.open(folder.resolve("data"))) {
                assertThat(directory.epoch()).isEqualTo(epoch);
            }
        }
    }

    @Test
    void shouldRefuseAFolderInUse() throws Exception {
        try (DataDirectory directory = DataDirectory.open(folder)) {
            assertThatThrownBy(() -> DataDirectory.open(directory.root()))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining("in use by another process");
        }
        DataDirectory.open(folder).close();
    }

    @Test
    void shouldNameAllProblemsOfAFolderOfAnotherVersion() throws Exception {
        Files.writeString(folder.resolve("format"), "hayate-data 99\n");
        Files.writeString(folder.resolve("epoch"), "many");

        assertThatThrownBy(() -> DataDirectory.open(folder))
                .isInstanceOfSatisfying(
                        DataDirectoryException.class,
                        e -> assertThat(e.problems())
                                .hasSize(2)
                                .anyMatch(problem -> problem.contains("another version"))
                                .anyMatch(problem -> problem.contains("many")));
        assertThat(folder.resolve("epoch")).hasContent("many");
    }

    @Test
    void shouldRefuseToCountAnewBesideCampaigns() throws Exception {
        Files.createDirectories(folder.resolve("campaigns"));

        assertThatThrownBy(() -> DataDirectory.open(folder))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("epoch is missing: bid ids would repeat");
    }

    @Test
    void shouldRefuseWhatIsNoWritableFolder() throws Exception {
        final Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("not a folder");
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("not writable");
    }
}
