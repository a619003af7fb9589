package io.hayate.loadtest.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * One impression's part of an ad pod: a fixed slot of a structured pod, or the dynamic part, whose slots the seller makes
 * from what is bid. Immutable; shared.
 *
 * @param sequence 1 first in the content, -1 last, 0 any
 * @param position from 1
 * @param dynamic whether it has a total of seconds rather than one spot
 * @param seconds of the spot, or of all spots of the dynamic part
 * @param maxAds of the dynamic part
 */
record PodSlot(String podId, int sequence, int position, boolean dynamic, int seconds, int maxAds) {
    private static final int[] SPOT_SECONDS = {15, 30, 6, 10, 20, 60};
    private static final int MAX_SPOTS = 4;

    /** Slots only: structured. One dynamic part: dynamic. Both: hybrid. */
    static List<PodSlot> draw(final Dice dice) {
        final List<PodSlot> pod = new ArrayList<>();
        final String podId = "pod-" + dice.hex(4);
        final int sequence = dice.between(-1, 1);
        final int form = dice.weighted(40, 40, 20);
        if (form != 1) {
            final int spots = dice.between(1, MAX_SPOTS);
            for (int position = 1; position <= spots; position++) {
                pod.add(new PodSlot(podId, sequence, position, false, spotSeconds(dice), 1));
            }
        }
        if (form != 0) {
            pod.add(new PodSlot(podId, sequence, pod.size() + 1, true, dice.between(2, 6) * 30, dice.between(2, 6)));
        }
        return pod;
    }

    private static int spotSeconds(final Dice dice) {
        return SPOT_SECONDS[dice.harmonic(SPOT_SECONDS.length) - 1];
    }

    boolean first() {
        return position == 1;
    }
}
