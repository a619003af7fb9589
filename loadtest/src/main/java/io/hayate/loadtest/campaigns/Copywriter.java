package io.hayate.loadtest.campaigns;

import io.hayate.loadtest.traffic.Dice;
import java.util.List;
import java.util.Locale;

/** Invented names and slogans, some with quotes, backslashes, line feeds and Japanese. Immutable; shared. */
final class Copywriter {
    private static final List<String> BRANDS = List.of(
            "Akatsuki",
            "Birchwood",
            "Cobalt",
            "Daybreak",
            "Elm & Oak",
            "Fjordlight",
            "Granite",
            "Hoshizora",
            "Ironleaf",
            "Juniper",
            "Kestrel",
            "Lumen",
            "Momiji",
            "Northgate",
            "Orchard",
            "Pinecrest",
            "Quayside",
            "Riverstone",
            "Sazanami",
            "Tidewater",
            "Umbra",
            "Velvet",
            "Willow",
            "Yuzu",
            "Zephyr",
            "青葉",
            "ひなた",
            "みずうみ",
            "朝日堂",
            "風見");
    private static final List<String> TRADES = List.of(
            "Travel",
            "Motors",
            "Bank",
            "Outdoor",
            "Foods",
            "Telecom",
            "Insurance",
            "Games",
            "Homes",
            "Cosmetics",
            "Learning",
            "Pharmacy",
            "Electronics",
            "Furniture",
            "Fitness",
            "コーヒー",
            "旅行",
            "保険",
            "不動産",
            "ゲームス");
    private static final List<String> OCCASIONS = List.of(
            "spring sale",
            "summer launch",
            "back to school",
            "year end",
            "retargeting test",
            "brand awareness",
            "app installs",
            "new store opening",
            "clearance",
            "loyalty",
            "新生活フェア",
            "夏のキャンペーン",
            "年末セール",
            "新規会員募集");
    private static final List<String> SLOGANS = List.of(
            "Made for your morning",
            "Up to 40% off, this week only",
            "\"Simply the best\" say 9 of 10",
            "It's your turn",
            "Save more \\ worry less",
            "New in: autumn's colours",
            "Free delivery on orders > $30",
            "今だけ送料無料",
            "「もっと、あなたらしく」",
            "春の新生活を応援します",
            "最大50%オフ＆ポイント10倍",
            "Größer, schöner, günstiger",
            "L'été à prix doux",
            "Más cerca de ti",
            "🎉 Grand opening 🎉",
            "First line\nsecond line");

    private Copywriter() {}

    static String campaignName(final Dice dice) {
        return brand(dice) + ": " + dice.pick(OCCASIONS);
    }

    static String slogan(final Dice dice) {
        return dice.pick(SLOGANS);
    }

    /** A slogan in one line. */
    static String line(final Dice dice) {
        return slogan(dice).replace('\n', ' ');
    }

    static String brand(final Dice dice) {
        return dice.pick(BRANDS) + " " + dice.pick(TRADES);
    }

    /** As text or attribute value of HTML. */
    static String escapeHtml(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** As a string literal of JavaScript, between double quotes. */
    static String escapeScript(final String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("</", "<\\/");
    }

    static String path(final Dice dice) {
        return String.format(
                Locale.ROOT, "c/%04d?utm_source=hayate&utm_content=a%%20b&click_id=${CLICK_ID}", dice.between(1, 9999));
    }
}
