package io.hayate.loadtest.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes {@code audio}. Owned by the thread that generates. */
final class AudioWriter {
    private static final List<List<String>> MIMES = List.of(
            List.of("audio/mpeg", "audio/mp4"),
            List.of("audio/mpeg"),
            List.of("audio/mp4", "audio/ogg"),
            List.of("audio/ogg"));
    /** The last offers DAAST only. */
    private static final int[][] PROTOCOLS = {{2, 3, 5, 6, 7, 8}, {3, 7, 11, 13}, {2, 3, 9, 10}, {9, 10}};

    private final Dice dice;
    private final JsonText json;
    private final DurationWriter durations;

    AudioWriter(final Dice dice, final JsonText json, final DurationWriter durations) {
        this.dice = dice;
        this.json = json;
        this.durations = durations;
    }

    void write(final Visit visit, final @Nullable PodSlot slot) {
        json.object("audio");
        json.strings("mimes", MIMES.get(dice.weighted(60, 30, 8, 2)));
        durations.write(visit, slot);
        if (dice.chance(0.95)) {
            json.numbers("protocols", PROTOCOLS[dice.weighted(70, 20, 8, 2)]);
        } else {
            json.absent("protocols");
        }
        if (dice.chance(0.5)) {
            json.field("feed", dice.between(1, 3));
        }
        if (dice.chance(0.5)) {
            json.field("stitched", dice.below(2));
        }
        if (dice.chance(0.3)) {
            json.field("nvol", dice.between(0, 4));
        }
        if (dice.chance(0.3)) {
            json.numbers("delivery", dice.chance(0.7) ? new int[] {1, 2} : new int[] {3});
        }
        if (dice.chance(0.3)) {
            json.numbers("api", 7);
        }
        if (visit.mix().rare(dice, 0.1)) {
            json.numbers("battr", 1, 2, 8);
        }
        durations.writeBitRates(visit, 64, dice.chance(0.8) ? 320 : 96);
        durations.writeCompanions(visit);
        json.end();
    }
}
