package io.hayate.benchmarks.bid.pick;

import io.hayate.benchmarks.bid.PlainImpression;
import io.hayate.benchmarks.bid.PlainRequest;
import io.hayate.bidder.bid.BidContext;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a creative over plain objects, as one would write them first: a request's lists are searched from the start.
 * The strings are made, and in one case, before the clock starts. Immutable; shared.
 */
final class PlainPicker {
    static final int NONE = -1;

    /** Which of the creatives may be shown, the first in the order of their turn; {@link #NONE} if none. */
    int pick(
            final PlainRequest request,
            final PlainImpression impression,
            final int deal,
            final List<PlainCreative> creatives,
            final long turn) {
        final int count = creatives.size();
        final int first = (int) Long.remainderUnsigned(turn, count);
        for (int tried = 0; tried < count; tried++) {
            final int at = (first + tried) % count;
            if (allows(request, impression, deal, creatives.get(at))) {
                return at;
            }
        }
        return NONE;
    }

    private static boolean allows(
            final PlainRequest request,
            final PlainImpression impression,
            final int deal,
            final PlainCreative creative) {
        return impression.allows(creative.size())
                && (!impression.isSecure() || creative.secure())
                && allowsCategories(request, creative)
                && allowsDomains(request, deal, creative)
                && (creative.app() == null
                        || !request.blockedApps().contains(creative.app().toLowerCase(Locale.ROOT)))
                && containsNone(impression.blockedAttributes(), creative.attributes())
                && containsNone(impression.blockedTypes(), creative.bannerTypes())
                && (impression.mimes().isEmpty() || !containsNone(impression.mimes(), creative.mimes()))
                && impression.apis().containsAll(creative.apis())
                && (impression.expandDirections().isEmpty()
                        || impression.expandDirections().containsAll(creative.expandDirections()))
                && allowsLanguage(request.allowedLanguages(), creative.language())
                && allowsLanguage(request.allowedLanguagesB(), creative.language());
    }

    private static boolean allowsCategories(final PlainRequest request, final PlainCreative creative) {
        if (!request.namesCategories()) {
            return true;
        }
        final List<String> allowed = request.allowedCategories();
        if (request.categoryTaxonomy() != creative.categoryTaxonomy()
                || (allowed != null && creative.categories().isEmpty())) {
            return false;
        }
        for (final List<String> categoryAndParent : creative.categories()) {
            if (!containsNone(request.blockedCategories(), categoryAndParent)
                    || (allowed != null && containsNone(allowed, categoryAndParent))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowsDomains(final PlainRequest request, final int deal, final PlainCreative creative) {
        final List<String> allowed =
                deal == BidContext.NO_DEAL ? null : request.dealDomains().get(deal);
        for (final List<String> domainAndParents : creative.domains()) {
            if (!containsNone(request.blockedDomains(), domainAndParents)
                    || (allowed != null && containsNone(allowed, domainAndParents))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowsLanguage(final @Nullable List<String> allowed, final @Nullable String language) {
        return allowed == null || language == null || allowed.contains(language);
    }

    private static <T> boolean containsNone(final Collection<T> list, final List<T> values) {
        for (final T value : values) {
            if (list.contains(value)) {
                return false;
            }
        }
        return true;
    }
}
