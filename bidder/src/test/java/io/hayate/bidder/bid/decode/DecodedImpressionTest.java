package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.decode.DecodedRequest.items;
import static io.hayate.bidder.bid.decode.DecodedRequest.ofImpression;
import static io.hayate.bidder.bid.decode.DecodedRequest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an impression says of itself, its banner and its deals. */
class DecodedImpressionTest {
    @Test
    void shouldReadWhatABannerAllows() {
        final BidRequestView read = ofImpression("""
                "banner": {"mimes": ["text/html", "image/gif"], "api": [3, 5], "expdir": [4], "vcm": 1}
                """);
        assertThat(texts(read, read.bannerMimes[0])).containsExactly("text/html", "image/gif");
        assertThat(items(read, read.bannerApis[0])).containsExactly(3L, 5L);
        assertThat(items(read, read.bannerExpandDirections[0])).containsExactly(4L);
    }

    @Test
    void shouldReadFlexibleFormatsBesideSizes() {
        final BidRequestView read = ofImpression("""
                "banner": {"format": [{"wratio": 16, "hratio": 9, "wmin": 320}, {"w": 300, "h": 250, "wratio": 6, "hratio": 5},
                  {"wratio": "4", "hratio": 3.0}, {"wratio": 0, "hratio": 1}, {"wratio": 1}, {"wratio": 1, "hratio": 1, "wmin": -1}]}
                """);
        final long unknown = BidRequestView.UNKNOWN;
        assertThat(items(read, read.bannerSizes[0]))
                .containsExactly(unknown, BidRequestView.size(300, 250), unknown, unknown, unknown, unknown);
        assertThat(items(read, read.bannerRatios[0])).containsExactly(16L, 9L, 320L, 4L, 3L, unknown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"\"",
                "{\"battr\": [-1]}",
                "{\"battr\": [1.5]}",
                "{\"btype\": {}}",
                "{\"btype\": [\"x\"]}",
                "{\"format\": {}}",
                "{\"format\": 1}",
                "{\"mimes\": \"text/html,image/gif\"}",
                "{\"expdir\": {}}"
            })
    void shouldNotOfferABannerWithARuleThatSaysNothing(final String banner) {
        final BidRequestView read = ofImpression("\"banner\": {\"w\": 1}, \"banner\": %s".formatted(banner));
        assertThat(read.formats[0]).isZero();
        assertThat(read.bannerWidth[0]).isEqualTo(BidRequestView.UNKNOWN);
        assertThat(read.bannerSizes[0] | read.bannerBlockedAttributes[0]).isEqualTo(Slice.ABSENT);
        assertThat(ofImpression("\"banner\": %s, \"video\": {}".formatted(banner)).formats[0])
                .isEqualTo(BidRequestView.VIDEO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"rwdd\": 1",
                "\"ext\": {\"rwdd\": true}",
                "\"ext\": {\"reward\": 1}",
                "\"ext\": {\"rewarded\": \"1\"}",
                "\"ext\": {\"is_rewarded_inventory\": 1}",
                "\"ext\": {\"is_rewarded\": 1}",
                "\"ext\": {\"placementtype\": \"Rewarded\", \"rewarded\": 1, \"rewarded\": 0}",
                "\"ext\": {\"videotype\": \"rewarded\"}",
                "\"ext\": {\"prebid\": {\"is_rewarded_inventory\": 1}}, \"rwdd\": 0"
            })
    void shouldReadThatTheViewerIsRewarded(final String fields) {
        assertThat(ofImpression(fields).rewarded[0]).isTrue();
        assertThat(ofImpression(fields.replaceAll("1|true|(?i)\"rewarded\"(?=[,}])", "0")).rewarded[0])
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"rewarded\": 1",
                "\"is_rewarded\": true",
                "\"videotype\": \"rewarded\"",
                "\"placementtype\": \"rewarded\""
            })
    void shouldReadThatTheViewerOfAVideoIsRewarded(final String field) {
        final BidRequestView read =
                ofImpression("\"video\": {\"ext\": {%s}}, \"audio\": {\"ext\": {}}".formatted(field));
        assertThat(read.video.rewarded[0]).isTrue();
        assertThat(read.audio.rewarded[0] || read.rewarded[0]).isFalse();
    }

    @Test
    void shouldTakeARewardOfTheRequestForEveryImpression() {
        final String imps = "\"imp\": [{\"id\": 1}, {\"id\": 2}]";
        final String ext = "\"ext\": {\"placementtype\": \"rewarded\"}";
        for (final String fields : new String[] {imps + "," + ext, ext + "," + imps}) {
            final BidRequestView read = DecodedRequest.of(fields);
            assertThat(read.rewarded[0] && read.rewarded[1]).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null|1000000",
                "{}|1000000",
                "{\"multiplier\": null}|1000000",
                "{\"multiplier\": 14.2}|14200000",
                "{\"multiplier\": \"0.0000001\"}|1",
                "{\"multiplier\": 0}|0",
                "{\"multiplier\": -3}|0",
                "{\"multiplier\": 1000000}|1000000000000",
                "{\"multiplier\": 1000000.000001}|0",
                "{\"multiplier\": 1e12}|0",
                "{\"multiplier\": 1e30}|0",
                "{\"multiplier\": {}}|0",
                "5|0"
            })
    void shouldReadHowManyEventsAnImpressionCountsFor(final String qty, final long multiplierMicros) {
        assertThat(ofImpression("\"qty\": " + qty).multiplierMicros[0]).isEqualTo(multiplierMicros);
    }

    @Test
    void shouldReadWhenAnImpressionMayCome() {
        assertThat(ofImpression("\"exp\": 3600").expirySeconds[0]).isEqualTo(3600);
        assertThat(ofImpression("\"exp\": -1").expirySeconds[0]).isEqualTo(BidRequestView.UNKNOWN);
        assertThat(ofImpression("\"tagid\": 1").expirySeconds[0]).isEqualTo(BidRequestView.UNKNOWN);
    }

    @Test
    void shouldReadWhatADealGuaranteesAndAsksPerSecond() {
        final BidRequestView read = ofImpression("""
                "pmp": {"deals": [{"id": 1, "guar": 1, "mincpmpersec": 0.1, "durfloors": [{"maxdur": 30, "bidfloor": 2}]},
                  {"id": 2, "durfloors": "x"}, {"id": 3}]}
                """);
        assertThat(read.dealGuaranteed).startsWith(true, false, false);
        assertThat(read.dealMinCpmPerSecondMicros).startsWith(100_000, 0, 0);
        assertThat(items(read, read.dealDurationFloors[0]))
                .containsExactly((long) BidRequestView.UNKNOWN, 30L, 2_000_000L);
        assertThat(read.dealUnusable).startsWith(false, true, false);
    }
}
