package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code targeting}: values checked and brought into the form that requests are compared in. Immutable; shared. */
final class TargetingParser {
    /** Of the contract, but later than this version; empty ones restrict nothing and are let through. */
    private static final List<String> NOT_YET = List.of(
            "publisher",
            "contentCategory",
            "region",
            "metro",
            "city",
            "postalCode",
            "radius",
            "osVersion",
            "make",
            "connectionType",
            "carrier",
            "position",
            "segment");

    private static final int MAX_DEVICE_TYPE = 8;
    private static final int MAX_HOUR_OF_WEEK = 167;
    private static final Pattern EXCHANGE = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*");
    private static final Set<String> ALPHA_3 = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3);
    private static final Map<String, String> ALPHA_3_BY_ALPHA_2 = alpha3ByAlpha2();

    private TargetingParser() {}

    static Targeting parse(final Fields targeting) {
        final Map<Dimension, Targeting.Rule> rules = new EnumMap<>(Dimension.class);
        for (final Dimension dimension : Dimension.values()) {
            final Fields rule = targeting.object(dimension.jsonName());
            final List<String> include = values(dimension, rule, "include");
            final List<String> exclude = values(dimension, rule, "exclude");
            rule.refuseUnknown();
            if (!include.isEmpty() || !exclude.isEmpty()) {
                rules.put(dimension, new Targeting.Rule(include, exclude));
            }
        }
        for (final String name : NOT_YET) {
            final JsonNode value = targeting.any(name);
            if (value != null && !value.isContainerNode()) {
                targeting.refuse(name, name.equals("radius") ? "must be a list" : "must be an object");
            } else if (value != null && !isEmpty(value)) {
                targeting.refuse(name, "targeting on " + name + " is not supported yet");
            }
        }
        targeting.refuseUnknown();
        return rules.isEmpty() ? Targeting.ANY : new Targeting(Map.copyOf(rules));
    }

    private static List<String> values(final Dimension dimension, final Fields rule, final String name) {
        final Set<String> values = new LinkedHashSet<>();
        rule.items(name, CampaignLimits.MAX_VALUES, (item, path) -> {
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
            case INVENTORY -> lower.equals("site") || lower.equals("app") ? lower : null;
            case SITE_DOMAIN -> Texts.domain(text);
            case COUNTRY -> country(text.toUpperCase(Locale.ROOT));
            case OS -> lower;
            case LANGUAGE -> language(lower);
            case APP_BUNDLE, DEAL, DEVICE_TYPE, HOUR_OF_WEEK -> text;
        };
    }

    private static String expected(final Dimension dimension) {
        return switch (dimension) {
            case EXCHANGE -> "must be an exchange's name: letters, digits and hyphens, at most 32";
            case INVENTORY -> "must be site or app";
            case SITE_DOMAIN -> "must be a domain such as news.example, without scheme or path";
            case COUNTRY -> "must be an ISO 3166-1 country code such as JPN";
            case LANGUAGE -> "must be a language such as ja";
            case APP_BUNDLE, OS, DEAL, DEVICE_TYPE, HOUR_OF_WEEK -> "must be text";
        };
    }

    private static @Nullable String country(final String code) {
        return ALPHA_3.contains(code) ? code : ALPHA_3_BY_ALPHA_2.get(code);
    }

    /** The primary subtag in lower case; null if it is no language tag. */
    static @Nullable String language(final String lowerCaseTag) {
        final var tag = LANGUAGE.matcher(lowerCaseTag);
        return tag.matches() ? tag.group(1) : null;
    }

    /** Whether nothing but empty lists and objects is in it. */
    private static boolean isEmpty(final JsonNode value) {
        final List<JsonNode> children = new ArrayList<>();
        value.forEach(children::add);
        return value.isContainerNode() && children.stream().allMatch(TargetingParser::isEmpty);
    }

    private static Map<String, String> alpha3ByAlpha2() {
        final Map<String, String> codes = new HashMap<>();
        for (final String alpha2 : Locale.getISOCountries()) {
            codes.put(alpha2, new Locale.Builder().setRegion(alpha2).build().getISO3Country());
        }
        return Map.copyOf(codes);
    }
}
