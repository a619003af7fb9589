package io.hayate.loadtest.check;

import java.util.List;
import java.util.Objects;

/** Companions stand only where they are asked for, in an asked size and type. Immutable; shared. */
final class VastCompanions {
    /** AdCOM's companion types and the elements of VAST that are of them. */
    private enum Resource {
        STATIC("StaticResource", 1),
        HTML("HTMLResource", 2),
        IFRAME("IFrameResource", 3);

        private final String element;
        private final long code;

        Resource(final String element, final long code) {
            this.element = element;
            this.code = code;
        }
    }

    private VastCompanions() {}

    static void check(final Vast vast, final Findings findings) {
        final List<XmlElement> companions = vast.ad().all("Companion");
        if (companions.isEmpty()) {
            return;
        }
        final List<Json> asked = vast.media().at("companionad").objects();
        if (asked.isEmpty()) {
            vast.report(Rule.COMPANION, "has companions and none is asked for.", findings);
            return;
        }
        for (final XmlElement companion : companions) {
            checkOne(vast, companion, asked, findings);
        }
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
                if (resource == Resource.STATIC) {
                    checkPicture(vast, content, fitting, findings);
                }
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

    private static void checkPicture(
            final Vast vast, final XmlElement content, final List<Json> fitting, final Findings findings) {
        final String type = BannerRules.baseType(content.attribute("creativeType"));
        if (type.isEmpty()) {
            vast.report(Rule.VAST_ELEMENT, "<StaticResource> has no creativeType.", findings);
        } else if (fitting.stream().noneMatch(banner -> takes(banner, type))) {
            vast.report(Rule.COMPANION, "a companion of type " + type + " is not asked for.", findings);
        }
    }

    private static boolean takes(final Json banner, final String type) {
        final List<String> mimes = banner.at("mimes").strings();
        return mimes.isEmpty() || mimes.stream().map(BannerRules::baseType).anyMatch(type::equals);
    }
}
