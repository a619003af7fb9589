package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.check.CheckSettings.NativeForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeRulesTest {
    private static final String TRACKERS = "[\"https://t.example/notice/imp?t=a\"]";

    @Test
    void requestMayBeAnObjectAndInTheWrapperOf10() {
        final String asked = AuctionDocuments.NATIVE_REQUEST_OBJECT;
        final String wrapped = "{\"native\": " + AuctionDocuments.NATIVE_AD + "}";
        assertThat(Auction.nativeAd().imp("/native/request", asked).brokenRules())
                .isEmpty();
        final Auction auction = Auction.nativeAd().imp("/native/request", "{\"native\": " + asked + "}");
        assertThat(auction.brokenRules()).containsExactly("native-form");
        assertThat(auction.markup(wrapped).brokenRules()).isEmpty();
        assertThat(Auction.nativeAd().markup(wrapped).brokenRules()).containsExactly("native-form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"{\"", "7", "[]"})
    void requestThatCannotBeReadTakesNoBid(final String request) {
        assertThat(Auction.nativeAd().imp("/native/request", request).brokenRules())
                .containsExactly("unusable-field");
    }

    @Test
    void adIsATextOrAnObjectAsTheExchangeTakesIt() {
        final CheckSettings defaults = CheckSettings.defaults();
        final Auction object = Auction.nativeAd().bid("adm", AuctionDocuments.NATIVE_AD);
        assertThat(object.brokenRules()).containsExactly("native-form");
        assertThat(object.settings(defaults.withNativeForm(NativeForm.OBJECT)).brokenRules())
                .isEmpty();
        assertThat(object.settings(defaults.withNativeForm(NativeForm.EITHER)).brokenRules())
                .isEmpty();
        assertThat(Auction.nativeAd()
                        .settings(defaults.withNativeForm(NativeForm.OBJECT))
                        .brokenRules())
                .containsExactly("native-form");
        assertThat(Auction.valid().bid("adm", "{}").brokenRules()).contains("field-type");
    }

    @Test
    void adThatIsAnObjectIsSearchedAsATextIs() {
        final Auction object = Auction.nativeAd()
                .settings(CheckSettings.defaults().withNativeForm(NativeForm.OBJECT))
                .bid("adm", AuctionDocuments.NATIVE_AD.replace("Spring sale", "${CLICK_URL}"));
        assertThat(object.brokenRules()).containsExactly("own-macro");
        assertThat(object.bid(
                                "adm",
                                AuctionDocuments.NATIVE_AD.replace(
                                        "https://t.example/notice/click", "http://t.example/notice/click"))
                        .brokenRules())
                .containsExactly("secure");
    }

    @Test
    void adHasNoKeyTwice() {
        assertThat(Auction.nativeAd()
                        .vast("{\"ver\":\"1.2\"", "{\"ver\":\"1.2\",\"ver\":\"1.2\"")
                        .brokenRules())
                .containsExactly("native-form");
    }

    @Test
    void adIsOfNoLaterVersion() {
        assertThat(Auction.nativeAd().ad("/ver", "\"1.3\"").brokenRules()).containsExactly("native-form");
        assertThat(Auction.nativeAd().ad("/ver", "\"1.1\"").brokenRules()).isEmpty();
    }

    @Test
    void pagesStandOnlyWhereTheyAreSupported() {
        assertThat(Auction.nativeAd().ad("/dcourl", "\"https://a.example/\"").brokenRules())
                .containsExactly("native-form");
        assertThat(Auction.nativeAd()
                        .asked("/durlsupport", "1")
                        .ad("/dcourl", "\"https://a.example/\"")
                        .brokenRules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/assets/0/id|\"1\"|",
                "/assets/0/id|9|native-asset,native-required",
                "/assets/2/id|4|native-asset",
                "/assets/2|{\"id\": 3, \"title\": {\"text\": \"x\"}}|native-asset",
                "/assets/2|{\"id\": 3}|native-asset",
                "/assets/2|7|native-asset",
                "/assets/2/img/type|3|native-asset",
                "/assets/3/data/type|1|",
                "/assets/3/data/type|2|native-asset",
                "/assets/0/title/text|\" \"|native-required",
                "/assets/3/data/value|5|native-required",
                "/assets/1/img/url|\"\"|native-required",
                "/assets/1/img/url|\"/m.jpg\"|native-required",
                "/assets/1/img/url|\"https://cdn.example/m.png?v=1\"|mime",
                "/assets/1/img/url|\"https://cdn.example/m\"|",
                "/assets/1/img/url|\"http://cdn.example/m.jpg\"|secure"
            })
    void assetsMustAnswerWhatIsAsked(final String place, final String value, final String broken) {
        assertThat(Auction.nativeAd().ad(place, value).brokenRules())
                .isEqualTo(broken == null ? List.of() : List.of(broken.split(",", -1)));
    }

    @Test
    void assetThatIsNotRequiredMayBeMissing() {
        assertThat(Auction.nativeAd().withoutInAd("/assets/2").brokenRules()).isEmpty();
        assertThat(Auction.nativeAd()
                        .asked("/assets/2/required", "true")
                        .withoutInAd("/assets/2")
                        .brokenRules())
                .containsExactly("native-required");
    }

    @ParameterizedTest
    @CsvSource({
        "春の大売出し, 6, true",
        "春の大売出し, 5, false",
        "👍👍, 2, true",
        "👍👍, 1, false",
        "word, \"4\", true",
        "word, 0, true"
    })
    void lengthCountsCharacters(final String title, final String len, final boolean right) {
        assertThat(Auction.nativeAd()
                        .asked("/assets/0/title/len", len)
                        .ad("/assets/0/title/text", "\"" + title + "\"")
                        .brokenRules())
                .isEqualTo(right ? List.of() : List.of("native-length"));
    }

    @Test
    void lengthOfDataCounts() {
        assertThat(Auction.nativeAd().asked("/assets/3/data/len", "3").brokenRules())
                .containsExactly("native-length");
    }

    // The image is 600x314; 1200x627 is within 2 % of its ratio.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|true",
                "{\"w\": 600, \"h\": 314}|true",
                "{\"w\": 600, \"h\": 320}|true",
                "{\"w\": 600, \"h\": 321}|false",
                "{\"w\": 600, \"h\": 308}|true",
                "{\"w\": 600, \"h\": 307}|false",
                "{\"w\": 300, \"h\": 250}|false",
                "{\"wmin\": 600, \"hmin\": 314}|true",
                "{\"wmin\": 601}|false",
                "{\"hmin\": 315}|false",
                "{\"wmin\": 0, \"hmin\": 0}|true",
                "{\"w\": 1200, \"h\": 627, \"wmin\": 601, \"hmin\": 315}|false",
                "{\"w\": 300, \"h\": 250, \"wmin\": 300, \"hmin\": 250}|true",
                "{\"w\": 600}|true",
                "{\"w\": 601}|false",
                "{\"h\": 313}|false"
            })
    void imageMustHaveAnAskedSize(final String image, final boolean right) {
        assertThat(Auction.nativeAd().asked("/assets/1/img", image).brokenRules())
                .isEqualTo(right ? List.of() : List.of("native-image"));
    }

    @Test
    void imageMustSayItsSizeWhereOneIsAsked() {
        assertThat(Auction.nativeAd().withoutInAd("/assets/1/img/w").brokenRules())
                .containsExactly("native-image");
        assertThat(Auction.nativeAd()
                        .asked("/assets/1/img", "{\"type\": 3}")
                        .withoutInAd("/assets/1/img/w")
                        .brokenRules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/link|null",
                "/link/url|null",
                "/link/url|\"shop.example\"",
                "/link/clicktrackers/0|\"//c.example\"",
                "/link/clicktrackers/0|5",
                "/link/fallback|\"x\"",
                "/assets/0/link|{\"url\": \"\"}"
            })
    void linksMustBeAbsolute(final String place, final String value) {
        assertThat(Auction.nativeAd().ad(place, value).brokenRules()).containsExactly("native-link");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"event\": 1, \"method\": 2, \"url\": \"https://t.example/s.js\"}|true",
                "{\"event\": 2, \"method\": 1, \"url\": \"https://t.example/v\"}|true",
                "{\"event\": 2, \"method\": 2, \"url\": \"https://t.example/v\"}|false",
                "{\"event\": 3, \"method\": 1, \"url\": \"https://t.example/v\"}|false",
                "{\"event\": 1, \"method\": 1}|false",
                "{\"event\": 1, \"method\": 1, \"url\": \"https://t.example/notice/imp?t=a\"}|false",
                "{\"method\": 1, \"url\": \"https://t.example/v\"}|false"
            })
    void eventTrackersMustBeOffered(final String tracker, final boolean right) {
        assertThat(Auction.nativeAd().ad("/eventtrackers/-", tracker).brokenRules())
                .isEqualTo(right ? List.of() : List.of("native-tracker"));
    }

    @Test
    void olderRequestsTakeImpressionTrackers() {
        final Auction auction = Auction.nativeAd().asked("/ver", "\"1.1\"").ad("/ver", "\"1.1\"");
        assertThat(auction.brokenRules()).containsExactly("native-tracker");
        assertThat(auction.withoutInAd("/eventtrackers").brokenRules()).containsExactly("own-impression");
        assertThat(auction.ad("/imptrackers", TRACKERS)
                        .ad("/jstracker", "\"<script></script>\"")
                        .brokenRules())
                .isEmpty();
    }

    @Test
    void withoutOfferedEventsTheOldTrackersDo() {
        final Auction auction = Auction.nativeAd().asked("/eventtrackers", "null");
        assertThat(auction.brokenRules()).containsExactly("native-tracker");
        assertThat(auction.withoutInAd("/eventtrackers")
                        .ad("/imptrackers", TRACKERS)
                        .brokenRules())
                .isEmpty();
    }

    @Test
    void trackersAndImagesLoadOverHttps() {
        final Auction auction = Auction.nativeAd().vast("https://t.example/notice/imp", "http://t.example/notice/imp");
        assertThat(auction.brokenRules()).containsExactly("secure");
        assertThat(auction.imp("/secure", "0").brokenRules()).isEmpty();
        assertThat(Auction.nativeAd()
                        .ad("/link/clicktrackers/0", "\"http://c.example/c\"")
                        .brokenRules())
                .containsExactly("secure");
    }

    @Test
    void privacyUrlMustBeAskedForAndAbsolute() {
        assertThat(Auction.nativeAd().asked("/privacy", "null").brokenRules()).containsExactly("native-privacy");
        assertThat(Auction.nativeAd().ad("/privacy", "\"\"").brokenRules()).containsExactly("native-privacy");
        assertThat(Auction.nativeAd()
                        .asked("/privacy", "0")
                        .withoutInAd("/privacy")
                        .brokenRules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3.0, 00:00:10, video/mp4, ''",
        "4.2, 00:00:10, video/mp4, protocol",
        "3.0, 00:00:20, video/mp4, duration",
        "3.0, 00:00:10, video/webm, mime"
    })
    void videoAssetKeepsTheRulesOfItsRequest(
            final String version, final String duration, final String type, final String broken) {
        final String vast = """
                <VAST version='%s'><Ad><InLine><AdSystem>x</AdSystem><AdTitle>x</AdTitle><AdServingId>1</AdServingId>\
                <Impression>https://t.example/i</Impression><Creatives><Creative><UniversalAdId idRegistry='x'>1\
                </UniversalAdId><Linear><Duration>%s</Duration><MediaFiles><MediaFile delivery='progressive' type='%s' \
                width='640' height='360'>https://c.example/a</MediaFile></MediaFiles></Linear></Creative></Creatives>\
                </InLine></Ad></VAST>""".formatted(version, duration, type);
        assertThat(Auction.nativeAd()
                        .ad("/assets/-", "{\"id\": 5, \"video\": {\"vasttag\": \"" + vast + "\"}}")
                        .brokenRules())
                .isEqualTo(broken.isEmpty() ? List.of() : List.of(broken));
        assertThat(Auction.nativeAd()
                        .ad("/assets/-", "{\"id\": 5, \"video\": {}}")
                        .brokenRules())
                .containsExactly("native-required");
    }
}
