package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.LetterCase;
import io.hayate.bidder.campaigns.live.OsVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code targeting.osVersion}: for each operating system a lowest and a highest version. Immutable; shared. */
final class OsVersionParser {
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,5}){0,3}");
    private static final Pattern PARTS = Pattern.compile("\\.");
    private static final long LOWEST = 0;

    private OsVersionParser() {}

    static Map<String, Targeting.Versions> parse(final Fields systems) {
        final List<String> names = systems.names();
        if (names.size() > CampaignLimits.MAX_OS) {
            systems.refuseWhole("has " + names.size() + " systems; at most " + CampaignLimits.MAX_OS + " are allowed");
            return Map.of();
        }
        final Map<String, Targeting.Versions> versions = new HashMap<>();
        for (final String name : names) {
            if (name.isBlank() || name.length() > CampaignLimits.MAX_VALUE_CHARS || Texts.hasControls(name)) {
                systems.refuse(Texts.shown(name), "must be an operating system's name");
                continue;
            }
            final Fields system = systems.object(name);
            final String folded = LetterCase.fold(name);
            final long lowest = version(system, "min", LOWEST);
            final long highest = version(system, "max", OsVersion.HIGHEST);
            system.refuseUnknown();
            if (lowest > highest) {
                system.refuse("min", "must not be above max");
            } else if (versions.containsKey(folded)) {
                systems.refuse(Texts.shown(name), "is named twice");
            } else if (system.has("min") || system.has("max")) {
                versions.put(folded, new Targeting.Versions(lowest, highest));
            }
        }
        return Map.copyOf(versions);
    }

    private static long version(final Fields system, final String name, final long open) {
        final @Nullable String text = system.text(name, CampaignLimits.MAX_VALUE_CHARS);
        if (text == null) {
            return open;
        }
        if (!VERSION.matcher(text).matches()
                || Arrays.stream(PARTS.split(text)).anyMatch(OsVersionParser::isTooLarge)) {
            system.refuse(
                    name,
                    "must be a version of one to four numbers up to " + OsVersion.MAX_PART + " such as 15.1, not '"
                            + Texts.shown(text) + "'");
            return open;
        }
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return open == LOWEST ? OsVersion.of(bytes, 0, bytes.length) : OsVersion.highestOf(bytes, 0, bytes.length);
    }

    private static boolean isTooLarge(final String part) {
        return Integer.parseInt(part) > OsVersion.MAX_PART;
    }
}
