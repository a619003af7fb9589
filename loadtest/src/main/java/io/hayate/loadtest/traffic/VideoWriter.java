package io.hayate.loadtest.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes {@code video}. Owned by the thread that generates. */
final class VideoWriter {
    /** As of VAST 2 and 3, with 4, of the newest, of one only, inline only. */
    private static final int[][] PROTOCOLS = {
        {2, 3, 5, 6, 7, 8}, {2, 3, 5, 6}, {2, 3, 5, 6, 7, 8, 11, 12, 13, 14}, {3}, {7, 11, 13}, {2}, {5, 6, 8}
    };

    private static final int[] PROTOCOL_WEIGHTS = {700, 150, 100, 15, 15, 10, 10};

    private final Dice dice;
    private final JsonText json;
    private final DurationWriter durations;

    VideoWriter(final Dice dice, final JsonText json, final DurationWriter durations) {
        this.dice = dice;
        this.json = json;
        this.durations = durations;
    }

    /** @return whether it is an interstitial */
    boolean write(final Visit visit, final @Nullable PodSlot slot) {
        final boolean large = visit.platform() == Platform.TELEVISION || visit.dooh();
        final boolean fullScreen = visit.app() && !large && slot == null && dice.chance(0.6);
        json.object("video");
        json.strings("mimes", mimes(visit));
        durations.write(visit, slot);
        writeProtocols(visit);
        writeSize(visit, large, fullScreen && dice.chance(0.5));
        writePlacement(visit, large || slot != null, fullScreen);
        writeSkipping(visit, large || slot != null);
        writePlayback(visit);
        if (dice.chance(0.4)) {
            BannerWriter.writeBlockedAttributes(dice, json);
        }
        durations.writeBitRates(visit, 300, dice.chance(0.7) ? 4000 : 1500);
        durations.writeCompanions(visit);
        if (!visit.newest() && visit.app() && visit.mix().rare(dice, 0.02)) {
            json.object("ext")
                    .field(dice.chance(0.5) ? "rewarded" : "is_rewarded", 1)
                    .end();
        }
        json.end();
        return fullScreen;
    }

    private List<String> mimes(final Visit visit) {
        if (visit.mix().rare(dice, 0.01)) {
            return List.of("video/webm");
        }
        if (visit.mix().rare(dice, 0.02)) {
            return List.of("video/mp4", "application/javascript", "video/3gpp");
        }
        return dice.chance(0.6) ? List.of("video/mp4") : List.of("video/mp4", "video/webm");
    }

    private void writeProtocols(final Visit visit) {
        if (visit.mix().rare(dice, 0.01)) {
            json.absent("protocols");
            if (!visit.newest()) {
                json.field("protocol", 2); // the one of old
            }
            return;
        }
        json.numbers("protocols", PROTOCOLS[dice.weighted(PROTOCOL_WEIGHTS)]);
    }

    private void writeSize(final Visit visit, final boolean large, final boolean upright) {
        if (visit.mix().rare(dice, 0.02)) {
            json.absent("w").absent("h");
            return;
        }
        final boolean portrait = upright || (visit.dooh() && dice.chance(0.6));
        final int longSide = large ? 1920 : upright ? 1280 : 640;
        final int shortSide = large ? 1080 : upright ? 720 : 360;
        json.field("w", portrait ? shortSide : longSide).field("h", portrait ? longSide : shortSide);
    }

    private void writePlacement(final Visit visit, final boolean inStream, final boolean fullScreen) {
        final boolean insideContent = inStream || (!fullScreen && dice.chance(0.3));
        if (visit.newest()) {
            json.field("plcmt", insideContent ? 1 : fullScreen ? 3 : 4);
        } else {
            json.field("placement", insideContent ? 1 : fullScreen ? 5 : 3);
        }
        if (visit.mix().rare(dice, 0.03)) {
            json.absent("linearity");
        } else {
            json.field("linearity", visit.mix().rare(dice, 0.01) ? 2 : 1);
        }
        json.field("pos", fullScreen ? 7 : 1);
    }

    private void writeSkipping(final Visit visit, final boolean unskippable) {
        final boolean skippable = !unskippable && dice.chance(0.5);
        if (!skippable && dice.chance(0.2)) {
            json.absent("skip");
            return;
        }
        json.field("skip", skippable ? 1 : 0);
        if (skippable) {
            if (visit.mix().rare(dice, 0.1)) {
                json.field("skipmin", dice.chance(0.5) ? 15 : 7);
            }
            json.field("skipafter", dice.chance(0.9) ? 5 : 0);
        }
    }

    private void writePlayback(final Visit visit) {
        json.numbers("playbackmethod", visit.app() ? 1 : 6);
        if (visit.mix().rare(dice, 0.03)) {
            json.field("playbackend", dice.between(1, 3));
        }
        if (visit.mix().rare(dice, 0.1)) {
            json.numbers(
                    "delivery", dice.chance(0.5) ? new int[] {1, 2} : dice.chance(0.7) ? new int[] {3} : new int[] {1});
        } else {
            json.numbers("delivery", 2);
        }
        json.field("boxingallowed", visit.mix().rare(dice, 0.05) ? 0 : 1);
        if (dice.chance(0.7)) {
            json.numbers("api", 2, 7);
        } else {
            json.absent("api");
        }
    }
}
