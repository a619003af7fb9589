package io.hayate.loadtest.traffic;

import java.util.List;

/**
 * Writes {@code native}: mostly 1.2 as a JSON string, rarely 1.1 or 1.0 with its wrapper, or as an object. Owned by the
 * thread that generates.
 */
final class NativeWriter {
    private static final int SPONSORED = 1;
    private static final int DESCRIPTION = 2;
    private static final int CALL_TO_ACTION = 12;
    private static final int ICON = 1;
    private static final int MAIN = 3;
    /** Rating, likes, downloads, price, sale price, phone, address, second description, display URL. */
    private static final int[] RARE_DATA = {3, 4, 5, 6, 7, 8, 9, 10, 11};

    private static final int[] TITLE_LENGTHS = {90, 140, 40, 25};

    private final Dice dice;
    private final JsonText json;
    private final JsonText requestText = new JsonText();
    private int lastAsset;

    NativeWriter(final Dice dice, final JsonText json) {
        this.dice = dice;
        this.json = json;
    }

    void write(final Visit visit) {
        final String version =
                visit.mix().rare(dice, 0.02) ? "1.0" : visit.mix().rare(dice, 0.08) ? "1.1" : "1.2";
        json.object("native");
        if (visit.mix().rare(dice, 0.03)) {
            json.object("request");
            writeRequest(json, visit, version);
            json.end();
        } else {
            requestText.reset(JsonText.Hand.DENSE, 0);
            requestText.object();
            writeRequest(requestText, visit, version);
            requestText.end();
            json.field("request", requestText.toString());
        }
        if (dice.chance(0.95)) {
            json.field("ver", version);
        } else {
            json.absent("ver");
        }
        if (dice.chance(0.3)) {
            json.numbers("api", 7);
        }
        if (visit.mix().rare(dice, 0.05)) {
            BannerWriter.writeBlockedAttributes(dice, json);
        }
        json.end();
    }

    private void writeRequest(final JsonText out, final Visit visit, final String version) {
        final boolean wrapped = version.equals("1.0");
        if (wrapped) {
            out.object("native");
        }
        out.field("ver", version);
        if (wrapped) {
            out.field("layout", dice.between(1, 5));
        } else {
            out.field("context", visit.app() ? 2 : 1).field("plcmttype", dice.between(1, 4));
        }
        out.field("plcmtcnt", visit.mix().rare(dice, 0.02) ? 3 : 1);
        writeAssets(out, visit);
        if (version.equals("1.2")) {
            writeEventTrackers(out, visit);
            out.field("privacy", 1);
            if (visit.mix().rare(dice, 0.05)) {
                out.field("aurlsupport", 1).field("durlsupport", 1);
            }
        }
        if (wrapped) {
            out.end();
        }
    }

    private void writeAssets(final JsonText out, final Visit visit) {
        lastAsset = visit.mix().rare(dice, 0.05) ? 100 : 0;
        out.array("assets");
        final int usual = visit.language().equals("ja") ? 25 : 90;
        final int length = visit.mix().rare(dice, 0.1) ? TITLE_LENGTHS[dice.below(TITLE_LENGTHS.length)] : usual;
        asset(out, true).object("title").field("len", length).end().end();
        writeMainImage(out, visit);
        writeIcon(out, visit);
        writeData(out, SPONSORED, 25, visit.mix().rare(dice, 0.1));
        if (dice.chance(0.7)) {
            writeData(out, DESCRIPTION, 90, visit.mix().rare(dice, 0.1));
        }
        if (dice.chance(0.5)) {
            writeData(out, CALL_TO_ACTION, 15, visit.mix().rare(dice, 0.02));
        }
        if (visit.mix().rare(dice, 0.05)) {
            writeData(
                    out,
                    RARE_DATA[dice.below(RARE_DATA.length)],
                    20,
                    visit.mix().rare(dice, 0.05));
        }
        if (visit.mix().rare(dice, 0.01)) {
            asset(out, false)
                    .object("video")
                    .strings("mimes", List.of("video/mp4"))
                    .field("minduration", 5);
            out.field("maxduration", 30).numbers("protocols", 2, 3).end().end();
        }
        out.end();
    }

    private void writeMainImage(final JsonText out, final Visit visit) {
        final boolean left = visit.mix().rare(dice, 0.03);
        if (left) {
            return;
        }
        asset(out, true).object("img").field("type", MAIN);
        if (visit.mix().rare(dice, 0.1)) {
            out.field("w", 1200).field("h", dice.chance(0.7) ? 627 : 628);
        } else {
            out.field("wmin", dice.chance(0.8) ? 1200 : 600).field("hmin", dice.chance(0.8) ? 627 : 314);
        }
        if (dice.chance(0.9)) {
            out.strings("mimes", List.of("image/jpeg", "image/png"));
        }
        out.end().end();
    }

    private void writeIcon(final JsonText out, final Visit visit) {
        final int side = visit.mix().rare(dice, 0.1) ? 50 : 80;
        asset(out, visit.mix().rare(dice, 0.1)).object("img").field("type", ICON);
        out.field("wmin", side).field("hmin", side).end().end();
    }

    private void writeData(final JsonText out, final int type, final int length, final boolean required) {
        asset(out, required).object("data").field("type", type);
        if (dice.chance(0.9)) {
            out.field("len", length);
        } else {
            out.absent("len");
        }
        out.end().end();
    }

    private void writeEventTrackers(final JsonText out, final Visit visit) {
        if (visit.mix().rare(dice, 0.05)) {
            return;
        }
        out.array("eventtrackers")
                .object()
                .field("event", 1)
                .numbers("methods", 1, 2)
                .end();
        if (visit.mix().rare(dice, 0.1)) {
            out.object()
                    .field("event", dice.between(2, 4))
                    .numbers("methods", 2)
                    .end();
        }
        out.end();
    }

    private JsonText asset(final JsonText out, final boolean required) {
        lastAsset++;
        return out.object().field("id", lastAsset).field("required", required ? 1 : 0);
    }
}
