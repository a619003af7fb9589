package io.hayate.benchmarks.bid;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.HostText;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.exchanges.ExchangeProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request tells, as strings and lists: what code without an index would work on. Made before the clock starts, so
 * that baselines pay for comparing only. Immutable; shared.
 *
 * @param values by dimension, spelled as campaigns spell them; a dimension that is not there does not bind this request
 * @param dealIds by number of the deal
 * @param dealDomains wadomain by number of the deal; null where it does not restrict
 */
public record PlainRequest(
        Map<Dimension, List<String>> values,
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
    private static final Map<String, String> ALPHA_3_BY_ALPHA_2 = Stream.of(Locale.getISOCountries())
            .collect(Collectors.toMap(
                    code -> code,
                    code -> new Locale.Builder().setRegion(code).build().getISO3Country()));

    static PlainRequest of(final BidRequestView request, final ExchangeProfile exchange) {
        final List<String> dealIds = new ArrayList<>();
        final List<@Nullable List<String>> dealDomains = new ArrayList<>();
        for (int deal = 0; deal < request.dealTotal; deal++) {
            dealIds.add(text(request, request.dealId[deal]));
            dealDomains.add(hostsOrNull(request, request.dealAllowedAdvertiserDomains[deal]));
        }
        return new PlainRequest(
                values(request, exchange),
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

    private static Map<Dimension, List<String>> values(final BidRequestView request, final ExchangeProfile exchange) {
        final Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
        values.put(Dimension.EXCHANGE, List.of(exchange.name()));
        values.put(Dimension.INVENTORY, inventory(request));
        if (request.site) {
            values.put(Dimension.SITE_DOMAIN, domainAndParents(request));
        }
        if (request.app) {
            values.put(Dimension.APP_BUNDLE, known(text(request, request.appBundle)));
        }
        final String country = text(request, request.country).toUpperCase(Locale.ROOT);
        values.put(Dimension.COUNTRY, known(ALPHA_3_BY_ALPHA_2.getOrDefault(country, country)));
        values.put(Dimension.OS, known(text(request, request.os).toLowerCase(Locale.ROOT)));
        values.put(
                Dimension.LANGUAGE,
                known(language(
                        text(request, request.language != Slice.ABSENT ? request.language : request.languageB))));
        values.put(
                Dimension.DEVICE_TYPE,
                switch (request.deviceType) {
                    case BidRequestView.UNKNOWN, BidRequestView.UNUSABLE -> List.of();
                    case 4, 5 -> List.of(Integer.toString(request.deviceType), "1");
                    default -> List.of(Integer.toString(request.deviceType));
                });
        return values;
    }

    private static List<String> inventory(final BidRequestView request) {
        final List<String> inventory = new ArrayList<>();
        if (request.site) {
            inventory.add("site");
        }
        if (request.app) {
            inventory.add("app");
        }
        if (request.dooh) {
            inventory.add("dooh");
        }
        return inventory;
    }

    private static List<String> domainAndParents(final BidRequestView request) {
        String rest = text(
                        request,
                        HostText.of(
                                request.body,
                                request.siteDomain != Slice.ABSENT ? request.siteDomain : request.sitePage))
                .toLowerCase(Locale.ROOT);
        final List<String> domains = new ArrayList<>();
        while (!rest.isEmpty()) {
            domains.add(rest);
            final int dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return domains;
    }

    private static List<String> known(final String value) {
        return value.isEmpty() ? List.of() : List.of(value);
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

    private static List<String> lowerCase(final BidRequestView request, final long list) {
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

    private static List<String> texts(final BidRequestView request, final long list) {
        final List<String> texts = new ArrayList<>();
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            texts.add(text(request, request.items[i]));
        }
        return texts;
    }

    private static String text(final BidRequestView request, final long slice) {
        return new String(request.body, Slice.offset(slice), Slice.length(slice), StandardCharsets.UTF_8);
    }
}
