package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.CreativeTrackers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code creatives}: what all have in common; the content by its type. Immutable; shared. */
final class CreativeParser {
    private static final String BANNER = "banner";
    private static final String VIDEO = "video";
    private static final String AUDIO = "audio";
    private static final String NATIVE = "native";

    /** So that a refusal can say what is wrong with a field that belongs to another type. */
    private static final Map<String, Set<String>> CONTENT_FIELDS = Map.of(
            BANNER, BannerParser.FIELDS,
            VIDEO, MediaParser.VIDEO_FIELDS,
            AUDIO, MediaParser.AUDIO_FIELDS,
            NATIVE, NativeParser.FIELDS);

    /** By type, what only others have. */
    private static final Map<String, Set<String>> FIELDS_OF_OTHERS = CONTENT_FIELDS.keySet().stream()
            .collect(Collectors.toUnmodifiableMap(type -> type, CreativeParser::fieldsOfOthers));

    private static final int MAX_TAXONOMY = 999;
    private static final int MAX_ATTRIBUTE = 9_999;
    private static final int MAX_API = 9_999;

    private CreativeParser() {}

    static List<Creative> parse(final Fields campaign, final DocumentLimits limits) {
        final List<Creative> creatives = new ArrayList<>();
        final Set<Long> ids = new HashSet<>();
        campaign.requiredItems("creatives", limits.creatives(), "creative", (item, path) -> {
            final Creative creative = parse(item, path, campaign.problems(), limits);
            if (creative != null) {
                if (!ids.add(creative.id())) {
                    campaign.problems().add(path + ".id", "is the id of another creative of this campaign");
                }
                creatives.add(creative);
            }
        });
        return creatives;
    }

    private static @Nullable Creative parse(
            final JsonNode item, final String path, final Problems problems, final DocumentLimits limits) {
        if (!(item instanceof final ObjectNode object)) {
            problems.add(path, "must be an object");
            return null;
        }
        final Fields fields = new Fields(object, path, problems);
        final long id = fields.requiredInteger("id", 1, CampaignLimits.MAX_ID);
        final String type = fields.choice("type", BANNER, VIDEO, NATIVE, AUDIO);
        if (type == null) {
            if (!fields.has("type")) {
                fields.refuse("type", "is required");
            }
            return null;
        }
        final Creative creative = creative(id, type, fields, limits);
        refuseFieldsOfOthers(type, fields);
        fields.refuseUnknown();
        return creative;
    }

    private static Creative creative(
            final long id, final String type, final Fields fields, final DocumentLimits limits) {
        final CreativeContent content = content(type, fields, limits);
        final List<String> domains = domains(fields);
        final String landingPage = fields.url("landingPage");
        final String landing =
                landingPage != null ? landingPage : "https://" + (domains.isEmpty() ? "" : domains.get(0)) + "/";
        final CreativeTrackers trackers = TrackerParser.parse(fields, content);
        final boolean secure = secure(fields, content, landing, trackers);
        return new Creative(
                id,
                content,
                landing,
                domains,
                List.copyOf(fields.texts("categories", CampaignLimits.MAX_CATEGORIES)),
                fields.integer("cattax", 1, MAX_TAXONOMY, 1),
                attributes(fields, content),
                language(fields),
                secure,
                fields.text("bundle", CampaignLimits.MAX_VALUE_CHARS),
                fields.integers("apis", CampaignLimits.MAX_APIS, 1, MAX_API),
                trackers);
    }

    private static CreativeContent content(final String type, final Fields fields, final DocumentLimits limits) {
        return switch (type) {
            case BANNER -> BannerParser.parse(fields, limits);
            case VIDEO -> MediaParser.video(fields);
            case AUDIO -> MediaParser.audio(fields);
            default -> NativeParser.parse(fields);
        };
    }

    private static Set<String> fieldsOfOthers(final String type) {
        final Set<String> others = new TreeSet<>();
        CONTENT_FIELDS.values().forEach(others::addAll);
        others.removeAll(CONTENT_FIELDS.getOrDefault(type, Set.of()));
        return others;
    }

    private static void refuseFieldsOfOthers(final String type, final Fields fields) {
        for (final String name : FIELDS_OF_OTHERS.getOrDefault(type, Set.of())) {
            if (fields.has(name)) {
                fields.refuse(name, "does not belong to " + (type.equals(AUDIO) ? "an " : "a ") + type);
            }
        }
    }

    private static List<String> domains(final Fields fields) {
        final List<String> domains = new ArrayList<>();
        fields.requiredItems("domain", Limit.fixed(CampaignLimits.MAX_DOMAINS), "domain", (item, path) -> {
            final String text = fields.text(item, path, CampaignLimits.MAX_VALUE_CHARS);
            final String host = text == null ? null : Texts.domain(text);
            // A name of one part is a top level domain, or no advertiser's.
            final String domain = host == null || host.indexOf('.') < 0 ? null : host;
            if (text != null && domain == null) {
                fields.problems()
                        .add(
                                path,
                                "must be a domain such as shop.example, without scheme or path, not '"
                                        + Texts.shown(text) + "'");
            } else if (domain != null && !domains.contains(domain)) {
                domains.add(domain);
            }
        });
        return List.copyOf(domains);
    }

    /** A creative that can be skipped says so, whether or not the document lists the attribute. */
    private static List<Integer> attributes(final Fields fields, final CreativeContent content) {
        final List<Integer> attributes = fields.integers("attributes", CampaignLimits.MAX_ATTRIBUTES, 1, MAX_ATTRIBUTE);
        if (content instanceof final CreativeContent.Media media
                && media.skipAfterSeconds() != CreativeContent.Media.NOT_SKIPPABLE
                && !attributes.contains(Creative.SKIP_BUTTON)) {
            return Stream.concat(attributes.stream(), Stream.of(Creative.SKIP_BUTTON))
                    .toList();
        }
        return attributes;
    }

    private static @Nullable String language(final Fields fields) {
        final String text = fields.text("language", CampaignLimits.MAX_VALUE_CHARS);
        if (text == null) {
            return null;
        }
        final String language = Texts.languageTag(text);
        if (language == null) {
            fields.refuse("language", "must be a language such as ja or zh-Hant");
        }
        return language;
    }

    /** As the document says, or its URLs; a browser blocks plain http on a secure page, so one is no secure creative. */
    private static boolean secure(
            final Fields fields,
            final CreativeContent content,
            final String landingPage,
            final CreativeTrackers trackers) {
        final boolean loadsPlain = loadedUrls(content, trackers).anyMatch(url -> !Texts.isHttps(url));
        final Boolean secure = fields.bool("secure");
        if (secure == null) {
            return !loadsPlain && Texts.isHttps(landingPage) && isSecure(content);
        }
        if (secure && loadsPlain) {
            fields.refuse("secure", "must not be true where a URL that the creative loads is http");
        }
        return secure;
    }

    /** Of what is not loaded but written, or gone to at a click. */
    private static boolean isSecure(final CreativeContent content) {
        if (content instanceof final CreativeContent.Banner banner) {
            return !banner.markup().toLowerCase(Locale.ROOT).contains("http:");
        }
        return !(content instanceof final CreativeContent.Native parts)
                || parts.privacyUrl() == null
                || Texts.isHttps(parts.privacyUrl());
    }

    /** What is called while the creative shows or is clicked; not a banner's markup, which may name what it never loads. */
    private static Stream<String> loadedUrls(final CreativeContent content, final CreativeTrackers trackers) {
        final List<@Nullable String> urls = new ArrayList<>(trackers.impression());
        urls.addAll(trackers.click());
        trackers.playback().values().forEach(urls::addAll);
        if (content instanceof final CreativeContent.Media media) {
            urls.add(media.mediaUrl());
            urls.add(media.vastUrl());
            media.companions().forEach(companion -> urls.add(companion.imageUrl()));
        } else if (content instanceof final CreativeContent.Native parts) {
            urls.add(url(parts.icon()));
            urls.add(url(parts.main()));
        }
        // A URL that was refused is empty: told already.
        return urls.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(url -> !url.isEmpty());
    }

    private static @Nullable String url(final CreativeContent.@Nullable Image image) {
        return image == null ? null : image.url();
    }
}
