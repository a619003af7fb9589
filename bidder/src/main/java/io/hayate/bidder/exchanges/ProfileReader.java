package io.hayate.bidder.exchanges;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.hayate.bidder.exchanges.ExchangeProfile.BillsOn;
import io.hayate.bidder.exchanges.ExchangeProfiles.InvalidProfilesException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads profiles from YAML and gathers every problem. Owned by the launching thread. */
final class ProfileReader {
    private static final int MAX_TMAX_MS = 10_000;
    private static final Set<String> FIELDS = Set.of("enabled", "currency", "seat", "maxTmaxMs", "marginMs", "billsOn");
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern CURRENCY = Pattern.compile("USD");
    private static final Pattern SEAT = Pattern.compile("[\\x20-\\x7e&&[^\"\\\\]]{1,64}");

    private final String source;
    private final List<String> problems = new ArrayList<>();

    ProfileReader(final String source) {
        this.source = source;
    }

    ExchangeProfiles read(final byte[] yaml) {
        final JsonNode root = tree(yaml);
        final List<ExchangeProfile> profiles = new ArrayList<>();
        if (!root.isObject() || root.isEmpty()) {
            problems.add(source + ": expected a mapping of names to profiles");
        } else if (root.size() > ExchangeProfiles.MAX_PROFILES) {
            problems.add(
                    source + ": expected at most " + ExchangeProfiles.MAX_PROFILES + " profiles, not " + root.size());
        } else {
            root.properties()
                    .forEach(entry -> profiles.add(profile(entry.getKey(), profiles.size(), entry.getValue())));
        }
        if (!problems.isEmpty()) {
            throw new InvalidProfilesException(problems);
        }
        return new ExchangeProfiles(profiles);
    }

    private JsonNode tree(final byte[] yaml) {
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

    private ExchangeProfile profile(final String name, final int ordinal, final JsonNode profile) {
        if (!NAME.matcher(name).matches()) {
            problem(name, "1 to 32 lower case letters, digits and hyphens as name");
        }
        if (!profile.isObject()) {
            problem(name, "a mapping");
        }
        profile.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                problem(name + "." + field, "one of " + FIELDS.stream().sorted().toList());
            }
        });
        final int maxTmaxMs = number(name, profile, "maxTmaxMs", 1, MAX_TMAX_MS);
        return new ExchangeProfile(
                name,
                ordinal,
                enabled(name, profile),
                text(name, profile, "currency", CURRENCY, "USD, the one currency bid in so far"),
                text(name, profile, "seat", SEAT, "1 to 64 printable ASCII characters without quote and backslash"),
                maxTmaxMs,
                number(name, profile, "marginMs", 0, Math.max(maxTmaxMs - 1, 0)),
                billsOn(name, profile));
    }

    private boolean enabled(final String name, final JsonNode profile) {
        final JsonNode enabled = profile.path("enabled");
        if (!enabled.isBoolean() && !enabled.isMissingNode()) {
            problem(name + ".enabled", "true or false");
        }
        return enabled.asBoolean(true);
    }

    private String text(
            final String name, final JsonNode profile, final String field, final Pattern pattern, final String what) {
        final String text = profile.path(field).asText("");
        if (!profile.path(field).isTextual() || !pattern.matcher(text).matches()) {
            problem(name + "." + field, what);
        }
        return text;
    }

    private int number(final String name, final JsonNode profile, final String field, final int least, final int most) {
        final JsonNode number = profile.isObject() ? profile.path(field) : MissingNode.getInstance();
        if (!number.canConvertToExactIntegral()
                || !number.canConvertToInt()
                || number.asInt() < least
                || number.asInt() > most) {
            problem(name + "." + field, "a whole number from " + least + " to " + most);
            return least;
        }
        return number.asInt();
    }

    private BillsOn billsOn(final String name, final JsonNode profile) {
        final String text = profile.path("billsOn").asText("");
        for (final BillsOn notice : BillsOn.values()) {
            if (notice.name().toLowerCase(Locale.ROOT).equals(text)) {
                return notice;
            }
        }
        problem(name + ".billsOn", "win, bill or impression");
        return BillsOn.BILL;
    }

    private void problem(final String path, final String expected) {
        problems.add(source + " " + path + ": expected " + expected);
    }
}
