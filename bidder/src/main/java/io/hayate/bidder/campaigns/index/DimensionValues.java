package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.CountryCode;
import io.hayate.bidder.campaigns.live.LetterCase;
import java.net.IDN;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the values of a dimension mean beyond their text. Immutable; shared. */
final class DimensionValues {
    /** Device type 1 is "mobile or tablet", the older word for phone (4) and tablet (5) (AdCOM list of device types). */
    private static final Map<String, List<String>> DEVICE_TYPES_COVERED = Map.of("1", List.of("1", "4", "5"));

    private DimensionValues() {}

    /** The values of requests that a campaign's values stand for, without duplicates. */
    static Collection<String> covered(final Dimension dimension, final List<String> values) {
        if (dimension != Dimension.DEVICE_TYPE) {
            return values;
        }
        final Set<String> covered = new LinkedHashSet<>();
        for (final String value : values) {
            covered.addAll(DEVICE_TYPES_COVERED.getOrDefault(value, List.of(value)));
        }
        return covered;
    }

    /** Other texts that requests send for a value. */
    static List<String> aliases(final Dimension dimension, final String value) {
        return switch (dimension) {
            case COUNTRY -> value.equals("GBR") ? List.of("GB", "UK") : List.of(CountryCode.alpha2(value));
            case SITE_DOMAIN -> List.of(spelt(value));
            default -> List.of();
        };
    }

    /** An ASCII domain in the letters that it stands for. */
    static String spelt(final String domain) {
        return LetterCase.fold(IDN.toUnicode(domain));
    }

    static boolean ignoresCase(final Dimension dimension) {
        return switch (dimension) {
            case APP_BUNDLE, PUBLISHER, METRO, DEAL -> false;
            default -> true;
        };
    }
}
