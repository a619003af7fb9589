package io.hayate.benchmarks.figures;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The figures that docs/performance.md records, and how each is measured: {@code catalogue.yaml} beside this class.
 * Immutable; shared.
 *
 * @param machine what all of them were measured on
 */
public record Catalogue(String machine, List<Group> groups) {
    private static final String FILE = "catalogue.yaml";

    public Catalogue {
        groups = List.copyOf(groups);
    }

    /** The one in the jar. */
    public static Catalogue builtIn() {
        try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("built without " + FILE);
            }
            return new ObjectMapper(new YAMLFactory()).readValue(in, Catalogue.class);
        } catch (final IOException e) {
            throw new UncheckedIOException("not a catalogue: " + FILE, e);
        }
    }
}
