package io.hayate.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a bidder's JVM is told in production: the files of bidder/src/main/jvm, which this jar holds too, so that whatever
 * is measured runs on the same options. Immutable; shared.
 */
public final class JvmOptions {
    private static final int NEWER_FILE_SINCE = 25;

    private JvmOptions() {}

    /** Those for the JDK that runs us, one option each. */
    public static List<String> ofThisJdk() {
        final String file = Runtime.version().feature() >= NEWER_FILE_SINCE ? "jdk25.options" : "jdk17.options";
        try (InputStream in = JvmOptions.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("built without " + file);
            }
            return options(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a file with an option a line, and comments. */
    public static List<String> of(final Path file) throws IOException {
        return options(Files.readString(file));
    }

    private static List<String> options(final String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
