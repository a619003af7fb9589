package io.hayate.bidder;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.hayate.bidder.ConfigReader.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The YAML file of {@code --config}: one mapping of keys in camel case to plain values. Owned by the launching thread. */
final class ConfigFile {
    private final Path file;
    private final String origin;

    ConfigFile(final Path file) {
        this.file = file;
        this.origin = "file " + file;
    }

    Map<ConfigKey, Given> given(final List<String> problems) {
        final JsonNode root;
        try {
            root = new ObjectMapper(new YAMLFactory())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(Files.readAllBytes(file));
        } catch (final JsonProcessingException e) {
            problems.add(origin + where(e.getLocation()) + ": expected YAML; " + firstLine(e.getOriginalMessage()));
            return Map.of();
        } catch (final IOException e) {
            problems.add(origin + ": expected a readable file; " + e.getMessage());
            return Map.of();
        }
        if (root.isMissingNode() || root.isNull()) {
            return Map.of();
        }
        if (!root.isObject()) {
            problems.add(origin + ": expected a mapping of keys to values");
            return Map.of();
        }
        return given(root, problems);
    }

    private Map<ConfigKey, Given> given(final JsonNode root, final List<String> problems) {
        final Map<String, ConfigKey> keys = new HashMap<>();
        final Map<String, ConfigKey> flags = new HashMap<>();
        for (final ConfigKey key : ConfigKey.values()) {
            keys.put(key.fileKey(), key);
            flags.put(key.flag(), key);
        }
        final Map<ConfigKey, Given> given = new EnumMap<>(ConfigKey.class);
        root.properties().forEach(entry -> {
            final ConfigKey key = keys.get(entry.getKey());
            final JsonNode value = entry.getValue();
            if (key == ConfigKey.CONFIG) {
                problems.add("config (" + origin + "): expected as flag or in the environment only");
            } else if (key == null) {
                final ConfigKey meant = flags.get(entry.getKey());
                problems.add("unknown key \"" + entry.getKey() + "\" (" + origin + ")"
                        + (meant == null ? "" : "; it is called " + meant.fileKey() + " here"));
            } else if (value.isContainerNode()) {
                problems.add(key.flag() + " (" + origin + "): expected "
                        + key.value().expected() + ", not a list or a mapping");
            } else if (!value.isNull()) {
                given.put(key, new Given(value.asText().strip(), origin));
            }
        });
        return given;
    }

    private static String where(final JsonLocation location) {
        return location == null ? "" : " line " + location.getLineNr();
    }

    private static String firstLine(final String message) {
        return message.lines().findFirst().orElse("");
    }
}
