package io.hayate.benchmarks.bid;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.HostText;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.CountryCode;
import io.hayate.bidder.campaigns.live.OsVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What campaigns can target of a request, apart from what each impression tells for itself. Immutable; shared.
 *
 * @param values by dimension, spelled as campaigns spell them; a dimension that is not there does not bind this request
 * @param os in lower case; null if the request does not tell it
 * @param osVersion as {@link OsVersion} packs it
 * @param place null if the request does not tell it
 * @param segments of the user; none where they must not be looked at
 */
public record PlainTargeting(
        Map<Dimension, List<String>> values,
        @Nullable String os,
        long osVersion,
        @Nullable Place place,
        List<String> segments) {
    private static final int MAX_NUMBER = 999;
    private static final double MICROS = 1e-6;

    /** In degrees. */
    public record Place(double latitude, double longitude) {}

    /** Identify must have written what of the user and the place may be used. */
    static PlainTargeting of(final BidContext context) {
        final BidRequestView request = context.request;
        final Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
        values.put(Dimension.EXCHANGE, List.of(context.exchange.name()));
        putInventory(request, values);
        putPlace(request, values);
        putDevice(request, values);
        return new PlainTargeting(
                values,
                request.os == Slice.ABSENT ? null : lowerCase(request, request.os),
                OsVersion.of(request.body, Slice.offset(request.osVersion), Slice.length(request.osVersion)),
                place(context),
                PlainRequest.texts(request, context.segments));
    }

    private static void putInventory(final BidRequestView request, final Map<Dimension, List<String>> values) {
        final List<String> kinds = new ArrayList<>();
        if (request.site) {
            kinds.add("site");
            values.put(Dimension.SITE_DOMAIN, domainAndParents(request));
        }
        if (request.app) {
            kinds.add("app");
            values.put(Dimension.APP_BUNDLE, known(PlainRequest.text(request, request.appBundle)));
        }
        if (request.dooh) {
            kinds.add("dooh");
        }
        values.put(Dimension.INVENTORY, kinds);
        final List<String> publishers = new ArrayList<>();
        for (final long publisher : request.publisherId) {
            publishers.addAll(known(PlainRequest.text(request, publisher)));
        }
        values.put(Dimension.PUBLISHER, publishers);
        final List<String> categories = new ArrayList<>();
        for (final long list : request.contentCategories) {
            for (final String category : PlainRequest.texts(request, list)) {
                final String lowerCase = category.toLowerCase(Locale.ROOT);
                categories.add(lowerCase);
                categories.add(lowerCase.replaceFirst("-.*", ""));
            }
        }
        values.put(Dimension.CONTENT_CATEGORY, categories);
    }

    private static void putPlace(final BidRequestView request, final Map<Dimension, List<String>> values) {
        final String country = CountryCode.alpha3(upperCase(request, request.country));
        values.put(Dimension.COUNTRY, known(country));
        values.put(Dimension.REGION, regions(lowerCase(request, request.region), country));
        values.put(Dimension.METRO, known(PlainRequest.text(request, request.metro)));
        values.put(Dimension.CITY, known(lowerCase(request, request.city)));
        values.put(Dimension.POSTAL_CODE, known(lowerCase(request, request.postalCode)));
    }

    private static void putDevice(final BidRequestView request, final Map<Dimension, List<String>> values) {
        final List<String> types = new ArrayList<>(known(request.deviceType));
        if (request.deviceType == 4 || request.deviceType == 5) {
            types.add("1");
        }
        values.put(Dimension.DEVICE_TYPE, types);
        values.put(Dimension.OS, known(lowerCase(request, request.os)));
        values.put(Dimension.MAKE, known(lowerCase(request, request.make)));
        values.put(Dimension.CONNECTION_TYPE, known(request.connectionType));
        values.put(Dimension.CARRIER, known(lowerCase(request, request.carrier)));
        values.put(
                Dimension.LANGUAGE,
                known(PlainRequest.language(PlainRequest.text(
                        request, request.language != Slice.ABSENT ? request.language : request.languageB))));
    }

    /** With and without the country before it. */
    private static List<String> regions(final String region, final String country) {
        if (region.isEmpty()) {
            return List.of();
        }
        if (region.length() > 3 && region.charAt(2) == '-') {
            return List.of(region, region.substring(3));
        }
        return country.isEmpty()
                ? List.of(region)
                : List.of(region, CountryCode.alpha2(country).toLowerCase(Locale.ROOT) + "-" + region);
    }

    private static @Nullable Place place(final BidContext context) {
        final int latitudeMicros = context.latitudeMicros;
        final int longitudeMicros = context.longitudeMicros;
        if (latitudeMicros == BidRequestView.NO_COORDINATE || longitudeMicros == BidRequestView.NO_COORDINATE) {
            return null;
        }
        return new Place(latitudeMicros * MICROS, longitudeMicros * MICROS);
    }

    private static List<String> domainAndParents(final BidRequestView request) {
        String rest = lowerCase(
                request,
                HostText.of(request.body, request.siteDomain != Slice.ABSENT ? request.siteDomain : request.sitePage));
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

    /** A number of an enumeration; below 0 the request does not tell it. */
    static List<String> known(final int number) {
        return number < 0 || number > MAX_NUMBER ? List.of() : List.of(Integer.toString(number));
    }

    private static String lowerCase(final BidRequestView request, final long slice) {
        return PlainRequest.text(request, slice).toLowerCase(Locale.ROOT);
    }

    private static String upperCase(final BidRequestView request, final long slice) {
        return PlainRequest.text(request, slice).toUpperCase(Locale.ROOT);
    }
}
