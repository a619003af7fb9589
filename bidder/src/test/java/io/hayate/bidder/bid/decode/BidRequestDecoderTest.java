package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.decode.DecodedRequest.items;
import static io.hayate.bidder.bid.decode.DecodedRequest.ofImpression;
import static io.hayate.bidder.bid.decode.DecodedRequest.ofRequest;
import static io.hayate.bidder.bid.decode.DecodedRequest.text;
import static io.hayate.bidder.bid.decode.DecodedRequest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BidRequestDecoderTest {
    private final DecodedRequest decoded = new DecodedRequest();
    private final BidRequestView view = decoded.view;

    @Test
    void shouldReadAnOrdinaryRequest() {
        assertThat(decoded.decode("""
                        {"id": "auction-1", "test": 0, "at": 1, "tmax": 120, "cur": ["USD", "EUR"], "wseat": ["s1"],
                         "bcat": ["IAB25", "IAB26"], "cattax": 2, "badv": ["bad.example"], "wlang": ["en"],
                         "imp": [{"id": "i-1", "banner": {"w": 300, "h": 250, "pos": 1, "format": [{"w": 300, "h": 250},
                                  {"w": 320, "h": 50}], "battr": [1, 13]}, "bidfloor": 1.25, "bidfloorcur": "USD",
                                  "secure": 1, "pmp": {"private_auction": 1, "deals": [{"id": "deal-1", "at": 3,
                                  "bidfloor": 2.5, "wseat": ["s1"], "wadomain": ["shop.example"]}]}}],
                         "site": {"domain": "news.example", "page": "https://news.example/a"},
                         "device": {"devicetype": 4, "os": "Android", "osv": "14", "language": "ja", "w": 1080, "h": 2400,
                                    "geo": {"country": "JPN"}}, "user": {"id": "u"}}
                        """)).isTrue();
        assertThat(text(view, view.idToken)).isEqualTo("\"auction-1\"");
        assertThat(view.auctionType).isEqualTo(1);
        assertThat(view.tmaxMs).isEqualTo(120);
        assertThat(texts(view, view.currencies)).containsExactly("USD", "EUR");
        assertThat(texts(view, view.allowedSeats)).containsExactly("s1");
        assertThat(texts(view, view.blockedCategories)).containsExactly("IAB25", "IAB26");
        assertThat(view.categoryTaxonomy).isEqualTo(2);
        assertThat(texts(view, view.blockedAdvertiserDomains)).containsExactly("bad.example");
        assertThat(texts(view, view.allowedLanguages)).containsExactly("en");
        assertThat(view.site).isTrue();
        assertThat(view.app || view.dooh || view.test || view.unusable || view.tooComplex)
                .isFalse();
        assertThat(text(view, view.siteDomain)).isEqualTo("news.example");
        assertThat(text(view, view.sitePage)).isEqualTo("https://news.example/a");
        assertThat(view.deviceType).isEqualTo(4);
        assertThat(text(view, view.os)).isEqualTo("Android");
        assertThat(text(view, view.osVersion)).isEqualTo("14");
        assertThat(text(view, view.language)).isEqualTo("ja");
        assertThat(text(view, view.country)).isEqualTo("JPN");
        assertThat(view.deviceWidth).isEqualTo(1080);
        assertThat(view.deviceHeight).isEqualTo(2400);
        assertThat(view.impressionCount).isEqualTo(1);
        assertThat(text(view, view.impressionIdToken[0])).isEqualTo("\"i-1\"");
        assertThat(text(view, view.impressionId[0])).isEqualTo("i-1");
        assertThat(view.formats[0]).isEqualTo(BidRequestView.BANNER);
        assertThat(items(view, view.bannerSizes[0]))
                .containsExactly(BidRequestView.size(300, 250), BidRequestView.size(320, 50));
        assertThat(items(view, view.bannerBlockedAttributes[0])).containsExactly(1L, 13L);
        assertThat(view.bannerPosition[0]).isEqualTo(1);
        assertThat(view.floorCpmMicros[0]).isEqualTo(1_250_000);
        assertThat(text(view, view.floorCurrency[0])).isEqualTo("USD");
        assertThat(view.secure[0]).isTrue();
        assertThat(view.privateAuction[0]).isTrue();
        assertThat(view.dealCount[0]).isEqualTo(1);
        assertThat(text(view, view.dealIdToken[0])).isEqualTo("\"deal-1\"");
        assertThat(view.dealFloorCpmMicros[0]).isEqualTo(2_500_000);
        assertThat(view.dealAuctionType[0]).isEqualTo(3);
        assertThat(texts(view, view.dealAllowedSeats[0])).containsExactly("s1");
        assertThat(texts(view, view.dealAllowedAdvertiserDomains[0])).containsExactly("shop.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'imp': [{}]}",
                "{'id': null, 'imp': [{}]}",
                "{'id': {}, 'imp': [{}]}",
                "{'id': [], 'imp': [{}]}",
                "{'id': true, 'imp': [{}]}",
                "{'id': 'r'}",
                "{'id': 'r', 'imp': null}",
                "{'id': 'r', 'imp': []}",
                "{'id': 'r', 'imp': {}}",
                "{'id': 'r', 'imp': 'x'}",
                "{'id': 'r', 'imp': [1]}",
                "{'id': 'r', 'imp': [{}, null]}",
                "{'id': 'r', 'imp': [{}, []]}",
                "{'id': 'r', 'imp': [{}], 'imp': []}",
                "{'id': 'r', 'imp': [{}], 'id': null}"
            })
    void shouldRefuseWhatIsNoBidRequest(final String body) {
        assertThat(decoded.decode(body.replace('\'', '"'))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {"\"\"", "\"r-1\"", "7", "-1.50e3", "\"\\u0061\\/\\ud83d\"", "\"日本\"", "12345678901234567890123"})
    void shouldKeepTheRequestIdAsItStood(final String token) {
        assertThat(decoded.decode("{\"id\": " + token + " , \"imp\": [{}]}")).isTrue();
        assertThat(text(view, view.idToken)).isEqualTo(token);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {"\"a\"|a", "7|7", "1.50|1.50", "\"\\u0061\\/\"|a/", "\"\\ud83d\\udcd6\"|📖", "\"\\ud83d\"|\uFFFD"})
    void shouldReadTheIdOfAnImpressionAndOfADeal(final String token, final String id) {
        final BidRequestView read = DecodedRequest.of(
                "\"imp\": [{\"id\": %s, \"pmp\": {\"deals\": [{\"id\": %s}]}}]".formatted(token, token));
        assertThat(text(read, read.impressionIdToken[0])).isEqualTo(token);
        assertThat(text(read, read.impressionId[0])).isEqualTo(id);
        assertThat(text(read, read.dealIdToken[0])).isEqualTo(token);
        assertThat(text(read, read.dealId[0])).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "{}", "[\"a\"]", "true"})
    void shouldKnowAnUnusableIdOfAnImpressionOrADeal(final String id) {
        final BidRequestView read =
                DecodedRequest.of("\"imp\": [{\"id\": %s, \"pmp\": {\"deals\": [{\"id\": %s}]}}]".formatted(id, id));
        assertThat(read.impressionIdToken[0]).isEqualTo(Slice.ABSENT);
        assertThat(read.impressionId[0]).isEqualTo(Slice.ABSENT);
        assertThat(read.dealIdToken[0]).isEqualTo(Slice.ABSENT);
    }

    @Test
    void shouldHaveDefaultsWhereNothingIsSaid() {
        final BidRequestView bare = ofRequest("""
                "at": null, "tmax": "", "cattax": null, "test": null, "cur": null, "wseat": [], "badv": "", "site": null
                """);
        assertThat(bare.auctionType).isEqualTo(2);
        assertThat(bare.tmaxMs).isEqualTo(BidRequestView.UNKNOWN);
        assertThat(bare.categoryTaxonomy).isEqualTo(1);
        assertThat(bare.test || bare.site || bare.unusable).isFalse();
        assertThat(bare.currencies | bare.allowedSeats | bare.blockedAdvertiserDomains | bare.siteDomain)
                .isEqualTo(Slice.ABSENT);
        assertThat(bare.deviceWidth).isEqualTo(BidRequestView.UNKNOWN);
        assertThat(bare.formats[0]).isZero();
        assertThat(bare.floorCpmMicros[0]).isZero();
        assertThat(bare.interstitial[0] || bare.secure[0] || bare.privateAuction[0])
                .isFalse();
        assertThat(bare.bannerWidth[0]).isEqualTo(BidRequestView.UNKNOWN);
    }

    @Test
    void shouldForgetTheRequestBefore() {
        final String full = """
                {"id": 1, "test": 1, "at": 1, "tmax": 5, "cur": {}, "wseat": ["s"], "cattax": 9, "site": {"domain": "d"},
                 "app": {"bundle": "b"}, "dooh": {}, "device": {"os": "o", "w": 1, "geo": {"country": "C"}},
                 "imp": [{"id": 1, "banner": {"w": 1, "format": [{}], "battr": [1], "pos": 1}, "instl": 1, "secure": 1,
                          "video": {}, "bidfloor": 1, "bidfloorcur": {}, "pmp": {"private_auction": 1, "deals": [{"id": 1,
                          "bidfloor": 1, "bidfloorcur": "X", "at": 1, "wseat": {}}]}}, {"id": 2}]}
                """;
        final String bare = "{\"id\": 2, \"imp\": [{\"pmp\": {\"deals\": [{}]}}]}";
        assertThat(decoded.decode(full)).isTrue();
        assertThat(decoded.decode(bare)).isTrue();
        final DecodedRequest fresh = new DecodedRequest();
        assertThat(fresh.decode(bare)).isTrue();
        assertThat(ViewFields.of(view)).isEqualTo(ViewFields.of(fresh.view));
    }

    @Test
    void shouldTakeTheLastOfRepeatedKeysWholly() {
        final BidRequestView read = DecodedRequest.of("""
                "imp": [{"id": "old", "pmp": {"deals": [{"id": "old"}]}}, {"id": "old"}], "cur": {}, "cur": ["USD"],
                "site": {"domain": "old.example", "page": "p"}, "site": {"domain": "new.example"}, "app": {}, "app": null,
                "imp": [{"id": "new", "banner": {"w": 1, "battr": {}}, "banner": {"h": 2}, "secure": 1, "secure": null,
                         "pmp": {"private_auction": 1, "deals": [{"id": "a"}]}, "pmp": {"deals": [{"id": "b"}, {"id": "c"}]}}]
                """);
        assertThat(read.impressionCount).isEqualTo(1);
        assertThat(text(read, read.impressionId[0])).isEqualTo("new");
        assertThat(read.bannerWidth[0]).isEqualTo(BidRequestView.UNKNOWN);
        assertThat(read.bannerHeight[0]).isEqualTo(2);
        assertThat(read.impressionUnusable[0] || read.unusable || read.secure[0] || read.privateAuction[0])
                .isFalse();
        assertThat(read.firstDeal[0]).isZero();
        assertThat(read.dealCount[0]).isEqualTo(2);
        assertThat(text(read, read.dealId[1])).isEqualTo("c");
        assertThat(text(read, read.siteDomain)).isEqualTo("new.example");
        assertThat(read.sitePage).isEqualTo(Slice.ABSENT);
        assertThat(read.app).isFalse();
    }

    @Test
    void shouldReadListsInTheirWildForms() {
        assertThat(currencies("[\"USD\", null, \"\", 5, 1.50]")).containsExactly("USD", "5", "1.50");
        assertThat(currencies("\"USD\"")).containsExactly("USD");
        assertThat(currencies("840")).containsExactly("840");
        assertThat(currencies("[\"\\u0055SD\", \"EUR\", \"\\u0031\"]")).containsExactly("USD", "EUR", "1");
    }

    private static List<String> currencies(final String list) {
        final BidRequestView read = ofRequest("\"cur\": " + list);
        assertThat(read.unusable).isFalse();
        return texts(read, read.currencies);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "true", "[\"a\", {}]", "[[\"a\"]]", "[false]"})
    void shouldNotBidUnderARuleThatSaysNothing(final String list) {
        for (final String rule :
                new String[] {"cur", "wseat", "bseat", "bcat", "acat", "badv", "bapp", "wlang", "wlangb"}) {
            assertThat(ofRequest("\"%s\": %s".formatted(rule, list)).unusable)
                    .as(rule)
                    .isTrue();
        }
        for (final String rule : new String[] {"wseat", "wadomain"}) {
            final BidRequestView read = ofImpression("\"pmp\": {\"deals\": [{\"%s\": %s}, {}]}".formatted(rule, list));
            assertThat(read.dealUnusable).as(rule).startsWith(true, false);
            assertThat(read.unusable || read.impressionUnusable[0]).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"pmp\": []", "\"pmp\": {\"deals\": {}}", "\"pmp\": {\"deals\": \"d\"}", "\"bidfloorcur\": {}"})
    void shouldNotBidOnAnImpressionWithARuleThatSaysNothing(final String fields) {
        final BidRequestView read = ofImpression(fields);
        assertThat(read.impressionUnusable[0]).isTrue();
        assertThat(read.unusable).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"banner\": null",
                "\"banner\": {\"battr\": [1, \"2\", 3.0, null, \"\", true], \"btype\": 4, \"format\": null}",
                "\"banner\": {\"format\": \"\"}",
                "\"pmp\": null",
                "\"pmp\": {\"deals\": null}",
                "\"pmp\": {\"deals\": [null, 1]}",
                "\"bidfloorcur\": 840"
            })
    void shouldReadAnImpressionInItsWildForms(final String fields) {
        assertThat(ofImpression(fields).impressionUnusable[0]).isFalse();
    }

    @Test
    void shouldReadFormats() {
        final BidRequestView read =
                ofImpression("\"banner\": {}, \"video\": {\"w\": 1}, \"audio\": 1, \"native\": \"x\"");
        assertThat(read.formats[0]).isEqualTo(BidRequestView.BANNER | BidRequestView.VIDEO);
        // A player's size is not the banner's.
        assertThat(read.bannerWidth[0]).isEqualTo(BidRequestView.UNKNOWN);
    }

    @Test
    void shouldKeepAPlaceForASizeThatIsNotSaid() {
        final BidRequestView read = ofImpression(
                "\"banner\": {\"format\": [{\"w\": 300}, {\"w\": \"320\", \"h\": 5e1}, null, {\"w\": -1, \"h\": 1}]}");
        assertThat(items(read, read.bannerSizes[0]))
                .containsExactly(
                        (long) BidRequestView.UNKNOWN,
                        BidRequestView.size(320, 50),
                        (long) BidRequestView.UNKNOWN,
                        (long) BidRequestView.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "true, true", "'\"1\"', true", "0, false", "false, false", "null, false", "'\"\"', false"})
    void shouldReadFlags(final String value, final boolean set) {
        final BidRequestView read = ofImpression(
                "\"instl\": %s, \"secure\": %s, \"pmp\": {\"private_auction\": %s}".formatted(value, value, value));
        assertThat(read.interstitial[0]).isEqualTo(set);
        assertThat(read.secure[0]).isEqualTo(set);
        assertThat(read.privateAuction[0]).isEqualTo(set);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "\"yes\"", "2", "-1", "0.5"})
    void shouldTakeAnOddFlagTheStricterWay(final String value) {
        final BidRequestView read = ofImpression(
                "\"instl\": %s, \"secure\": %s, \"pmp\": {\"private_auction\": %s}".formatted(value, value, value));
        assertThat(read.interstitial[0]).isFalse();
        assertThat(read.secure[0]).isTrue();
        assertThat(read.privateAuction[0]).isTrue();
    }

    @Test
    void shouldTakeObjectsOfAWrongTypeAsAbsent() {
        final BidRequestView read = ofRequest("\"site\": [], \"app\": 1, \"dooh\": true, \"device\": \"x\"");
        assertThat(read.site || read.app || read.dooh || read.unusable).isFalse();
        final BidRequestView empty = ofRequest("\"site\": {}, \"app\": {}, \"dooh\": {}, \"device\": {\"geo\": []}");
        assertThat(empty.site && empty.app && empty.dooh).isTrue();
    }

    @Test
    void shouldReadTextThatIsANumber() {
        final BidRequestView read =
                ofRequest("\"app\": {\"bundle\": 123456789}, \"device\": {\"osv\": 17.10, \"os\": {}}");
        assertThat(text(read, read.appBundle)).isEqualTo("123456789");
        assertThat(text(read, read.osVersion)).isEqualTo("17.10");
        assertThat(read.os).isEqualTo(Slice.ABSENT);
    }

    @Test
    void shouldKnowKeysWithEscapes() {
        assertThat(decoded.decode(
                        "{\"\\u0069\\u0064\": 1, \"im\\u0070\": [{}], \"cu\\u0072\": [\"USD\"], \"cur\\u0000\": 1}"))
                .isTrue();
        assertThat(texts(view, view.currencies)).containsExactly("USD");
    }

    @Test
    void shouldNotTakeOtherKeysForOurs() {
        final BidRequestView read = ofRequest(
                "\"Cur\": [\"a\"], \"cur \": [\"b\"], \"curs\": [\"c\"], \"cu\": [\"d\"], \"\": 1, \"cur\\u0000\": [\"e\"]");
        assertThat(read.currencies).isEqualTo(Slice.ABSENT);
        final BidRequestView imp =
                ofImpression("\"bidfloorcu\": 1, \"bidfloorcurs\": 1, \"bidfloors\": 9, \"bidfloox\": 9");
        assertThat(imp.floorCpmMicros[0]).isZero();
        assertThat(imp.floorCurrency[0]).isEqualTo(Slice.ABSENT);
    }

    @Test
    void shouldFindEveryKeyAndNothingLikeIt() {
        Key.numbersByField().forEach((field, key) -> {
            assertThat(find(field)).as(field).isEqualTo(key);
            for (final String other :
                    new String[] {field + "x", "x" + field, field + "\0", field.toUpperCase(Locale.ROOT)}) {
                assertThat(find(other)).as(other).isEqualTo(Key.OTHER);
            }
        });
        assertThat(find("")).isEqualTo(Key.OTHER);
    }

    private static int find(final String field) {
        final byte[] bytes = Arrays.copyOf(field.getBytes(StandardCharsets.UTF_8), 64);
        Arrays.fill(bytes, field.length(), 64, (byte) 0xFF);
        return KeyTable.OPENRTB.find(bytes, 0, field.length());
    }
}
