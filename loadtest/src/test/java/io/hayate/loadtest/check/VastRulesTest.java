package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VastRulesTest {
    @ParameterizedTest
    @CsvSource({
        "2.0, 2, true",
        "2.0.1, 2, true",
        "3.0, 3, true",
        "4.0, 7, true",
        "4.1, 11, true",
        "4.2, 13, true",
        "4.3, 15, true",
        "4.2, 11, false",
        "4, 7, false",
        "'', 13, false",
        "5.0, 13, false"
    })
    void versionMustBeThatOfTheProtocol(final String version, final String protocol, final boolean right) {
        final Auction auction = Auction.video()
                .imp("/video/protocols", "[2, 3, 7, 11, 13, 15]")
                .vast("version=\"4.2\"", "version=\"" + version + "\"")
                .vast(" skipoffset=\"00:00:05\"", "")
                .vast("event=\"skip\"", "event=\"complete\"")
                .bid("protocol", protocol);
        assertThat(auction.brokenRules()).isEqualTo(right ? List.of() : List.of("vast-version"));
    }

    @Test
    void wrapperMustBeSaidToBeOne() {
        assertThat(Auction.wrapper().bid("protocol", "13").brokenRules()).containsExactly("vast-kind");
        assertThat(Auction.video().bid("protocol", "14").brokenRules()).containsExactly("vast-kind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<VAST version='4.2'/>",
                "<VAST version='4.2'><Ad/></VAST>",
                "<VAST version='4.2'><Ad><InLine/><Wrapper/></Ad></VAST>",
                "<VAST version='4.2'><Ad><InLine/></Ad><Ad><InLine/></Ad></VAST>"
            })
    void thereMustBeOneAdOfOneKind(final String document) {
        assertThat(Auction.video().markup(document).brokenRules()).containsExactly("vast-kind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<AdSystem>Hayate</AdSystem>",
                "<AdTitle>Spring sale</AdTitle>",
                "<AdServingId>b-1</AdServingId>",
                "<UniversalAdId idRegistry=\"unknown\">9001</UniversalAdId>",
                "<Duration>00:00:15</Duration>",
                " delivery=\"progressive\"",
                " width=\"1280\" height=\"720\"",
                " creativeType=\"image/png\""
            })
    void whatIsRequiredMustBeThere(final String part) {
        assertThat(Auction.video().vast(part, "").brokenRules()).contains("vast-element");
    }

    @Test
    void requiredElementMustNotBeEmpty() {
        assertThat(Auction.video().vast("Spring sale", " ").brokenRules()).containsExactly("vast-element");
    }

    @Test
    void earlierVersionsRequireLess() {
        final Auction auction = Auction.video()
                .vast("version=\"4.2\"", "version=\"3.0\"")
                .vast("<AdServingId>b-1</AdServingId>", "")
                .vast("<UniversalAdId idRegistry=\"unknown\">9001</UniversalAdId>", "")
                .bid("protocol", "3");
        assertThat(auction.brokenRules()).isEmpty();
        auction.vast("version=\"3.0\"", "version=\"2.0\"").bid("protocol", "2").imp("/video/protocols", "[2]");
        assertThat(auction.brokenRules()).containsExactlyInAnyOrder("vast-element", "vast-tracking");
    }

    @Test
    void wrapperNeedsTheNextTag() {
        assertThat(Auction.wrapper()
                        .vast("https://ads.example/tag?cb=[CACHEBUSTING]", "")
                        .brokenRules())
                .contains("vast-element", "vast-url");
        assertThat(Auction.wrapper()
                        .vast("<Impression>https://t.example/notice/imp?t=a</Impression>", "")
                        .brokenRules())
                .containsExactly("vast-element", "own-impression");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.example/a.mp4",
                "https://t.example/s?c=1",
                "https://t.example/notice/click?t=a",
                "https://cdn.example/c.png",
                "https://t.example/notice/error"
            })
    void urlsMustBeAbsolute(final String url) {
        assertThat(Auction.video().vast(url, url.replace("https:", "")).brokenRules())
                .containsExactly("vast-url");
        assertThat(Auction.video().vast(url, "").brokenRules()).containsExactly("vast-url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.example/a.mp4",
                "https://t.example/s?c=1",
                "https://t.example/notice/imp",
                "https://cdn.example/c.png",
                "https://t.example/notice/error"
            })
    void secureImpressionLoadsNothingOverHttp(final String url) {
        final Auction auction = Auction.video().vast(url, url.replace("https:", "http:"));
        assertThat(auction.brokenRules()).containsExactly("secure");
        assertThat(auction.imp("/secure", "0").brokenRules()).isEmpty();
    }

    @Test
    void landingPageMayBeHttp() {
        assertThat(Auction.video()
                        .vast("https://t.example/notice/click?t=a", "http://shop.example/")
                        .brokenRules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"loaded, true", "thirdQuartile, true", "Start, false", "'', false", "progress, false"})
    void eventsMustBeKnown(final String event, final boolean known) {
        assertThat(Auction.video()
                        .vast("event=\"start\"", "event=\"" + event + "\"")
                        .brokenRules())
                .isEqualTo(known ? List.of() : List.of("vast-tracking"));
    }

    @Test
    void progressNeedsAnOffset() {
        for (final String offset : List.of("00:00:03", "50%", "100%")) {
            assertThat(Auction.video()
                            .vast("event=\"start\"", "event=\"progress\" offset=\"" + offset + "\"")
                            .brokenRules())
                    .isEmpty();
        }
        assertThat(Auction.video()
                        .vast("event=\"start\"", "event=\"progress\" offset=\"3s\"")
                        .brokenRules())
                .containsExactly("vast-tracking");
    }

    @ParameterizedTest
    @CsvSource({"00:00:15.000, true", "00:00:15.500, false", "00:01:15, false", "15, false", "00:00:00, false"})
    void durationMustBeTheBids(final String duration, final boolean right) {
        assertThat(Auction.video().vast("00:00:15", duration).brokenRules())
                .isEqualTo(right ? List.of() : List.of("vast-duration"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/video/mimes|[\"VIDEO/MP4\"]|",
                "/video/mimes|[\"video/webm\"]|mime",
                "/video/mimes|[]|",
                "/video/mimes|\"video/mp4\"|",
                "/video/delivery|[1, 2]|",
                "/video/delivery|[1]|delivery",
                "/video/delivery|[]|",
                "/video/minbitrate|1500|",
                "/video/minbitrate|1501|bitrate",
                "/video/maxbitrate|1500.0|",
                "/video/maxbitrate|\"1000\"|bitrate",
                "/video/maxbitrate|0|",
                "/video/linearity|null|",
                "/video/linearity|2|linearity"
            })
    void mediaFileMustSuitThePlayer(final String field, final String value, final String broken) {
        assertThat(Auction.video().imp(field, value).brokenRules())
                .isEqualTo(broken == null ? List.of() : List.of(broken));
    }

    @Test
    void oneOfSeveralMediaFilesIsEnough() {
        final String webm =
                "<MediaFile delivery='streaming' type='video/webm' width='640' height='360'>https://c.example/b</MediaFile>";
        assertThat(Auction.video().vast("<MediaFiles>", "<MediaFiles>" + webm).brokenRules())
                .isEmpty();
    }

    @Test
    void frameworksMustBeListed() {
        final Auction vpaid = Auction.video().vast("type=\"video/mp4\"", "type=\"video/mp4\" apiFramework=\"VPAID\"");
        assertThat(vpaid.brokenRules()).containsExactly("api");
        assertThat(vpaid.imp("/video/api", "[2]").brokenRules()).isEmpty();
        final Auction simid = Auction.video()
                .vast(
                        "</MediaFiles>",
                        "<InteractiveCreativeFile apiFramework='SIMID'>https://c.example/s</InteractiveCreativeFile></MediaFiles>");
        assertThat(simid.brokenRules()).containsExactly("api");
        assertThat(simid.imp("/video/api", "[8]").brokenRules()).isEmpty();
    }

    @Test
    void nonLinearAdsGoWithLinearity2() {
        final Auction auction = Auction.video()
                .vast("<Creatives>", "<Creatives><Creative><NonLinearAds><NonLinear/></NonLinearAds></Creative>");
        assertThat(auction.brokenRules()).containsExactly("linearity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"w\": 300, \"h\": 250}]|null|true",
                "[{\"w\": 300, \"h\": 600}]|null|false",
                "[{\"format\": [{\"w\": 728, \"h\": 90}, {\"w\": 300, \"h\": 250}]}]|[1, 2]|true",
                "[{\"w\": 300, \"h\": 250}]|[2, 3]|false",
                "[{\"w\": 300, \"h\": 250, \"mimes\": [\"image/gif\"]}]|[1]|false",
                "[{\"w\": 300, \"h\": 250, \"mimes\": [\"IMAGE/PNG\"], \"btype\": [1, 3, 4], \"battr\": [99]}]|[1]|true",
                "[{\"w\": 300, \"h\": 250, \"btype\": [2]}]|[1]|false",
                "[{\"w\": 300, \"h\": 250, \"battr\": [16]}]|[1]|false",
                "{\"banner\": [{\"w\": 300, \"h\": 250}]}|null|true",
                "{\"banner\": [{\"w\": 300, \"h\": 600}]}|null|false",
                "[{}]|[1]|true",
                "{\"w\": 300, \"h\": 250}|1|true",
                "null|[1]|false"
            })
    void companionMustBeAskedFor(final String asked, final String types, final boolean right) {
        assertThat(Auction.video()
                        .imp("/video/companionad", asked)
                        .imp("/video/companiontype", types)
                        .brokenRules())
                .isEqualTo(right ? List.of() : List.of("companion"));
    }

    @Test
    void impressionIsCountedWhereTheBidderIsNotified() {
        final Auction elsewhere = Auction.video().vast("/notice/imp", "/pixel");
        assertThat(elsewhere.brokenRules()).containsExactly("own-impression");
        assertThat(elsewhere.bid("burl", "\"https://other.example/bill\"").brokenRules())
                .isEmpty();
    }

    @Test
    void audioKeepsTheSameRules() {
        assertThat(Auction.audio().imp("/audio/mimes", "[\"audio/ogg\"]").brokenRules())
                .containsExactly("mime");
        assertThat(Auction.audio().imp("/audio/maxduration", "10").brokenRules())
                .containsExactly("duration");
        // OpenRTB has no linearity for audio.
        assertThat(Auction.audio().imp("/audio/linearity", "2").brokenRules()).isEmpty();
        assertThat(Auction.audio().imp("/audio/linearity", "{}").brokenRules()).isEmpty();
        assertThat(Auction.audio().markup("<DAAST version='1.0'/>").brokenRules())
                .containsExactly("markup");
        assertThat(Auction.audio()
                        .markup("<DAAST version='1.0'/>")
                        .imp("/audio/protocols", "[9]")
                        .bid("protocol", "9")
                        .brokenRules())
                .isEmpty();
    }
}
