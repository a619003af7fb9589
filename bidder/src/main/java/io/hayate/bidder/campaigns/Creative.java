package io.hayate.bidder.campaigns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One creative of a campaign. Immutable; shared.
 *
 * @param id above 0, unique over all campaigns
 * @param landingPage absolute http or https URL
 * @param domains of the advertiser, lower case, at least one
 * @param categories in the taxonomy {@code cattax}
 * @param attributes AdCOM creative attributes
 * @param language ISO 639-1, lower case; null: neutral
 * @param secure whether all of it loads over https
 * @param bundle the app that is advertised, if it is one
 * @param apis AdCOM API frameworks that it needs, all of them
 */
public record Creative(
        long id,
        CreativeContent content,
        String landingPage,
        List<String> domains,
        List<String> categories,
        int cattax,
        List<Integer> attributes,
        @Nullable String language,
        boolean secure,
        @Nullable String bundle,
        List<Integer> apis,
        CreativeTrackers trackers) {
    /** AdCOM creative attribute: it has a button to skip it. */
    public static final int SKIP_BUTTON = 16;

    public AdFormat format() {
        if (content instanceof final CreativeContent.Outline outline) {
            return outline.format();
        }
        if (content instanceof CreativeContent.Banner) {
            return AdFormat.BANNER;
        }
        if (content instanceof final CreativeContent.Media media) {
            return media.size() == null ? AdFormat.AUDIO : AdFormat.VIDEO;
        }
        return AdFormat.NATIVE;
    }
}
