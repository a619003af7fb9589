package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.RadiusIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Long2LongHashMap;

/** Gathers the circles of all slots, slot by slot in ascending order. Owned by the thread that builds the part. */
final class RadiusBuilder {
    /** The mean radius of WGS 84. */
    private static final double EARTH_RADIUS_KM = 6371.0088;

    /** Against rounding where a circle touches the side of a square. */
    private static final double MARGIN_DEGREES = 1e-6;

    private static final double ALL_LONGITUDES = 180;

    private final long[] unrestricted;
    private final List<Targeting.Circle> circles = new ArrayList<>();
    private final IntArrayList slots = new IntArrayList();
    private final Map<Long, IntArrayList> circlesBySquare = new TreeMap<>();
    private int levels;

    RadiusBuilder(final int wordCount) {
        unrestricted = new long[wordCount];
    }

    void add(final int slot, final List<Targeting.Circle> radius) {
        if (radius.isEmpty()) {
            unrestricted[slot >> 6] |= 1L << slot;
        }
        for (final Targeting.Circle circle : radius) {
            putIntoSquares(circle, circles.size());
            circles.add(circle);
            slots.addInt(slot);
        }
    }

    RadiusIndex build() {
        final int count =
                circlesBySquare.values().stream().mapToInt(IntArrayList::size).sum();
        final double[] centresAndChords = new double[4 * count];
        final int[] slotsOfCircles = new int[count];
        final Long2LongHashMap squares = new Long2LongHashMap(0);
        int next = 0;
        for (final Map.Entry<Long, IntArrayList> square : circlesBySquare.entrySet()) {
            squares.put(
                    (long) square.getKey(),
                    (long) next << 32 | square.getValue().size());
            for (int i = 0; i < square.getValue().size(); i++) {
                final int circle = square.getValue().getInt(i);
                write(circles.get(circle), centresAndChords, 4 * next);
                slotsOfCircles[next++] = slots.getInt(circle);
            }
        }
        return new RadiusIndex(
                unrestricted, new RadiusIndex.Circles(centresAndChords, slotsOfCircles), squares, levels);
    }

    private static void write(final Targeting.Circle circle, final double[] target, final int at) {
        final double latitude = Math.toRadians(circle.latitude());
        final double longitude = Math.toRadians(circle.longitude());
        final double chord = 2 * Math.sin(angle(circle) / 2);
        target[at] = Math.cos(latitude) * Math.cos(longitude);
        target[at + 1] = Math.cos(latitude) * Math.sin(longitude);
        target[at + 2] = Math.sin(latitude);
        target[at + 3] = chord * chord;
    }

    private void putIntoSquares(final Targeting.Circle circle, final int number) {
        final double north = Math.toDegrees(angle(circle)) + MARGIN_DEGREES;
        final double east = eastDegrees(circle, north);
        final int level = level(2 * Math.max(north, east));
        levels |= 1 << level;
        final int lastRow = RadiusIndex.row(level, Math.min(90, circle.latitude() + north));
        final int columns = Math.min(
                2 << level,
                1
                        + (int) Math.floor((circle.longitude() + east + 180) / RadiusIndex.sideDegrees(level))
                        - (int) Math.floor((circle.longitude() - east + 180) / RadiusIndex.sideDegrees(level)));
        final int firstColumn = RadiusIndex.column(level, circle.longitude() - east);
        for (int row = RadiusIndex.row(level, Math.max(-90, circle.latitude() - north)); row <= lastRow; row++) {
            for (int i = 0; i < columns; i++) {
                final int column = (firstColumn + i) & ((2 << level) - 1);
                circlesBySquare
                        .computeIfAbsent(RadiusIndex.square(level, row, column), unseen -> new IntArrayList())
                        .addInt(number);
            }
        }
    }

    private static double angle(final Targeting.Circle circle) {
        return circle.km() / EARTH_RADIUS_KM;
    }

    /** How far east and west of its centre the circle reaches; everywhere if it holds a pole. */
    private static double eastDegrees(final Targeting.Circle circle, final double north) {
        if (Math.abs(circle.latitude()) + north >= 90) {
            return ALL_LONGITUDES;
        }
        final double reach = Math.sin(Math.toRadians(north)) / Math.cos(Math.toRadians(circle.latitude()));
        return Math.toDegrees(Math.asin(Math.min(1, reach))) + MARGIN_DEGREES;
    }

    /** The level with the smallest squares that are at least so wide. */
    private static int level(final double widthDegrees) {
        int level = RadiusIndex.MAX_LEVEL;
        while (level > 0 && RadiusIndex.sideDegrees(level) < widthDegrees) {
            level--;
        }
        return level;
    }
}
