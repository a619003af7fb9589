package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRulesTest {
    @Test
    void seatMustBeAllowedAndNotBlocked() {
        assertThat(Auction.valid().request("/wseat", "[\"other\"]").brokenRules())
                .containsExactly("seat");
        assertThat(Auction.valid().request("/wseat", "[\"\"]").brokenRules()).isEmpty();
        assertThat(Auction.valid().request("/bseat", "[\"hayate\"]").brokenRules())
                .containsExactly("seat");
        assertThat(Auction.valid().request("/bseat", "[\"other\"]").brokenRules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "IAB25, true",
        "IAB25-3, true",
        "iab25-3, true",
        "IAB7-39, true",
        "IAB7, false",
        "IAB7-3, false",
        "IAB2, false"
    })
    void categoryMustNotBeBlocked(final String category, final boolean blocked) {
        assertThat(Auction.valid()
                        .bid("cat", "[\"IAB1\", \"" + category + "\"]")
                        .brokenRules())
                .isEqualTo(blocked ? List.of("category") : List.of());
    }

    @Test
    void categoriesOfAnotherTaxonomyAreNotBlocked() {
        final Auction auction =
                Auction.valid().bid("cat", "[\"25\"]").bid("cattax", "2").request("/bcat", "[25]");
        assertThat(auction.brokenRules()).isEmpty();
        assertThat(auction.request("/cattax", "\"2\"").brokenRules()).containsExactly("category");
        assertThat(auction.bid("cat", "[\"25-1\"]").brokenRules()).isEmpty();
    }

    @Test
    void categoryMustBeAllowed() {
        assertThat(acat("[\"IAB22\"]", "[\"IAB22-1\"]")).isEmpty();
        assertThat(acat("[\"IAB22-1\"]", "[\"IAB22\"]")).containsExactly("category");
        assertThat(acat("[\"IAB1\"]", "[\"IAB1\", \"IAB22\"]")).containsExactly("category");
        assertThat(acat("[\"IAB1\"]", "[]")).containsExactly("category");
    }

    private static List<String> acat(final String allowed, final String categories) {
        final String only = "[{\"id\": \"b\", \"impid\": \"2\", \"price\": 1, \"mtype\": 1, \"w\": 728, \"h\": 90,"
                + " \"cid\": \"1\", \"crid\": \"1\", \"adomain\": [\"a.example\"], \"nurl\": \"https://t.example/\"}]";
        return Auction.valid()
                .request("/acat", allowed)
                .answer("/seatbid/0/bid", only)
                .bid("cat", categories)
                .brokenRules();
    }

    @ParameterizedTest
    @CsvSource({
        "rival.example, true",
        "shop.rival.example, true",
        "SHOP.Rival.Example, true",
        "arrival.example, false",
        "example, false"
    })
    void advertiserMustNotBeBlocked(final String domain, final boolean blocked) {
        final List<String> rules = Auction.valid()
                .bid("adomain", "[\"ok.example\", \"" + domain + "\"]")
                .brokenRules();
        assertThat(rules.contains("advertiser")).isEqualTo(blocked);
    }

    @Test
    void appMustNotBeBlocked() {
        assertThat(Auction.valid().bid("bundle", "\"com.rival.game\"").brokenRules())
                .containsExactly("app");
        assertThat(Auction.valid().bid("bundle", "\"com.rival\"").brokenRules()).isEmpty();
        assertThat(Auction.valid()
                        .request("/bapp", "[900000001]")
                        .bid("bundle", "\"900000001\"")
                        .brokenRules())
                .containsExactly("app");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|{}|true",
                "1|{}|true",
                "null|{}|true",
                "2|{}|false",
                "\"3\"|{\"dsa\": {}}|false",
                "\"yes\"|{}|false",
                "3|{\"dsa\": {\"behalf\": \"Shop\", \"paid\": \"Shop\"}}|true"
            })
    void whoPaidIsToldWhereItIsRequired(final String required, final String ext, final boolean right) {
        assertThat(Auction.video()
                        .request("/regs", "{\"ext\": {\"dsa\": {\"dsarequired\": " + required + "}}}")
                        .bid("ext", ext)
                        .brokenRules())
                .isEqualTo(right ? List.of() : List.of("transparency"));
    }

    @Test
    void languageMustBeAllowed() {
        assertThat(Auction.valid().bid("language", "\"de\"").brokenRules()).containsExactly("language");
        assertThat(Auction.valid().bid("language", "\"xx\"").brokenRules()).isEmpty();
        assertThat(Auction.valid().withoutBidField("language").brokenRules()).isEmpty();
        assertThat(Auction.valid().request("/wlangb", "[\"en-GB\"]").brokenRules())
                .isEmpty();
        assertThat(Auction.valid().request("/wlangb", "[\"ja-JP\"]").brokenRules())
                .containsExactly("language");
    }

    @ParameterizedTest
    @CsvSource({
        "zh, zh-Hant, true",
        "zh-Hant, zh, true",
        "zh-Hant, zh-Hant-TW, true",
        "zh-Hant, zh-Hans, false",
        "ZH_hant, zh-Hant, true",
        "zh-Hant-TW, zh-TW, true",
        "zh-Hans, zh-TW, false",
        "zh-HK, zh-TW, false",
        "pt-BR, pt-PT, false",
        "es-419, es, true",
        "english, en, false",
        "en, de, false"
    })
    void oneLanguageTagMaySayMoreThanTheOther(final String allowed, final String said, final boolean right) {
        assertThat(Auction.valid()
                        .request("/wlang", "[]")
                        .request("/wlangb", "[\"" + allowed + "\"]")
                        .withoutBidField("language")
                        .bid("langb", "\"" + said + "\"")
                        .brokenRules())
                .isEqualTo(right ? List.of() : List.of("language"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/video/mimes|{}",
                "/video/protocols|[\"x\"]",
                "/video/rqddurs|{\"a\": 1}",
                "/video/delivery|[[]]",
                "/video/maxduration|\"long\"",
                "/video/mincpmpersec|[]",
                "/video/skip|\"no\"",
                "/video/durfloors|[1]"
            })
    void videoBidMustNotRelyOnUnusableFields(final String pointer, final String json) {
        assertThat(Auction.video().imp(pointer, json).brokenRules()).contains("unusable-field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/bcat|{\"a\": 1}",
                "/badv|[{}]",
                "/wseat|true",
                "/imp/0/bidfloor|\"high\"",
                "/imp/0/bidfloor|[]",
                "/imp/0/banner/battr|[\"pop\"]",
                "/imp/0/banner/btype|{}",
                "/imp/0/pmp/private_auction|\"no\"",
                "/imp/0/banner/format|{\"w\": 300, \"h\": 250}",
                "/imp/0/bidfloor|1e100000000"
            })
    void bidMustNotRelyOnUnusableFields(final String pointer, final String json) {
        assertThat(Auction.valid().request(pointer, json).brokenRules()).contains("unusable-field");
    }
}
