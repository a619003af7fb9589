package io.hayate.loadtest.traffic;

import io.hayate.loadtest.traffic.Inventory.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes {@code banner}, {@code video} or {@code native}. Owned by the thread that generates. */
final class FormatWriter {
    private final Dice dice;
    private final JsonText json;
    private final JsonText nativeRequest = new JsonText();

    FormatWriter(final Dice dice, final JsonText json) {
        this.dice = dice;
        this.json = json;
    }

    /** @return whether it is an interstitial */
    boolean writeBanner(final Visit visit) {
        final boolean handheld = visit.platform().isHandheld();
        final boolean fullScreen = handheld && visit.app() && dice.chance(0.18);
        final List<Size> sizes =
                fullScreen ? Inventory.SCREEN_SIZES : handheld ? Inventory.MOBILE_SIZES : Inventory.DESKTOP_SIZES;
        final Size size = dice.pick(sizes, Size::weight);
        json.object("banner");
        final boolean list = dice.chance(0.6);
        if (!list || dice.chance(0.7)) {
            json.field("w", size.width()).field("h", size.height());
        }
        if (list) {
            writeSizes(size, sizes);
        }
        if (dice.chance(0.7)) {
            json.field("pos", fullScreen ? 7 : dice.below(6));
        }
        if (dice.chance(0.3)) {
            json.numbers("btype", 4);
        }
        if (dice.chance(0.5)) {
            writeBlockedAttributes();
        }
        if (visit.app() && dice.chance(0.8)) {
            json.numbers("api", 3, 5, 6, 7);
        }
        json.field("topframe", visit.app() ? 1 : 0).end();
        return fullScreen;
    }

    private void writeSizes(final Size first, final List<Size> sizes) {
        final Set<Size> chosen = new LinkedHashSet<>();
        chosen.add(first);
        final int more = dice.below(4);
        for (int i = 0; i < more; i++) {
            chosen.add(dice.pick(sizes, Size::weight));
        }
        json.array("format");
        chosen.forEach(size ->
                json.object().field("w", size.width()).field("h", size.height()).end());
        json.end();
    }

    private void writeBlockedAttributes() {
        if (dice.chance(0.7)) {
            json.numbers("battr", 1, 3, 8, 9, 10);
        } else {
            json.numbers("battr", 1, 2, 3, 5, 6, 7, 8, 9, 10, 14, 17);
        }
    }

    /** @return whether it is an interstitial */
    boolean writeVideo(final Visit visit) {
        final boolean television = visit.platform() == Platform.TELEVISION;
        final boolean fullScreen = visit.app() && !television && dice.chance(0.6);
        final boolean upright = fullScreen && dice.chance(0.5);
        json.object("video");
        json.strings("mimes", dice.chance(0.6) ? List.of("video/mp4") : List.of("video/mp4", "video/webm"));
        json.field("minduration", dice.chance(0.5) ? 0 : 5).field("maxduration", dice.chance(0.6) ? 30 : 60);
        json.numbers("protocols", 2, 3, 5, 6, 7, 8);
        json.field("w", television ? 1920 : upright ? 720 : 640).field("h", television ? 1080 : upright ? 1280 : 360);
        json.field("startdelay", 0);
        if (visit.newest()) {
            json.field("plcmt", television ? 1 : fullScreen ? 3 : dice.chance(0.3) ? 1 : 4);
        } else {
            json.field("placement", fullScreen ? 5 : dice.chance(0.3) ? 1 : 3);
        }
        json.field("linearity", 1);
        final boolean skippable = !television && dice.chance(0.5);
        json.field("skip", skippable ? 1 : 0);
        if (skippable) {
            json.field("skipafter", 5);
        }
        json.numbers("playbackmethod", visit.app() ? 1 : 6).numbers("delivery", 2);
        json.field("boxingallowed", 1);
        if (dice.chance(0.7)) {
            json.numbers("api", 2, 7);
        }
        json.field("pos", fullScreen ? 7 : 1);
        if (dice.chance(0.4)) {
            writeBlockedAttributes();
        }
        json.end();
        return fullScreen;
    }

    void writeNative(final Visit visit) {
        nativeRequest.reset(JsonText.Hand.DENSE);
        nativeRequest.object().field("ver", "1.2").field("context", visit.app() ? 2 : 1);
        nativeRequest
                .field("plcmttype", dice.between(1, 4))
                .field("plcmtcnt", 1)
                .array("assets");
        final int titleLength = visit.language().equals("ja") ? 25 : 90;
        asset(1).object("title").field("len", titleLength).end().end();
        asset(2).object("img").field("type", 3).field("wmin", 1200).field("hmin", 627);
        nativeRequest.strings("mimes", List.of("image/jpeg", "image/png")).end().end();
        asset(3).object("img")
                .field("type", 1)
                .field("wmin", 80)
                .field("hmin", 80)
                .end()
                .end();
        asset(4).object("data").field("type", 1).field("len", 25).end().end();
        if (dice.chance(0.7)) {
            asset(5).object("data").field("type", 2).field("len", 90).end().end();
        }
        if (dice.chance(0.5)) {
            asset(6).object("data").field("type", 12).field("len", 15).end().end();
        }
        nativeRequest.end();
        nativeRequest.array("eventtrackers").object().field("event", 1).numbers("methods", 1, 2);
        nativeRequest.end().end().field("privacy", 1).end();
        json.object("native").field("request", nativeRequest.toString()).field("ver", "1.2");
        if (dice.chance(0.3)) {
            json.numbers("api", 7);
        }
        json.end();
    }

    private JsonText asset(final int id) {
        return nativeRequest.object().field("id", id).field("required", id <= 2 ? 1 : 0);
    }
}
