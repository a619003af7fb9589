package io.hayate.benchmarks.bid.match;

import io.hayate.benchmarks.bid.PlainImpression.Size;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/**
 * Packs campaigns into rows of numbers, one behind the other, for {@link LinearScan}. A row has as many numbers as it has
 * values, and nothing for a dimension that does not restrict.
 *
 * <pre>
 *  row   slot, end of the request's rules, of the impression's, of the deals, of the sizes;
 *        rules for the request, rules for each impression, deals, sizes
 *  rule  what it asks ({@link #include} or {@link #exclude} of a dimension, RADIUS, OS_VERSION), count of values, values
 * </pre>
 *
 * Values of a rule ascend; those of RADIUS are places of circles, those of OS_VERSION pairs of a system and a place of
 * versions. Owned by the benchmark's thread.
 */
final class CampaignRows {
    static final int SLOT = 0;
    static final int REQUEST_RULES_END = 1;
    static final int IMPRESSION_RULES_END = 2;
    static final int DEALS_END = 3;
    static final int SIZES_END = 4;
    static final int HEADER_LENGTH = 5;

    static final int RULE_COUNT = 1;
    static final int RULE_VALUES = 2;

    /** The dimensions that can be included and excluded, and behind them the segments. */
    static final int SEGMENT = Dimension.values().length;

    static final int DIMENSIONS = SEGMENT + 1;

    // Rules that ask something else, beside include and exclude, which are numbered from 0 on.
    static final int RADIUS = -1;
    static final int OS_VERSION = -2;

    /** In place of the width; the height is the format's bit. */
    static final int NOT_A_BANNER = -1;

    private static final double EARTH_RADIUS_KM = 6371.0088;

    /** In the order of the scan: the country rules out most, so it is asked first. */
    private static final List<Dimension> OF_REQUEST = Stream.of(Dimension.values())
            .filter(each -> each != Dimension.POSITION && each != Dimension.DEAL && each != Dimension.HOUR_OF_WEEK)
            .sorted(Comparator.comparing(each -> each != Dimension.COUNTRY))
            .toList();

    private final ValueNumbers<String> values;
    private final ValueNumbers<Size> sizes;
    private final IntArrayList numbers = new IntArrayList();
    private final List<Double> circles = new ArrayList<>();
    private final LongArrayList versions = new LongArrayList();

    CampaignRows(final ValueNumbers<String> values, final ValueNumbers<Size> sizes) {
        this.values = values;
        this.sizes = sizes;
    }

    static int include(final int dimension) {
        return 2 * dimension;
    }

    static int exclude(final int dimension) {
        return 2 * dimension + 1;
    }

    void add(final int slot, final Campaign campaign) {
        final Targeting targeting = campaign.targeting();
        final int row = numbers.size();
        numbers.addInt(slot);
        for (int i = 1; i < HEADER_LENGTH; i++) {
            numbers.addInt(0);
        }
        OF_REQUEST.forEach(dimension -> addRules(dimension, targeting.rule(dimension)));
        addOsVersions(targeting);
        addRadius(targeting.radius());
        targeting.segments().allOf().forEach(list -> addRule(include(SEGMENT), values.name(list)));
        addRule(exclude(SEGMENT), values.name(targeting.segments().noneOf()));
        numbers.setInt(row + REQUEST_RULES_END, numbers.size());
        addRules(Dimension.POSITION, targeting.rule(Dimension.POSITION));
        numbers.setInt(row + IMPRESSION_RULES_END, numbers.size());
        addAll(values.name(targeting.rule(Dimension.DEAL).include()));
        numbers.setInt(row + DEALS_END, numbers.size());
        addAll(sizes.name(campaign.creatives().stream().map(CampaignRows::size).toList()));
        numbers.setInt(row + SIZES_END, numbers.size());
    }

    /** Of a banner; all creatives of another format stand for one size that no banner has. */
    private static Size size(final Creative creative) {
        final CreativeContent.Outline outline = (CreativeContent.Outline) creative.content();
        return outline.format() == AdFormat.BANNER && outline.size() != null
                ? new Size(outline.size().w(), outline.size().h())
                : new Size(NOT_A_BANNER, outline.format().bit());
    }

    int[] numbers() {
        return numbers.toIntArray();
    }

    /** Four numbers each: the centre on the unit sphere, and the square of the longest chord from there. */
    double[] circles() {
        return circles.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Two numbers each: the lowest and the highest. */
    long[] versions() {
        return versions.toLongArray();
    }

    private void addRules(final Dimension dimension, final Targeting.Rule rule) {
        addRule(include(dimension.ordinal()), values.name(rule.include()));
        addRule(exclude(dimension.ordinal()), values.name(rule.exclude()));
    }

    private void addRule(final int what, final int[] operands) {
        if (operands.length > 0) {
            numbers.addInt(what);
            numbers.addInt(operands.length);
            addAll(operands);
        }
    }

    private void addAll(final int[] some) {
        for (final int number : some) {
            numbers.addInt(number);
        }
    }

    private void addOsVersions(final Targeting targeting) {
        final IntArrayList pairs = new IntArrayList();
        targeting.osVersions().forEach((os, bounds) -> {
            pairs.addInt(values.name(os));
            pairs.addInt(versions.size());
            versions.addLong(bounds.lowest());
            versions.addLong(bounds.highest());
        });
        addRule(OS_VERSION, pairs.toIntArray());
    }

    private void addRadius(final List<Targeting.Circle> radius) {
        final IntArrayList places = new IntArrayList();
        for (final Targeting.Circle circle : radius) {
            places.addInt(circles.size());
            for (final double coordinate : onUnitSphere(circle.latitude(), circle.longitude())) {
                circles.add(coordinate);
            }
            final double chord = 2 * Math.sin(circle.km() / EARTH_RADIUS_KM / 2);
            circles.add(chord * chord);
        }
        addRule(RADIUS, places.toIntArray());
    }

    /** Of degrees. */
    static double[] onUnitSphere(final double latitude, final double longitude) {
        final double north = Math.toRadians(latitude);
        final double east = Math.toRadians(longitude);
        return new double[] {Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)};
    }
}
