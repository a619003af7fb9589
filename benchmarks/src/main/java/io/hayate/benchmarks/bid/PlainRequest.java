package io.hayate.benchmarks.bid;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.HostText;
import io.hayate.bidder.bid.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request tells, as strings and lists: what code without an index would work on. Made before the clock starts, so
 * that baselines pay for comparing only. Immutable; shared.
 *
 * @param dealIds by number of the deal
 * @param dealDomains wadomain by number of the deal; null where it does not restrict
 */
public record PlainRequest(
        PlainTargeting targeting,
        List<String> dealIds,
        List<@Nullable List<String>> dealDomains,
        List<String> blockedCategories,
        @Nullable List<String> allowedCategories,
        boolean namesCategories,
        int categoryTaxonomy,
        List<String> blockedDomains,
        List<String> blockedApps,
        @Nullable List<String> allowedLanguages,
        @Nullable List<String> allowedLanguagesB) {
    static PlainRequest of(final BidContext context) {
        final BidRequestView request = context.request;
        final List<String> dealIds = new ArrayList<>();
        final List<@Nullable List<String>> dealDomains = new ArrayList<>();
        for (int deal = 0; deal < request.dealTotal; deal++) {
            dealIds.add(text(request, request.dealId[deal]));
            dealDomains.add(hostsOrNull(request, request.dealAllowedAdvertiserDomains[deal]));
        }
        return new PlainRequest(
                PlainTargeting.of(context),
                dealIds,
                dealDomains,
                lowerCase(request, request.blockedCategories),
                request.allowedCategories == Slice.ABSENT ? null : lowerCase(request, request.allowedCategories),
                request.blockedCategories != Slice.ABSENT || request.allowedCategories != Slice.ABSENT,
                request.categoryTaxonomy,
                hosts(request, request.blockedAdvertiserDomains),
                lowerCase(request, request.blockedApps),
                languagesOrNull(request, request.allowedLanguages),
                languagesOrNull(request, request.allowedLanguagesB));
    }

    /** The primary subtag. */
    static String language(final String tag) {
        final String lowerCase = tag.toLowerCase(Locale.ROOT);
        int length = 0;
        while (length < lowerCase.length() && Character.isLetter(lowerCase.charAt(length))) {
            length++;
        }
        return lowerCase.substring(0, length);
    }

    private static @Nullable List<String> languagesOrNull(final BidRequestView request, final long list) {
        return list == Slice.ABSENT
                ? null
                : texts(request, list).stream().map(PlainRequest::language).toList();
    }

    static List<String> lowerCase(final BidRequestView request, final long list) {
        return texts(request, list).stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> hosts(final BidRequestView request, final long list) {
        final List<String> hosts = new ArrayList<>();
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            hosts.add(text(request, HostText.of(request.body, request.items[i])).toLowerCase(Locale.ROOT));
        }
        return hosts;
    }

    private static @Nullable List<String> hostsOrNull(final BidRequestView request, final long list) {
        return list == Slice.ABSENT ? null : hosts(request, list);
    }

    static List<String> texts(final BidRequestView request, final long list) {
        final List<String> texts = new ArrayList<>();
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            texts.add(text(request, request.items[i]));
        }
        return texts;
    }

    static String text(final BidRequestView request, final long slice) {
        return new String(request.body, Slice.offset(slice), Slice.length(slice), StandardCharsets.UTF_8);
    }
}
