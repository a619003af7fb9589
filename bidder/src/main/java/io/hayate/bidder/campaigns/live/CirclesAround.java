package io.hayate.bidder.campaigns.live;

import java.util.Arrays;

/**
 * The circles that may hold a place, worked out block by block: by the place's square at each level, in order of their
 * slots. Owned by the bid loop.
 */
final class CirclesAround {
    private static final int SLOTS_OF_BLOCK = SlotLayer.BLOCK_WORDS * Long.SIZE;

    private RadiusIndex.Circles circles = RadiusIndex.Circles.NONE;
    private double x;
    private double y;
    private double z;

    // Runs of circles: where each begins, goes on and ends
    private final int[] starts = new int[RadiusIndex.MAX_LEVEL + 1];
    private final int[] places = new int[RadiusIndex.MAX_LEVEL + 1];
    private final int[] ends = new int[RadiusIndex.MAX_LEVEL + 1];
    private int count;

    void clear() {
        count = 0;
    }

    /** Begins with a place on the unit sphere. */
    void begin(final RadiusIndex.Circles all, final double placeX, final double placeY, final double placeZ) {
        circles = all;
        x = placeX;
        y = placeY;
        z = placeZ;
        count = 0;
    }

    /** Adds the circles from {@code start} to {@code end}, exclusive, whose slots ascend. */
    void add(final int start, final int end) {
        starts[count] = start;
        places[count] = start;
        ends[count++] = end;
    }

    /** Before a block is asked for that lies before the last one. */
    void rewind() {
        System.arraycopy(starts, 0, places, 0, count);
    }

    /** Adds the slots of a block whose circles hold the place to eight words. */
    void addBlock(final int block, final long[] target) {
        final int first = block * SLOTS_OF_BLOCK;
        for (int run = 0; run < count; run++) {
            final int[] slots = circles.slots();
            int place = places[run];
            if (place < ends[run] && slots[place] < first) {
                place = firstAtOrBehind(slots, place, ends[run], first);
            }
            while (place < ends[run] && slots[place] < first + SLOTS_OF_BLOCK) {
                if (holds(place)) {
                    final int slot = slots[place] - first;
                    target[slot >> 6] |= 1L << slot;
                }
                place++;
            }
            places[run] = place;
        }
    }

    /** Whether a circle of the slot holds the place. */
    boolean has(final int slot) {
        final int[] slots = circles.slots();
        for (int run = 0; run < count; run++) {
            int place = firstAtOrBehind(slots, starts[run], ends[run], slot);
            for (; place < ends[run] && slots[place] == slot; place++) {
                if (holds(place)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean holds(final int circle) {
        final double[] numbers = circles.centresAndChords();
        final double dx = x - numbers[4 * circle];
        final double dy = y - numbers[4 * circle + 1];
        final double dz = z - numbers[4 * circle + 2];
        return dx * dx + dy * dy + dz * dz <= numbers[4 * circle + 3];
    }

    /** A slot may come several times, so the place found is gone back from. */
    private static int firstAtOrBehind(final int[] slots, final int from, final int to, final int slot) {
        int place = Arrays.binarySearch(slots, from, to, slot);
        if (place < 0) {
            return -place - 1;
        }
        while (place > from && slots[place - 1] == slot) {
            place--;
        }
        return place;
    }
}
