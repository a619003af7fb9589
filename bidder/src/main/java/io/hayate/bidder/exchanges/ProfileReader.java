package io.hayate.bidder.exchanges;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.hayate.bidder.exchanges.ExchangeProfiles.InvalidProfilesException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of profiles, one after the other, and gathers every problem of each. What a profile does not say it takes from
 * the one that it is {@code like}: one read before it. Texts are taken as they stand; nothing in them is expanded. Owned by
 * the launching thread.
 */
final class ProfileReader {
    private static final String LIKE = "like";

    /** What a profile of a file is like if it does not say, and its name is new. */
    private static final String USUAL = "generic";

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    private final Map<String, ObjectNode> wholeByName = new LinkedHashMap<>();
    private final Map<String, ExchangeProfile> profileByName = new LinkedHashMap<>();

    ExchangeProfiles profiles() {
        return new ExchangeProfiles(new ArrayList<>(profileByName.values()));
    }

    /** The first profile must be complete. Keys are not looked for: an exchange that nobody uses needs none. */
    void readBuiltIn(final String source, final byte[] yaml) {
        read(source, yaml, (PriceKeys) null);
    }

    /** @throws InvalidProfilesException with every problem of the file */
    void read(final String source, final byte[] yaml, final @Nullable PriceKeys keys) {
        final List<String> problems = new ArrayList<>();
        final JsonNode root = tree(source, yaml, problems);
        if (!root.isObject() || root.isEmpty()) {
            problems.add(source + ": expected a mapping of names to profiles");
        } else {
            root.properties().forEach(entry -> read(source, entry.getKey(), entry.getValue(), keys, problems));
            if (profileByName.size() > ExchangeProfiles.MAX_PROFILES) {
                problems.add(source + ": expected at most " + ExchangeProfiles.MAX_PROFILES + " profiles, with those"
                        + " built in, not " + profileByName.size());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidProfilesException(problems);
        }
    }

    private static JsonNode tree(final String source, final byte[] yaml, final List<String> problems) {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(yaml);
        } catch (final JsonProcessingException e) {
            problems.add(source + ": expected YAML; "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
            throw new InvalidProfilesException(problems);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(
            final String source,
            final String name,
            final JsonNode given,
            final @Nullable PriceKeys keys,
            final List<String> problems) {
        if (!NAME.matcher(name).matches()) {
            problems.add(source + " " + name + ": expected 1 to 32 lower case letters, digits and hyphens as name");
        }
        if (!(given instanceof final ObjectNode own)) {
            problems.add(source + " " + name + ": expected a mapping");
            return;
        }
        final ObjectNode whole = whole(own, base(source, name, own, problems));
        final ExchangeProfile known = profileByName.get(name);
        final ProfileFields fields = new ProfileFields(source + " " + name, own, whole, problems);
        final ExchangeProfile profile =
                ProfileBuilder.build(name, known == null ? profileByName.size() : known.ordinal(), fields, keys);
        wholeByName.put(name, whole);
        profileByName.put(name, profile);
    }

    private ObjectNode base(final String source, final String name, final ObjectNode own, final List<String> problems) {
        final JsonNode like = own.path(LIKE);
        final ObjectNode base =
                wholeByName.get(like.isMissingNode() ? (wholeByName.containsKey(name) ? name : USUAL) : like.asText());
        if (base == null && !like.isMissingNode()) {
            problems.add(source + " " + name + "." + LIKE + ": expected one of " + wholeByName.keySet());
        }
        return base == null ? own.objectNode() : base;
    }

    /** The base with what is given put over it; a mapping inside, such as {@code price}, key by key. */
    private static ObjectNode whole(final ObjectNode own, final ObjectNode base) {
        final ObjectNode whole = base.deepCopy();
        own.properties().forEach(entry -> {
            final JsonNode inBase = whole.path(entry.getKey());
            if (inBase.isObject() && entry.getValue() instanceof final ObjectNode inner) {
                whole.set(entry.getKey(), whole(inner, (ObjectNode) inBase));
            } else {
                whole.set(entry.getKey(), entry.getValue());
            }
        });
        whole.remove(LIKE);
        return whole;
    }
}
