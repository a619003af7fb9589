package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.Creative;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code creatives}: banners; other types are named as not supported yet. Immutable; shared. */
final class CreativeParser {
    private static final String[] TYPES = {"banner", "video", "native", "audio"};

    /** Fields of the other types, known so that the refusal can say what is wrong with them here. */
    private static final List<String> OTHER_TYPES_ONLY = List.of(
            "durationSeconds",
            "mimes",
            "mediaUrl",
            "vastUrl",
            "bitrateKbps",
            "title",
            "description",
            "sponsored",
            "callToAction",
            "icon",
            "main");

    private static final long MAX_TAXONOMY = 999;
    private static final long MAX_ATTRIBUTE = 9_999;

    private CreativeParser() {}

    static List<Creative> parse(final Fields campaign) {
        final List<Creative> creatives = new ArrayList<>();
        final Set<Long> ids = new HashSet<>();
        final int count = campaign.items("creatives", CampaignLimits.MAX_CREATIVES, (item, path) -> {
            final Creative creative = parse(item, path, campaign.problems());
            if (creative != null) {
                if (!ids.add(creative.id())) {
                    campaign.problems().add(path + ".id", "is the id of another creative of this campaign");
                }
                creatives.add(creative);
            }
        });
        final JsonNode list = campaign.any("creatives");
        if (list == null) {
            campaign.refuse("creatives", "is required");
        } else if (list.isArray() && count == 0) {
            campaign.refuse("creatives", "must hold at least one creative");
        }
        return creatives;
    }

    private static @Nullable Creative parse(final JsonNode item, final String path, final Problems problems) {
        if (!(item instanceof final ObjectNode object)) {
            problems.add(path, "must be an object");
            return null;
        }
        final Fields fields = new Fields(object, path, problems);
        final long id = fields.requiredInteger("id", 1, CampaignLimits.MAX_ID);
        final String type = fields.choice("type", TYPES);
        if (type == null && !fields.has("type")) {
            fields.refuse("type", "is required");
        }
        if (type != null && !type.equals("banner")) {
            // Its other fields are those of a type that this version has no rules for.
            fields.refuse("type", type + " creatives are not supported yet; only banner is");
            return null;
        }
        return type == null ? null : banner(id, fields);
    }

    private static Creative banner(final long id, final Fields fields) {
        final int w = (int) fields.requiredInteger("w", 1, CampaignLimits.MAX_SIDE);
        final int h = (int) fields.requiredInteger("h", 1, CampaignLimits.MAX_SIDE);
        final String markup = markup(fields);
        final List<String> domains = domains(fields);
        final String landingPage = url(fields, "landingPage");
        final String landing =
                landingPage != null ? landingPage : "https://" + (domains.isEmpty() ? "" : domains.get(0)) + "/";
        final List<String> trackers = trackers(fields);
        final Boolean secure = fields.bool("secure");
        final Creative creative = new Creative(
                id,
                w,
                h,
                markup,
                landing,
                domains,
                List.copyOf(fields.texts("categories", CampaignLimits.MAX_CATEGORIES)),
                cattax(fields),
                attributes(fields),
                language(fields),
                secure != null ? secure : isSecure(markup, landing, trackers),
                fields.text("bundle", CampaignLimits.MAX_VALUE_CHARS),
                trackers);
        for (final String name : OTHER_TYPES_ONLY) {
            if (fields.has(name)) {
                fields.refuse(name, "does not belong to a banner");
            }
        }
        fields.refuseUnknown();
        return creative;
    }

    private static String markup(final Fields fields) {
        final String markup = fields.freeText("markup", CampaignLimits.MAX_MARKUP_BYTES);
        if (!fields.has("markup")) {
            fields.refuse("markup", "is required");
        } else if (markup != null && markup.isBlank()) {
            fields.refuse("markup", "must not be empty");
        }
        return markup == null ? "" : markup;
    }

    private static List<String> domains(final Fields fields) {
        final List<String> domains = new ArrayList<>();
        final int count = fields.items("domain", CampaignLimits.MAX_DOMAINS, (item, path) -> {
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
        final JsonNode list = fields.any("domain");
        if (list == null) {
            fields.refuse("domain", "is required");
        } else if (list.isArray() && count == 0) {
            fields.refuse("domain", "must hold at least one domain");
        }
        return List.copyOf(domains);
    }

    private static @Nullable String url(final Fields fields, final String name) {
        final String text = fields.text(name, CampaignLimits.MAX_URL_CHARS);
        return text == null ? null : checkedUrl(fields.problems(), fields.path(name), text);
    }

    private static @Nullable String checkedUrl(final Problems problems, final String path, final String text) {
        if (!Texts.isUrl(text)) {
            problems.add(path, "must be an absolute http or https URL, other characters than ASCII percent-encoded");
            return null;
        }
        return text;
    }

    private static List<String> trackers(final Fields fields) {
        final List<String> urls = new ArrayList<>();
        final Fields trackers = fields.object("trackers");
        trackers.items("impression", CampaignLimits.MAX_TRACKERS, (item, path) -> {
            final String text = trackers.text(item, path, CampaignLimits.MAX_URL_CHARS);
            final String url = text == null ? null : checkedUrl(trackers.problems(), path, text);
            if (url != null) {
                urls.add(url);
            }
        });
        if (trackers.items("click", CampaignLimits.MAX_TRACKERS, (item, path) -> {}) > 0) {
            trackers.refuse("click", "a banner's markup carries its own click trackers");
        }
        trackers.refuseUnknown();
        return List.copyOf(urls);
    }

    private static int cattax(final Fields fields) {
        final Long cattax = fields.integer("cattax", 1, MAX_TAXONOMY);
        return cattax == null ? 1 : cattax.intValue();
    }

    private static List<Integer> attributes(final Fields fields) {
        final List<Integer> attributes = new ArrayList<>();
        fields.items("attributes", CampaignLimits.MAX_ATTRIBUTES, (item, path) -> {
            final Long attribute = fields.integer(item, path, 1, MAX_ATTRIBUTE);
            if (attribute != null && !attributes.contains(attribute.intValue())) {
                attributes.add(attribute.intValue());
            }
        });
        return List.copyOf(attributes);
    }

    private static @Nullable String language(final Fields fields) {
        final String text = fields.text("language", CampaignLimits.MAX_VALUE_CHARS);
        if (text == null) {
            return null;
        }
        final String language = TargetingParser.language(text.toLowerCase(Locale.ROOT));
        if (language == null) {
            fields.refuse("language", "must be a language such as ja");
        }
        return language;
    }

    /** Whether nothing in it names http without the s; a browser blocks that on a secure page. */
    private static boolean isSecure(final String markup, final String landingPage, final List<String> trackers) {
        return !markup.toLowerCase(Locale.ROOT).contains("http:")
                && Texts.isHttps(landingPage)
                && trackers.stream().allMatch(Texts::isHttps);
    }
}
