package io.hayate.bidder.cases;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads the files of the cases: a folder is a group, a file is a case. Immutable; shared. */
final class CaseFiles {
    static final Path ROOT = Path.of("src/test/resources/cases");
    static final String CAMPAIGNS = "campaigns";

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CaseFiles() {}

    /** Groups in order; campaigns are none. */
    static List<Path> groups() {
        return list(ROOT).stream()
                .filter(path -> Files.isDirectory(path) && !CAMPAIGNS.equals(name(path)))
                .toList();
    }

    /** All files of a group, in order. */
    static List<Path> of(final Path group) {
        return list(group);
    }

    /** Without what follows the first dot. */
    static String name(final Path path) {
        final String file = path.getFileName().toString();
        final int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    static CaseDocument read(final Path file) {
        try {
            return parse(Files.readString(file));
        } catch (final IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    static CaseDocument parse(final String yaml) throws IOException {
        return YAML.readValue(yaml, CaseDocument.class);
    }

    private static List<Path> list(final Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
