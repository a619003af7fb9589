package io.hayate.benchmarks.bid.pick;

import io.hayate.benchmarks.bid.PlainImpression.Size;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.live.SlotTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the rules ask of a creative, as strings. Immutable; shared.
 *
 * @param categories each with the one above it, if there is one
 * @param domains each with all above it
 */
record PlainCreative(
        Size size,
        boolean secure,
        int categoryTaxonomy,
        List<List<String>> categories,
        List<List<String>> domains,
        @Nullable String app,
        List<Integer> attributes,
        List<Integer> bannerTypes,
        List<String> mimes,
        List<Integer> apis,
        List<Integer> expandDirections,
        @Nullable String language) {

    /** What an index holds as bits is taken from there. */
    static PlainCreative of(final Creative creative, final SlotTable table, final int place) {
        final List<Integer> bannerTypes = new ArrayList<>();
        for (int bits = table.bannerTypes(place); bits != 0; bits &= bits - 1) {
            bannerTypes.add(Integer.numberOfTrailingZeros(bits));
        }
        final CreativeContent.Outline banner = (CreativeContent.Outline) creative.content();
        return new PlainCreative(
                new Size(table.width(place), table.height(place)),
                creative.secure(),
                creative.cattax(),
                creative.categories().stream()
                        .map(PlainCreative::categoryAndParent)
                        .toList(),
                creative.domains().stream().map(PlainCreative::domainAndParents).toList(),
                creative.bundle(),
                creative.attributes(),
                numbers(table.flags(place) >>> SlotTable.BANNER_TYPE_SHIFT),
                banner.mimes().stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .toList(),
                creative.apis(),
                numbers(table.expandDirections(place)),
                creative.language());
    }

    private static List<Integer> numbers(final int bits) {
        final List<Integer> numbers = new ArrayList<>();
        for (int rest = bits; rest != 0; rest &= rest - 1) {
            numbers.add(Integer.numberOfTrailingZeros(rest));
        }
        return numbers;
    }

    private static List<String> categoryAndParent(final String category) {
        final String lowerCase = category.toLowerCase(Locale.ROOT);
        final int dash = lowerCase.indexOf('-');
        return dash < 0 ? List.of(lowerCase) : List.of(lowerCase, lowerCase.substring(0, dash));
    }

    private static List<String> domainAndParents(final String domain) {
        final List<String> domains = new ArrayList<>(List.of(domain));
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            domains.add(domain.substring(dot + 1));
        }
        return domains;
    }
}
