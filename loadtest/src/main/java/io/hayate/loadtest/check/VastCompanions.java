package io.hayate.loadtest.check;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Companions stand only where they are asked for: by a banner of their size that takes their type and attributes. Immutable; shared. */
final class VastCompanions {
    /** AdCOM's companion types, the elements of VAST that are of them, and the banner ad types that btype may block. */
    private enum Resource {
        STATIC("StaticResource", 1, 2),
        HTML("HTMLResource", 2, 1),
        IFRAME("IFrameResource", 3, 4);

        private final String element;
        private final long code;
        private final long bannerType;

        Resource(final String element, final long code, final long bannerType) {
            this.element = element;
            this.code = code;
            this.bannerType = bannerType;
        }
    }

    private VastCompanions() {}

    static void check(final Vast vast, final Findings findings) {
        final List<XmlElement> companions = vast.ad().all("Companion");
        if (companions.isEmpty()) {
            return;
        }
        final List<Json> asked = asked(vast.media().at("companionad"));
        if (asked.isEmpty()) {
            vast.report(Rule.COMPANION, "has companions and none is asked for.", findings);
            return;
        }
        for (final XmlElement companion : companions) {
            checkOne(vast, companion, asked, findings);
        }
    }

    /** A list of banners, or as in 2.2 an object that has it. */
    private static List<Json> asked(final Json companions) {
        return companions.at("banner").isPresent() ? companions.at("banner").objects() : companions.objects();
    }

    private static void checkOne(
            final Vast vast, final XmlElement companion, final List<Json> asked, final Findings findings) {
        final Long w = Json.string(companion.attribute("width")).integer();
        final Long h = Json.string(companion.attribute("height")).integer();
        if (w == null || h == null) {
            vast.report(Rule.VAST_ELEMENT, "<Companion> has no width or no height.", findings);
            return;
        }
        final List<Json> fitting =
                asked.stream().filter(banner -> isAskedSize(banner, w, h)).toList();
        if (fitting.isEmpty()) {
            vast.report(Rule.COMPANION, "a companion of " + w + "x" + h + " is not asked for.", findings);
            return;
        }
        final List<Long> types = vast.media().at("companiontype").integers();
        for (final Resource resource : Resource.values()) {
            for (final XmlElement content : companion.children(resource.element)) {
                if (!types.isEmpty() && !types.contains(resource.code)) {
                    vast.report(Rule.COMPANION, resource.element + " is not in companiontype " + types + ".", findings);
                }
                checkTaken(vast, resource, content, fitting, findings);
            }
        }
    }

    private static boolean isAskedSize(final Json banner, final Long w, final Long h) {
        final List<Json> formats = banner.at("format").objects();
        if (!formats.isEmpty()) {
            return formats.stream().anyMatch(format -> hasSize(format, w, h));
        }
        return (!banner.at("w").says() && !banner.at("h").says()) || hasSize(banner, w, h);
    }

    private static boolean hasSize(final Json owner, final Long w, final Long h) {
        return Objects.equals(w, owner.at("w").integer())
                && Objects.equals(h, owner.at("h").integer());
    }

    private static void checkTaken(
            final Vast vast,
            final Resource resource,
            final XmlElement content,
            final List<Json> fitting,
            final Findings findings) {
        final String type =
                resource == Resource.STATIC ? BannerRules.baseType(content.attribute("creativeType")) : "text/html";
        if (type.isEmpty()) {
            vast.report(Rule.VAST_ELEMENT, "<StaticResource> has no creativeType.", findings);
        } else if (fitting.stream().noneMatch(banner -> takes(banner, type, resource, vast))) {
            vast.report(
                    Rule.COMPANION,
                    "a companion of type " + type + " with the attributes of the bid is not asked for.",
                    findings);
        }
    }

    private static boolean takes(final Json banner, final String type, final Resource resource, final Vast vast) {
        final List<String> mimes = banner.at("mimes").strings();
        return (mimes.isEmpty() || mimes.stream().map(BannerRules::baseType).anyMatch(type::equals))
                && !banner.at("btype").integers().contains(resource.bannerType)
                && Collections.disjoint(
                        banner.at("battr").integers(),
                        vast.offer().bid().at("attr").integers());
    }
}
