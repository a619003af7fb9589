package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.CountryCode;
import io.hayate.bidder.campaigns.live.LetterCase;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code targeting}: values checked and brought into the form that requests are compared in. Immutable; shared. */
final class TargetingParser {
    private static final Dimension[] DIMENSIONS = Dimension.values();
    private static final int MAX_DEVICE_TYPE = 8;
    private static final int MAX_CONNECTION_TYPE = 7;
    private static final int MAX_POSITION = 99;
    private static final int MAX_HOUR_OF_WEEK = 167;
    private static final Set<String> INVENTORIES = Set.of("site", "app", "dooh");
    private static final Pattern EXCHANGE = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2,3}");
    private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*");

    private TargetingParser() {}

    static Targeting parse(final Fields targeting, final DocumentLimits limits) {
        final Map<Dimension, Targeting.Rule> rules = new EnumMap<>(Dimension.class);
        for (final Dimension dimension : DIMENSIONS) {
            if (!targeting.has(dimension.jsonName())) {
                continue;
            }
            final Fields rule = targeting.object(dimension.jsonName());
            final List<String> include = values(dimension, rule, "include", limits);
            final List<String> exclude = values(dimension, rule, "exclude", limits);
            rule.refuseUnknown();
            if (!include.isEmpty() || !exclude.isEmpty()) {
                rules.put(dimension, new Targeting.Rule(include, exclude));
            }
        }
        final List<Targeting.Circle> radius = RadiusParser.parse(targeting);
        final Map<String, Targeting.Versions> osVersions = OsVersionParser.parse(targeting.object("osVersion"));
        final Targeting.Segments segments = SegmentParser.parse(targeting.object("segment"), limits);
        targeting.refuseUnknown();
        return new Targeting(Map.copyOf(rules), radius, osVersions, segments);
    }

    private static List<String> values(
            final Dimension dimension, final Fields rule, final String name, final DocumentLimits limits) {
        final Set<String> values = new LinkedHashSet<>();
        rule.items(name, limits.listValues(), (item, path) -> {
            final String value = normalised(dimension, rule, item, path);
            if (value != null) {
                values.add(value);
            }
        });
        return List.copyOf(values);
    }

    private static @Nullable String normalised(
            final Dimension dimension, final Fields rule, final JsonNode item, final String path) {
        return switch (dimension) {
            case DEVICE_TYPE -> number(rule, item, path, MAX_DEVICE_TYPE);
            case CONNECTION_TYPE -> number(rule, item, path, MAX_CONNECTION_TYPE);
            case POSITION -> number(rule, item, path, MAX_POSITION);
            case HOUR_OF_WEEK -> number(rule, item, path, MAX_HOUR_OF_WEEK);
            default -> {
                final String text = rule.text(item, path, CampaignLimits.MAX_VALUE_CHARS);
                final String value = text == null ? null : normalised(dimension, text);
                if (text != null && value == null) {
                    rule.problems().add(path, expected(dimension) + ", not '" + Texts.shown(text) + "'");
                }
                yield value;
            }
        };
    }

    private static @Nullable String number(final Fields rule, final JsonNode item, final String path, final int max) {
        final Long number = rule.integer(item, path, 0, max);
        return number == null ? null : Long.toString(number);
    }

    private static @Nullable String normalised(final Dimension dimension, final String text) {
        final String lower = text.toLowerCase(Locale.ROOT);
        return switch (dimension) {
            case EXCHANGE -> EXCHANGE.matcher(lower).matches() ? lower : null;
            case INVENTORY -> INVENTORIES.contains(lower) ? lower : null;
            case SITE_DOMAIN -> Texts.domain(text);
            case COUNTRY -> COUNTRY.matcher(text).matches() ? country(text.toUpperCase(Locale.ROOT)) : null;
            case LANGUAGE -> language(lower);
            case OS, MAKE, CARRIER, CITY, CONTENT_CATEGORY, REGION, POSTAL_CODE -> LetterCase.fold(text);
            case APP_BUNDLE, PUBLISHER, METRO, DEAL, DEVICE_TYPE, CONNECTION_TYPE, POSITION, HOUR_OF_WEEK -> text;
        };
    }

    private static String expected(final Dimension dimension) {
        return switch (dimension) {
            case EXCHANGE -> "must be an exchange's name: letters, digits and hyphens, at most 32";
            case INVENTORY -> "must be site, app or dooh";
            case SITE_DOMAIN -> "must be a domain such as news.example, without scheme or path";
            case COUNTRY -> "must be an ISO 3166-1 country code such as JPN";
            case LANGUAGE -> "must be a language such as ja";
            default -> "must be text";
        };
    }

    private static @Nullable String country(final String code) {
        final String alpha3 = CountryCode.alpha3(code);
        return alpha3.isEmpty() ? null : alpha3;
    }

    /** The primary subtag in lower case; null if it is no language tag. */
    private static @Nullable String language(final String lowerCaseTag) {
        final var tag = LANGUAGE.matcher(lowerCaseTag);
        return tag.matches() ? tag.group(1) : null;
    }
}
