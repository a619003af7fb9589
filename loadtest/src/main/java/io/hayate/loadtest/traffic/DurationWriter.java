package io.hayate.loadtest.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what video and audio have in common: how long an ad may be, where in the content and in its pod it stands, at
 * which bit rates. Owned by the thread that generates.
 */
final class DurationWriter {
    private static final int[][] EXACT_SECONDS = {{15}, {30}, {15, 30}, {6, 10, 15}, {15, 30, 60}, {20}};
    private static final double FLOOR_MEDIAN_USD = 0.35;

    private final Dice dice;
    private final JsonText json;
    private final Floors floors;

    DurationWriter(final Dice dice, final JsonText json, final Floors floors) {
        this.dice = dice;
        this.json = json;
        this.floors = floors;
    }

    void write(final Visit visit, final @Nullable PodSlot slot) {
        if (slot != null) {
            writePod(visit, slot);
        } else if (visit.newest() && visit.mix().rare(dice, 0.04)) {
            json.numbers("rqddurs", EXACT_SECONDS[dice.below(EXACT_SECONDS.length)]);
        } else {
            writeRange(visit);
        }
        if (visit.mix().rare(dice, 0.03)) {
            json.field("maxextended", dice.chance(0.5) ? -1 : dice.between(0, 30));
        }
        if (slot == null || dice.chance(0.3)) {
            json.field("startdelay", visit.mix().rare(dice, 0.1) ? dice.between(-2, 60) : 0);
        }
        if (visit.newest()) {
            floors.writeTimed(visit, FLOOR_MEDIAN_USD);
        }
    }

    private void writeRange(final Visit visit) {
        if (dice.chance(0.9)) {
            json.field("minduration", dice.chance(0.5) ? 0 : dice.chance(0.5) ? 5 : 3);
        } else {
            json.absent("minduration");
        }
        if (!visit.mix().rare(dice, 0.03)) {
            json.field("maxduration", dice.chance(0.6) ? 30 : dice.chance(0.7) ? 60 : dice.chance(0.5) ? 15 : 120);
        }
    }

    private void writePod(final Visit visit, final PodSlot slot) {
        json.field("podid", slot.podId());
        if (slot.dynamic()) {
            json.field("poddur", slot.seconds()).field("maxseq", slot.maxAds());
            if (dice.chance(0.4)) {
                json.numbers("rqddurs", 15, 30);
            } else {
                json.field("minduration", 5).field("maxduration", Math.min(60, slot.seconds()));
            }
        } else if (dice.chance(0.5)) {
            json.numbers("rqddurs", slot.seconds());
        } else {
            json.field("minduration", 5).field("maxduration", slot.seconds());
        }
        json.field("podseq", slot.sequence());
        if (dice.chance(0.5)) {
            json.field("slotinpod", slot.first() && !slot.dynamic() ? 1 : dice.chance(0.3) ? 2 : 0);
        }
        if (visit.mix().rare(dice, 0.1)) {
            json.numbers("poddedupe", 1, 3);
        }
    }

    void writeBitRates(final Visit visit, final int minKbps, final int maxKbps) {
        if (visit.mix().rare(dice, 0.08)) {
            json.field("minbitrate", minKbps);
        }
        if (visit.mix().rare(dice, 0.15)) {
            json.field("maxbitrate", maxKbps);
        }
    }

    /** Banners beside the player. */
    void writeCompanions(final Visit visit) {
        if (!visit.mix().rare(dice, 0.05)) {
            return;
        }
        json.array("companionad");
        json.object().field("id", "companion-1").field("w", 300).field("h", 250);
        if (dice.chance(0.4)) {
            json.field("vcm", dice.below(2));
        }
        if (dice.chance(0.3)) {
            json.strings("mimes", List.of(dice.chance(0.5) ? "image/gif" : "image/png", "text/html"));
        }
        if (dice.chance(0.2)) {
            json.numbers("btype", dice.chance(0.3) ? 2 : 4);
        }
        if (dice.chance(0.2)) {
            json.numbers("battr", 1, dice.chance(0.5) ? 16 : 8);
        }
        json.end();
        if (dice.chance(0.4)) {
            json.object().field("w", 728).field("h", 90).end();
        }
        json.end();
        if (dice.chance(0.7)) {
            json.numbers("companiontype", dice.chance(0.5) ? new int[] {1} : new int[] {1, 2, 3});
        }
    }
}
