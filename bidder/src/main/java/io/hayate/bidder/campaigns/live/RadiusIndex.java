package io.hayate.bidder.campaigns.live;

import org.agrona.collections.Long2LongHashMap;

/**
 * Which slots a place allows: those without circles, and those of whose circles one holds the place.
 *
 * <p>Circles lie in a grid of squares, in degrees, at the level whose squares are just larger than the circle, so each is in
 * at most four; a place looks into one square of each level in use. Distances are chords of a unit sphere: exact also
 * where circles are small. Immutable; shared.
 */
public final class RadiusIndex {
    /** Levels 0 (squares of 180 degrees) to this (0.0055 degrees, 600 m). */
    public static final int MAX_LEVEL = 15;

    private static final double MICROS = 1e-6;
    private static final int NOTHING = 0;
    private static final int ROW_BITS = 28;

    private final long[] unrestricted;
    private final Circles circles;
    private final Long2LongHashMap squares;
    private final int levels;

    /**
     * Circles square by square, one that lies in several squares several times, so that a place reads on end.
     *
     * @param centresAndChords four numbers each: the centre on the unit sphere (x, y, z), and the square of the longest
     *     chord from there
     * @param slots whose they are; those of a square ascend
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Circles(double[] centresAndChords, int[] slots) {
        static final Circles NONE = new Circles(new double[0], new int[0]);
    }

    /**
     * @param unrestricted bit set of the slots without circles
     * @param squares from {@link #square} to the square's run of circles: the first in the upper, their count in the lower
     *     32 bits
     * @param levels those that have squares, as bits
     */
    public RadiusIndex(
            final long[] unrestricted, final Circles circles, final Long2LongHashMap squares, final int levels) {
        this.unrestricted = unrestricted;
        this.circles = circles;
        this.squares = squares;
        this.levels = levels;
    }

    /** No circle at all. */
    public static RadiusIndex none(final int wordCount) {
        return new RadiusIndex(new long[wordCount], Circles.NONE, new Long2LongHashMap(NOTHING), 0);
    }

    /** Whether no campaign restricts the place. */
    public boolean idle() {
        return levels == 0;
    }

    /** Rows from south to north. */
    public static int row(final int level, final double latitude) {
        return Math.min((int) ((latitude + 90) / sideDegrees(level)), (1 << level) - 1);
    }

    /** Columns from west to east, beginning at 180 degrees; any longitude, also beyond 180 degrees. */
    public static int column(final int level, final double longitude) {
        return (int) Math.floor((longitude + 180) / sideDegrees(level)) & ((2 << level) - 1);
    }

    public static double sideDegrees(final int level) {
        return 180.0 / (1 << level);
    }

    /** The key of a square. */
    public static long square(final int level, final int row, final int column) {
        return ((long) level << ROW_BITS | row) << ROW_BITS | column;
    }

    /** Keeps the slots that allow this place, in millionths of a degree. */
    public void keepAllowed(final int latitudeMicros, final int longitudeMicros, final SlotLayer slots) {
        final double latitude = latitudeMicros * MICROS;
        final double longitude = longitudeMicros * MICROS;
        final double cosLatitude = Math.cos(Math.toRadians(latitude));
        final CirclesAround around = slots.keepAround(unrestricted);
        around.begin(
                circles,
                cosLatitude * Math.cos(Math.toRadians(longitude)),
                cosLatitude * Math.sin(Math.toRadians(longitude)),
                Math.sin(Math.toRadians(latitude)));
        for (int rest = levels; rest != 0; rest &= rest - 1) {
            final int level = Integer.numberOfTrailingZeros(rest);
            final long run = squares.get(square(level, row(level, latitude), column(level, longitude)));
            if (run != NOTHING) {
                final int start = (int) (run >>> 32);
                around.add(start, start + (int) run);
            }
        }
    }

    /** Keeps the slots that allow a request without place. */
    public void keepUnrestricted(final SlotLayer slots) {
        slots.keep(unrestricted);
    }
}
