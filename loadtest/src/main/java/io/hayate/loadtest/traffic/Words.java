package io.hayate.loadtest.traffic;

import java.util.List;
import java.util.Map;

/** Titles, names and keywords in the languages of the markets. Own writing; means nothing. Immutable; shared. */
final class Words {
    private static final List<String> JAPANESE = List.of(
            "秋の味覚", "速報", "今日の占い", "人気ランキング", "週末のお出かけ", "節約術", "新作ゲーム", "攻略まとめ", "紅葉の名所", "簡単レシピ", "通勤", "髙島屋前",
            "台風情報", "株価", "スマホ料金", "転職活動", "桜🌸", "温泉", "𠮷野川", "ｾｰﾙ情報", "駅弁", "高校野球", "映画レビュー", "猫とくらす", "家計簿", "花粉",
            "英会話", "引っ越し", "軽自動車", "推し活");

    private static final List<String> ENGLISH = List.of(
            "autumn",
            "breaking",
            "season finale",
            "how to",
            "best of the week",
            "transfer rumours",
            "recipes",
            "budget",
            "road trip",
            "hands-on",
            "patch notes",
            "garden",
            "interview",
            "markets",
            "forecast",
            "guide",
            "\"live\"",
            "top 10",
            "reviews",
            "deals",
            "puzzle",
            "weekend",
            "home office",
            "marathon");

    private static final Map<String, List<String>> BY_LANGUAGE = Map.of(
            "ja", JAPANESE,
            "en", ENGLISH,
            "de", List.of("Wetter", "Börse", "Küche", "Spielbericht", "Urlaub", "günstig", "Straßenbahn", "Rätsel"),
            "fr", List.of("météo", "recettes", "à la une", "vacances", "forêt", "jeux", "économie", "l'été"),
            "es", List.of("otoño", "noticias", "fútbol", "cocina", "viajes", "juegos", "¿cómo?", "mañana"),
            "it", List.of("notizie", "calcio", "ricette", "città", "viaggi", "giochi", "perché", "meteo"),
            "pt", List.of("notícias", "futebol", "receitas", "praia", "promoção", "jogos", "mães", "São João"),
            "id", List.of("berita", "resep", "liburan", "sepak bola", "harga", "cuaca", "permainan", "mudik"),
            "zh", List.of("新聞", "天氣", "美食", "旅遊", "遊戲攻略", "股市", "電影", "優惠"));

    private Words() {}

    /** Some words of a language with a separator between them. */
    static String some(final Dice dice, final String language, final int count, final String separator) {
        final List<String> words = BY_LANGUAGE.getOrDefault(language, ENGLISH);
        final StringBuilder text = new StringBuilder(count * 12);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : separator).append(dice.pick(words));
        }
        return text.toString();
    }
}
