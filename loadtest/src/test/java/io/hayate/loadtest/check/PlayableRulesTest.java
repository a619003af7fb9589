package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayableRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|true",
                "{\"minduration\": 15, \"maxduration\": 15}|true",
                "{\"minduration\": 16}|false",
                "{\"minduration\": 15.5}|false",
                "{\"minduration\": 9223372036854775807}|false",
                "{\"maxduration\": \"14\"}|false",
                "{\"maxduration\": 0}|true",
                "{\"maxduration\": 14, \"maxextended\": -1}|false",
                "{\"rqddurs\": [15, 30]}|true",
                "{\"rqddurs\": [14, 16]}|false",
                "{\"rqddurs\": [14, 16], \"minduration\": 5, \"maxduration\": 30}|false",
                "{\"rqddurs\": [15], \"maxduration\": 10}|true",
                "{\"rqddurs\": 15.0}|true",
                "{\"rqddurs\": [15], \"poddur\": 14}|false",
                "{\"poddur\": 60, \"maxseq\": 3}|true",
                "{\"poddur\": 10}|false"
            })
    void durationMustBeAllowed(final String durations, final boolean allowed) {
        assertThat(Auction.video().imp("/video", player(durations)).brokenRules())
                .isEqualTo(allowed ? List.of() : List.of("duration"));
    }

    @ParameterizedTest
    @CsvSource({"null", "0", "-15"})
    void durationMustBeSaid(final String dur) {
        assertThat(Auction.video().bid("dur", dur).brokenRules()).contains("duration");
        assertThat(Auction.audio().bid("dur", dur).brokenRules()).contains("duration");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"protocols\": [13]|true",
                "\"protocols\": [\"13\", 3.0]|true",
                "\"protocols\": [12]|false",
                "\"protocols\": [3], \"protocol\": 13|true",
                "\"protocol\": 13|true",
                "\"protocol\": 3|false",
                "\"protocols\": []|false",
                "\"protocols\": null|false"
            })
    void protocolMustBeOffered(final String offered, final boolean right) {
        final String player = player("{}").replaceFirst("\"protocols\": \\[13]", offered);
        assertThat(Auction.video().imp("/video", player).brokenRules())
                .isEqualTo(right ? List.of() : List.of("protocol"));
    }

    @Test
    void upToVast3IsTakenWhereNothingIsListed() {
        final Auction auction = Auction.video()
                .imp("/video", player("{}").replaceFirst("\"protocols\": \\[13]", "\"x\": 0"))
                .vast("version=\"4.2\"", "version=\"3.0\"");
        assertThat(auction.bid("protocol", "3").brokenRules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null|null|1|false",
                "0|null|1|false",
                "60|null|1|true",
                "60|0|-1|true",
                "60|1|1|true",
                "60|2|-1|true",
                "60|1|-1|false",
                "60|-1|1|false",
                "60|null|3|false",
                "60|null|null|true"
            })
    void slotIsAskedForInDynamicPodsOnly(
            final String poddur, final String offered, final String asked, final boolean right) {
        assertThat(Auction.video()
                        .imp("/video/poddur", poddur)
                        .imp("/video/slotinpod", offered)
                        .bid("slotinpod", asked)
                        .brokenRules()
                        .contains("slot-in-pod"))
                .isEqualTo(!right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"skip\": 0|[16]|false",
                "\"skip\": false|[16]|false",
                "\"skip\": null|[16]|true",
                "\"skip\": 1|[]|false",
                "\"skip\": 1, \"skipafter\": 6|[16]|false",
                "\"skip\": 1, \"skipmin\": 14|[16]|true",
                "\"skip\": 1, \"skipmin\": 15|[16]|false"
            })
    void skippingIsAllowedAndSaid(final String player, final String attr, final boolean right) {
        assertThat(Auction.video()
                        .imp("/video", player("{" + player + "}"))
                        .bid("attr", attr)
                        .brokenRules())
                .isEqualTo(right ? List.of() : List.of("skip"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/rwdd|1|false",
                "/rwdd|0|true",
                "/rwdd|\"yes\"|false",
                "/ext|{\"prebid\": {\"is_rewarded_inventory\": 1}}|false",
                "/video/ext|{\"rewarded\": true}|false",
                "/video/ext|{\"videotype\": \"rewarded\"}|false",
                "/video/ext|{\"videotype\": \"other\", \"rewarded\": 0}|true",
                "/audio|{\"ext\": {\"rewarded\": 1}}|true"
            })
    void rewardsAreForWatching(final String place, final String value, final boolean right) {
        assertThat(Auction.video().imp(place, value).brokenRules()).isEqualTo(right ? List.of() : List.of("skip"));
    }

    @ParameterizedTest
    @CsvSource({"00:00:05.500, true", "34%, true", "33%, false", "00:00:04, false", "soon, false", "101%, false"})
    void skipOffsetIsATimeAfterSkipAfter(final String offset, final boolean right) {
        assertThat(Auction.video()
                        .vast("skipoffset=\"00:00:05\"", "skipoffset=\"" + offset + "\"")
                        .brokenRules())
                .isEqualTo(right ? List.of() : List.of("skip"));
    }

    @Test
    void videoThatIsNotSkippableNeedsNothing() {
        final Auction auction = Auction.video().imp("/video/skip", "0").bid("attr", "[]");
        assertThat(auction.vast(" skipoffset=\"00:00:05\"", "").brokenRules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 640, 480, false", "0, 640, 360, true", "1, 640, 480, true", "0, 375, 211, true"})
    void videosAreNotBoxedWhereTheyMustNot(final int allowed, final int w, final int h, final boolean right) {
        assertThat(Auction.video()
                        .imp("/video/boxingallowed", Integer.toString(allowed))
                        .imp("/video/w", Integer.toString(w))
                        .imp("/video/h", Integer.toString(h))
                        .brokenRules())
                .isEqualTo(right ? List.of() : List.of("size"));
    }

    @Test
    void videoHasASizeAndAudioHasNone() {
        assertThat(Auction.video().withoutBidField("h").brokenRules()).containsExactly("size");
        assertThat(Auction.audio().brokenRules()).isEmpty();
    }

    private static String player(final String more) {
        final String rest = more.substring(1);
        return "{\"mimes\": [\"video/mp4\"], \"protocols\": [13], \"companionad\": [{}]"
                + (rest.equals("}") ? "" : ", ") + rest;
    }
}
