package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupRulesTest {
    @Test
    void admOrNurlMustBeThere() {
        assertThat(Auction.valid().withoutBidField("adm").brokenRules()).isEmpty();
        assertThat(Auction.valid()
                        .withoutBidField("adm")
                        .withoutBidField("nurl")
                        .brokenRules())
                .containsExactly("markup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"http://cdn.example/a.png\">",
                "<img src=http://cdn.example/a.png>",
                "<IMG SRC = 'HTTP://cdn.example/a.png'>",
                "<img src='https://cdn.example/a.png' srcset='https://c.example/a 1x, http://c.example/b 2x'>",
                "<img src='//c.example/a'><div style=\"background:url( 'http://cdn.example/a.png')\"></div>",
                "<link rel=stylesheet href='http://cdn.example/a.css'><img src='//c.example/a'>",
                "<img src='//c.example/a'><a href='http://t.example/notice/click?t=a'>x</a>",
                "<img src='https://c.example/a' onload=\"i.src='http:\\/\\/c.example\\/b'\">"
            })
    void secureImpressionTakesNoHttp(final String adm) {
        assertThat(adm(Auction.valid(), adm)).containsExactly("secure");
        assertThat(adm(Auction.valid().imp("/secure", "0"), adm)).isEmpty();
        assertThat(adm(Auction.valid().without("/imp/0/secure"), adm)).isEmpty();
        assertThat(adm(Auction.valid().imp("/secure", "true"), adm)).containsExactly("secure");
        assertThat(adm(Auction.valid().imp("/secure", "\"yes\""), adm)).containsExactly("secure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href='http://shop.example/'><img src='https://cdn.example/a.png'></a>",
                "<img src='//cdn.example/a.png?src=http://shop.example/'>",
                "<img src='https://cdn.example/a.png' alt='see http://shop.example'>"
            })
    void landingPageMayBeHttp(final String adm) {
        assertThat(adm(Auction.valid(), adm)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${CLICK_URL}", "${CLICK_URL_ENC}", "${IMPRESSION_URL}", "${CACHEBUSTER}", "${CLICK_ID}"})
    void ownMacrosMustBeFilledIn(final String macro) {
        assertThat(adm(Auction.valid(), "<img src='https://c.example/" + macro + "'>"))
                .containsExactly("own-macro");
    }

    @Test
    void openRtbMacrosAreLeftToTheExchange() {
        assertThat(adm(Auction.valid(), "<img src='https://c.example/?p=${AUCTION_PRICE}&c=${AUCTION_CURRENCY}'>"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://t.example/n?p=${AUCTION_PRICE}&q=${AUCTION_PRICE:B64}, true",
        "https://t.example/n?p=%%WINNING_PRICE%%, true",
        "http://[::1]:8080/notice/win?t=a, true",
        "/notice/win?t=a, false",
        "//t.example/n, false",
        "ftp://t.example/n, false",
        "https://t.example/a b, false",
        "https://t.example/{x}, false",
        "https://t.example/100%, false",
        "https://t.example/é, false",
        "https:///n, false",
        "https://t.example/\\n, false"
    })
    void noticeUrlMustBeAbsolute(final String url, final boolean right) {
        for (final String field : List.of("nurl", "burl", "lurl", "iurl")) {
            assertThat(Auction.valid()
                            .bid(field, TextNode.valueOf(url).toString())
                            .brokenRules())
                    .isEqualTo(right ? List.of() : List.of("notice-url"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<VAST version='3.0'><Ad></VAST>", "<html></html>", "words", "<DAAST version='1.0'/>"})
    void videoMarkupMustBeVast(final String adm) {
        assertThat(Auction.video().markup(adm).brokenRules()).containsExactly("markup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a></a>", "[1]", "{\"assets\": []", "{} {}"})
    void nativeMarkupMustBeAnObject(final String adm) {
        assertThat(Auction.nativeAd().markup(adm).brokenRules()).containsExactly("markup");
    }

    @Test
    void documentTypesAndEntitiesAreRefused() {
        final String bomb = "<!DOCTYPE VAST [<!ENTITY a 'aaaa'><!ENTITY x SYSTEM 'file:///etc/hostname'>]>";
        assertThat(Auction.video().vast("<VAST", bomb + "<VAST").brokenRules()).containsExactly("markup");
        assertThat(Auction.video().vast("Spring sale", "&x;").brokenRules()).containsExactly("markup");
        assertThat(Auction.video().vast("Spring sale", "<b>".repeat(5_000)).brokenRules())
                .containsExactly("markup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<VAST version='3.0'/>", "<?xml version='1.0'?> <vast/>", "{\"native\": {}}"})
    void bannerIsNoOtherFormat(final String adm) {
        assertThat(adm(Auction.valid().imp("/banner/btype", "[]"), adm)).containsExactly("one-format");
    }

    @Test
    void bidHasTheFieldsOfItsFormatOnly() {
        assertThat(Auction.valid().bid("dur", "15").brokenRules()).containsExactly("one-format");
        assertThat(Auction.nativeAd().bid("protocol", "3").brokenRules()).containsExactly("one-format");
        assertThat(Auction.video().bid("wratio", "16").brokenRules()).containsExactly("one-format");
    }

    private static List<String> adm(final Auction auction, final String adm) {
        return auction.bid("adm", TextNode.valueOf(adm).toString()).brokenRules();
    }
}
