package io.hayate.bidder.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
    private static final long START_MS = 1_767_589_200_000L;

    @TempDir
    private Path folder;

    private Path file;
    private WatchedFile watched;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("watched.json"), "first");
        watched = new WatchedFile(file, START_MS);
        assertThat(watched.hasChanged()).isTrue();
    }

    @Test
    void shouldBeDueEveryFewSeconds() {
        final long nextMs = START_MS + WatchedFile.POLL_MS;
        assertThat(watched.isDue(nextMs - 1)).isFalse();
        assertThat(watched.isDue(nextMs)).isTrue();
        assertThat(watched.isDue(nextMs + WatchedFile.POLL_MS - 1)).isFalse();
        assertThat(watched.isDue(nextMs + WatchedFile.POLL_MS)).isTrue();
    }

    @Test
    void shouldBeDueWhenTheClockIsSetBack() {
        assertThat(watched.isDue(START_MS - 10 * WatchedFile.POLL_MS)).isTrue();
        assertThat(watched.isDue(START_MS - 9 * WatchedFile.POLL_MS - 1)).isFalse();
    }

    @Test
    void shouldTellAChangeOfTheContentOnce() throws IOException {
        assertThat(watched.hasChanged()).isFalse();
        Files.writeString(file, "other");
        assertThat(watched.hasChanged()).isTrue();
        assertThat(watched.hasChanged()).isFalse();
    }

    @Test
    void shouldLookAtTheContentNotAtItsTime() throws IOException {
        final FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "first");
        Files.setLastModifiedTime(file, FileTime.fromMillis(START_MS));
        assertThat(watched.hasChanged()).isFalse();
        Files.writeString(file, "other");
        Files.setLastModifiedTime(file, time);
        assertThat(watched.hasChanged()).isTrue();
    }

    @Test
    void shouldSeeALinkAboveSwappedAsKubernetesSwapsIt() throws IOException {
        final Path first = Files.createDirectory(folder.resolve("..1"));
        final Path second = Files.createDirectory(folder.resolve("..2"));
        Files.copy(file, first.resolve("mounted.json"));
        Files.writeString(second.resolve("mounted.json"), "second");
        final Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        final Path link = Files.createSymbolicLink(folder.resolve("mounted.json"), Path.of("..data", "mounted.json"));
        final WatchedFile mounted = new WatchedFile(link, START_MS);
        assertThat(mounted.hasChanged()).isTrue();

        final Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), second.getFileName());
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(mounted.hasChanged()).isTrue();
        assertThat(mounted.hasChanged()).isFalse();
    }

    @Test
    void shouldNotTakeAMissingFileForAChangedOne() throws IOException {
        Files.delete(file);
        assertThatThrownBy(watched::hasChanged).isInstanceOf(NoSuchFileException.class);
        Files.writeString(file, "first");
        assertThat(watched.hasChanged()).isFalse();
    }

    @Test
    void shouldTellAChangeAgainThatWasForgotten() throws IOException {
        watched.forget();
        assertThat(watched.hasChanged()).isTrue();
        assertThat(watched.hasChanged()).isFalse();
    }
}
