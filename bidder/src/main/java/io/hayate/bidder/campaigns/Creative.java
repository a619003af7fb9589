package io.hayate.bidder.campaigns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One banner creative of a campaign. Immutable; shared.
 *
 * @param id above 0, unique over all campaigns
 * @param markup HTML with our macros and OpenRTB's
 * @param landingPage absolute http or https URL
 * @param domains of the advertiser, lower case, at least one
 * @param categories in the taxonomy {@code cattax}
 * @param attributes AdCOM creative attributes
 * @param language ISO 639-1, lower case; null: neutral
 * @param secure whether all of it loads over https
 * @param bundle the app that is advertised, if it is one
 * @param impressionTrackers third-party pixels
 */
public record Creative(
        long id,
        int w,
        int h,
        String markup,
        String landingPage,
        List<String> domains,
        List<String> categories,
        int cattax,
        List<Integer> attributes,
        @Nullable String language,
        boolean secure,
        @Nullable String bundle,
        List<String> impressionTrackers) {}
