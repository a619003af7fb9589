package io.hayate.bidder;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which program this is, as the build wrote it. Immutable; shared.
 *
 * @param commit empty if the build was not told
 * @param jdk that runs it
 */
public record Version(String version, String commit, String jdk) {
    private static final String RESOURCE = "version.properties";

    public static Version current() {
        final Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + RESOURCE);
            }
            properties.load(in);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Version(
                properties.getProperty("version", ""),
                properties.getProperty("commit", ""),
                Runtime.version().toString());
    }

    public String toLine() {
        return "hayate " + version + (commit.isEmpty() ? "" : " (" + commit + ")") + ", JDK " + jdk;
    }

    public String toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", version)
                .put("commit", commit)
                .put("jdk", jdk)
                .toString();
    }
}
