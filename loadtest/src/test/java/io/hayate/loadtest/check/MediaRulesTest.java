package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.check.MediaRules.BannerType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaRulesTest {
    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "0, false", "5, false", "\"1\", false"})
    void mediaTypeMustBeOffered(final String mtype, final boolean offered) {
        assertThat(Auction.valid().bid("mtype", mtype).brokenRules().contains("media-type"))
                .isEqualTo(!offered);
    }

    @Test
    void mediaObjectMustBeAnObject() {
        assertThat(Auction.valid().request("/imp/1/banner", "null").brokenRules())
                .containsExactly("media-type");
    }

    @Test
    void attributeMustNotBeBlocked() {
        assertThat(Auction.valid().bid("attr", "[13, 17]").brokenRules()).containsExactly("attribute");
        assertThat(Auction.valid().imp("/banner/battr", "[\"13\"]").brokenRules())
                .containsExactly("attribute");
        assertThat(Auction.valid().imp("/banner/battr", "13").brokenRules()).containsExactly("attribute");
    }

    @Test
    void attributesAreBlockedByTheMediaObjectThatTheBidIsFor() {
        assertThat(Auction.valid()
                        .imp("/video", "{\"mimes\": [\"video/mp4\"], \"battr\": [13]}")
                        .brokenRules())
                .isEmpty();
    }

    @Test
    void bannerTypeMustNotBeBlocked() {
        assertThat(adm("<script src='https://a.example/a.js'></script>")).containsExactly("banner-type");
        assertThat(adm("<SCRIPT>var a = 1;</SCRIPT>")).containsExactly("banner-type");
        assertThat(adm("<iframe src='https://a.example/'></iframe>")).isEmpty();
        assertThat(adm("<a href='https://a.example/'>words</a>")).containsExactly("banner-type");
        assertThat(Auction.valid().imp("/banner/btype", "[2]").brokenRules()).containsExactly("banner-type");
        assertThat(Auction.valid().imp("/banner/btype", "[4]").brokenRules()).isEmpty();
    }

    @Test
    void pixelDoesNotMakeATextABanner() {
        assertThat(MediaRules.typesOf(
                        "<a href='https://a.example/'>words</a><img src='https://p.example/' width='1' height=1>"))
                .containsExactly(BannerType.XHTML_TEXT);
        assertThat(MediaRules.typesOf("<img src='https://p.example/' width=\"100\">"))
                .containsExactly(BannerType.XHTML_BANNER);
        assertThat(MediaRules.typesOf("<script></script><iframe></iframe>"))
                .containsExactly(BannerType.JAVASCRIPT, BannerType.IFRAME);
    }

    @Test
    void apiMustBeListed() {
        assertThat(Auction.valid().bid("apis", "[5]").brokenRules()).isEmpty();
        assertThat(Auction.valid().bid("apis", "[5, 7]").brokenRules()).containsExactly("api");
    }

    @ParameterizedTest
    @CsvSource({"300, 250, true", "320, 50, true", "250, 300, false", "300, 50, false", "0, 0, false", "728, 90, false"
    })
    void sizeMustBeOneOfTheFormats(final String w, final String h, final boolean offered) {
        assertThat(Auction.valid().bid("w", w).bid("h", h).brokenRules())
                .isEqualTo(offered ? List.of() : List.of("size"));
    }

    @Test
    void formatsReplaceTheExactSize() {
        assertThat(Auction.valid()
                        .imp("/banner/w", "728")
                        .imp("/banner/h", "90")
                        .brokenRules())
                .isEmpty();
        assertThat(Auction.valid()
                        .imp("/banner/format", "[]")
                        .imp("/banner/w", "300")
                        .imp("/banner/h", "250")
                        .bid(1, "w", "300")
                        .bid(1, "h", "250")
                        .brokenRules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"w\": 300, \"h\": 250}|0|true",
                "{\"w\": 300.0, \"h\": 2.5e2}|0|true",
                "{\"w\": \"300\", \"h\": \"250\"}|0|true",
                "{\"w\": 300, \"h\": 251}|0|false",
                "{\"w\": 300}|0|false",
                "{\"w\": 320, \"h\": 480}|1|false",
                "{\"w\": 320, \"h\": 480, \"wmin\": 200, \"wmax\": 400, \"hmin\": 200, \"hmax\": 500}|1|false",
                "{\"wmin\": 200, \"wmax\": 400, \"hmin\": 200, \"hmax\": 250}|0|true",
                "{\"wmin\": 301}|0|false",
                "{\"hmax\": 249}|1|false",
                "{}|0|false",
                "{}|1|true",
                "{}|true|true",
                "{\"format\": [{\"w\": 320, \"h\": 480}]}|1|false",
                "{\"format\": [{}]}|1|false"
            })
    void sizeMustBeOffered(final String banner, final String instl, final boolean offered) {
        final Auction auction = Auction.valid().request("/imp/1/banner", banner).request("/imp/1/instl", instl);
        auction.bid(2, "w", "300").bid(2, "h", "250");
        assertThat(auction.brokenRules()).isEqualTo(offered ? List.of() : List.of("size"));
    }

    @Test
    void interstitialWithoutSizesTakesWhatTheScreenHolds() {
        final Auction auction = Auction.valid().request("/imp/1/banner", "{}").request("/imp/1/instl", "1");
        assertThat(auction.bid(2, "w", "390").bid(2, "h", "844").brokenRules()).isEmpty();
        assertThat(auction.bid(2, "w", "391").brokenRules()).containsExactly("size");
        assertThat(auction.bid(2, "w", "390").without("/device").brokenRules()).containsExactly("size");
    }

    @ParameterizedTest
    @CsvSource({
        "16, 9, 640, 360, true",
        "16, 9, 300, 168, true",
        "16, 9, 300, 169, true",
        "16, 9, 299, 168, false",
        "16, 9, 640, 250, false",
        "16, 9, null, null, true",
        "16, 10, null, null, false",
        "16, null, null, null, false",
        "null, null, 640, 360, true",
        "null, null, 640, 250, false",
        "null, null, 320, 50, true"
    })
    void flexAdKeepsItsRatioAndLeastWidth(
            final String wratio, final String hratio, final String w, final String h, final boolean offered) {
        final Auction auction = Auction.valid()
                .request(
                        "/imp/1/banner",
                        "{\"format\": [{\"wratio\": 16, \"hratio\": 9, \"wmin\": 300}, {\"w\": 320, \"h\": 50}]}")
                .bid(2, "wratio", wratio)
                .bid(2, "hratio", hratio)
                .bid(2, "w", w)
                .bid(2, "h", h);
        assertThat(auction.brokenRules().contains("size")).isEqualTo(!offered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html|<script src='//a.example/a.js'></script>|true",
                "image/png|<img src='//a.example/a.png'>|true",
                "image/png|<script src='//a.example/a.js'></script>|false",
                "application/javascript|<script src='//a.example/a.js'></script>|true",
                "application/javascript|<img src='//a.example/a.png'>|false",
                "video/mp4|<video src='//a.example/a.mp4'></video>|true",
                "video/mp4|<img src='//a.example/a.png'>|false",
                "image/gif|<iframe src='//a.example/'></iframe>|false",
                "TEXT/HTML; charset=utf-8|<iframe src='//a.example/'></iframe>|true"
            })
    void markupMustBePossibleAsAnOfferedType(final String mime, final String adm, final boolean possible) {
        final Auction auction = Auction.valid().imp("/banner/btype", "[]").imp("/banner/mimes", "[\"" + mime + "\"]");
        auction.dealBid("adm", "\"" + adm + "\"");
        assertThat(auction.bid("adm", "\"" + adm + "\"").brokenRules())
                .isEqualTo(possible ? List.of() : List.of("mime"));
    }

    @Test
    void mraidMustBeListed() {
        final String markup = "<img src='//c.example/a'><a onclick='mraid.open(1)'>x</a>";
        assertThat(adm(markup)).isEmpty();
        assertThat(Auction.valid()
                        .imp("/banner/api", "[7]")
                        .bid("adm", "\"" + markup + "\"")
                        .brokenRules())
                .containsExactly("api");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]|true", "[1, 2]|true", "null|true", "5|true", "[0]|false"})
    void expandingNeedsADirection(final String expdir, final boolean allowed) {
        assertThat(Auction.valid()
                        .imp("/banner/expdir", expdir)
                        .bid("attr", "[4]")
                        .brokenRules())
                .isEqualTo(allowed ? List.of() : List.of("expansion"));
    }

    @Test
    void deprecatedApiOfABidCountsToo() {
        assertThat(Auction.valid().bid("api", "5").brokenRules()).isEmpty();
        assertThat(Auction.valid().bid("api", "3").brokenRules()).containsExactly("api");
    }

    private static List<String> adm(final String adm) {
        return Auction.valid().bid("adm", "\"" + adm + "\"").brokenRules();
    }
}
