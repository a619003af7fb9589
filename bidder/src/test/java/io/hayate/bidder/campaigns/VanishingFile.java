package io.hayate.bidder.campaigns;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A file that can be read once: it is gone when its end is seen. */
public final class VanishingFile {
    private VanishingFile() {}

    /** Puts it in the place of another; what is returned ends when it was read. */
    public static CompletableFuture<Void> replace(final Path file, final String content)
            throws IOException, InterruptedException {
        Files.deleteIfExists(file);
        final int exitCode = new ProcessBuilder("mkfifo", file.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("mkfifo " + exitCode);
        }
        return CompletableFuture.runAsync(() -> write(file, content));
    }

    /** Opening waits for the reader, and the reader's end for the close. */
    private static void write(final Path pipe, final String content) {
        try (OutputStream out = Files.newOutputStream(pipe)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
            Files.delete(pipe);
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }
}
