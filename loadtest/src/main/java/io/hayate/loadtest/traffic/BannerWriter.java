package io.hayate.loadtest.traffic;

import io.hayate.loadtest.traffic.Inventory.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes {@code banner}. Owned by the thread that generates. */
final class BannerWriter {
    private static final List<List<String>> MIMES = List.of(
            List.of("text/html", "image/jpeg", "image/png", "image/gif"),
            List.of("text/html", "text/javascript", "application/javascript"),
            List.of("image/jpeg", "image/png"));
    /** Width and height of flexible formats, and their least width. */
    private static final List<int[]> RATIOS = List.of(
            new int[] {1, 1, 200}, new int[] {6, 5, 250}, new int[] {16, 9, 300}, new int[] {9, 16, 300}, new int[] {
                32, 5, 300
            });

    private final Dice dice;
    private final JsonText json;

    BannerWriter(final Dice dice, final JsonText json) {
        this.dice = dice;
        this.json = json;
    }

    /** @return whether it is an interstitial */
    boolean write(final Visit visit) {
        final boolean handheld = visit.platform().isHandheld();
        final boolean fullScreen = handheld && visit.app() && dice.chance(0.18);
        final List<Size> sizes = sizes(visit, fullScreen);
        final Size size = dice.pick(sizes, Size::weight);
        json.object("banner");
        writeSize(visit, size, sizes, fullScreen);
        if (dice.chance(0.7)) {
            json.field("pos", fullScreen ? 7 : visit.mix().rare(dice, 0.05) ? 6 : dice.below(6));
        } else {
            json.absent("pos");
        }
        writeBlocks(visit);
        if (visit.mix().rare(dice, 0.05)) {
            json.strings("mimes", MIMES.get(dice.weighted(60, 30, 10)));
        }
        if (visit.mix().rare(dice, 0.02)) {
            json.numbers("expdir", dice.chance(0.5) ? new int[] {2, 4} : new int[] {1, 2, 3, 4, 5});
        }
        if (visit.app() && dice.chance(0.8)) {
            json.numbers("api", 3, 5, 6, 7);
        } else {
            json.absent("api");
        }
        if (visit.mix().rare(dice, 0.01)) {
            json.field("vcm", dice.below(2)).field("id", "b-" + dice.below(10));
        }
        json.field("topframe", visit.app() ? 1 : 0).end();
        return fullScreen;
    }

    private static List<Size> sizes(final Visit visit, final boolean fullScreen) {
        if (visit.dooh()) {
            return Inventory.PUBLIC_SIZES;
        }
        if (fullScreen) {
            return Inventory.SCREEN_SIZES;
        }
        return visit.platform().isHandheld() ? Inventory.MOBILE_SIZES : Inventory.DESKTOP_SIZES;
    }

    private void writeSize(final Visit visit, final Size size, final List<Size> sizes, final boolean fullScreen) {
        if (!visit.newest() && visit.mix().rare(dice, 0.01)) {
            // The oldest way to be flexible.
            json.field("wmin", size.width() - 20).field("wmax", size.width() + 20);
            json.field("hmin", size.height()).field("hmax", size.height() + 30L);
            return;
        }
        if (fullScreen && visit.mix().rare(dice, 0.05)) {
            return; // as large as the screen
        }
        final boolean flexible = visit.newest() && visit.mix().rare(dice, 0.01);
        final boolean list = flexible || dice.chance(0.6);
        if (!list || dice.chance(0.7)) {
            json.field("w", size.width()).field("h", size.height());
        } else {
            json.absent("w").absent("h");
        }
        if (list) {
            writeSizes(size, sizes, flexible);
        } else {
            json.absent("format");
        }
    }

    private void writeSizes(final Size first, final List<Size> sizes, final boolean flexible) {
        final Set<Size> chosen = new LinkedHashSet<>();
        chosen.add(first);
        final int more = dice.below(4);
        for (int i = 0; i < more; i++) {
            chosen.add(dice.pick(sizes, Size::weight));
        }
        json.array("format");
        if (!flexible || dice.chance(0.5)) {
            chosen.forEach(size -> json.object()
                    .field("w", size.width())
                    .field("h", size.height())
                    .end());
        }
        if (flexible) {
            final int[] ratio = dice.pick(RATIOS);
            json.object().field("wratio", ratio[0]).field("hratio", ratio[1]);
            json.field("wmin", ratio[2]).end();
        }
        json.end();
    }

    private void writeBlocks(final Visit visit) {
        if (visit.mix().rare(dice, 0.02)) {
            json.numbers("btype", dice.chance(0.5) ? new int[] {1, 3} : new int[] {1, 4});
        } else if (dice.chance(0.3)) {
            json.numbers("btype", 4);
        } else {
            json.absent("btype");
        }
        if (dice.chance(0.5)) {
            writeBlockedAttributes(dice, json);
        } else {
            json.absent("battr");
        }
    }

    /** For video, audio and native as well. */
    static void writeBlockedAttributes(final Dice dice, final JsonText json) {
        if (dice.chance(0.7)) {
            json.numbers("battr", 1, 3, 8, 9, 10);
        } else {
            json.numbers("battr", 1, 2, 3, 5, 6, 7, 8, 9, 10, 14, 17);
        }
    }
}
