package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Dimension;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the values of a dimension mean beyond their text. Immutable; shared. */
final class DimensionValues {
    /** Device type 1 is "mobile or tablet", the older word for phone (4) and tablet (5) (AdCOM list of device types). */
    private static final Map<String, List<String>> DEVICE_TYPES_COVERED = Map.of("1", List.of("1", "4", "5"));

    private static final Map<String, List<String>> ALPHA_2_BY_ALPHA_3 = Stream.of(Locale.getISOCountries())
            .collect(Collectors.toMap(code -> new Locale("", code).getISO3Country(), List::of, (a, b) -> a));

    private DimensionValues() {}

    /** The values of requests that a campaign's values stand for, without duplicates. */
    static Set<String> covered(final Dimension dimension, final List<String> values) {
        final Set<String> covered = new LinkedHashSet<>();
        for (final String value : values) {
            covered.addAll(
                    dimension == Dimension.DEVICE_TYPE
                            ? DEVICE_TYPES_COVERED.getOrDefault(value, List.of(value))
                            : List.of(value));
        }
        return covered;
    }

    /** Other texts that requests send for a value. */
    static List<String> aliases(final Dimension dimension, final String value) {
        return dimension == Dimension.COUNTRY ? ALPHA_2_BY_ALPHA_3.getOrDefault(value, List.of()) : List.of();
    }

    static boolean ignoresCase(final Dimension dimension) {
        return dimension != Dimension.APP_BUNDLE && dimension != Dimension.DEAL;
    }
}
