package io.hayate.loadtest.certify;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads cases, profiles and requests from the files beside this class. Immutable; shared. */
final class CaseFiles {
    /** In the order they are sent. */
    private static final List<String> GROUPS =
            List.of("transport", "ids", "floors", "blocks", "deals", "banner", "video", "native", "privacy", "answers");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private CaseFiles() {}

    static List<CertifyCase.Group> groups() {
        return GROUPS.stream()
                .map(group -> read("cases/" + group + ".yaml", CertifyCase.Group.class))
                .toList();
    }

    /** @throws IllegalArgumentException naming those there are */
    static ExchangeProfile profile(final String name) {
        if (!ExchangeProfile.NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "there is no profile " + name + "; there are " + String.join(", ", ExchangeProfile.NAMES));
        }
        return read("profiles/" + name + ".yaml", ExchangeProfile.class);
    }

    /** A request to start from, as JSON text. */
    static String request(final String name) {
        return new String(bytes("requests/" + name + ".json"), StandardCharsets.UTF_8);
    }

    private static <T> T read(final String file, final Class<T> type) {
        try {
            return YAML.readValue(bytes(file), type);
        } catch (final IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(final String file) {
        try (InputStream in = CaseFiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no file " + file);
            }
            return in.readAllBytes();
        } catch (final IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
