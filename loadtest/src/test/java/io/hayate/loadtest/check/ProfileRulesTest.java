package io.hayate.loadtest.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.check.CheckSettings.NoBidForm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileRulesTest {
    private static final byte[] NOTHING = {};
    private static final CheckSettings DEFAULTS = CheckSettings.defaults();

    @ParameterizedTest
    @CsvSource({"ANY, true, true", "NO_CONTENT, true, false", "REASON, false, true"})
    void noBidHasTheFormThatTheExchangeTakes(final NoBidForm form, final boolean noContent, final boolean reason) {
        final BidChecker checker = new BidChecker(DEFAULTS.withNoBidForm(form));
        final byte[] answer = "{\"id\":\"auction-1\",\"nbr\":2}".getBytes(UTF_8);
        assertThat(checker.checkStatus(204, NOTHING).isEmpty()).isEqualTo(noContent);
        assertThat(checker.check(Auction.valid().requestBytes(), answer).isEmpty())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "17, true", "18, false", "499, false", "500, true", "-1, false"})
    void reasonIsOfTheListOrTheExchanges(final int nbr, final boolean known) {
        assertThat(Auction.valid().noBid(nbr).brokenRules()).isEqualTo(known ? List.of() : List.of("no-bid-form"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"1\", 2]|{\"billing_id\": \"2\"}|true",
                "[\"1\", 2]|{\"billing_id\": 3}|false",
                "[\"1\", 2]|{}|false",
                "[\"1\"]|{}|true",
                "[]|{\"billing_id\": 1}|false"
            })
    void ofSeveralAccountsOneIsNamed(final String offered, final String ext, final boolean right) {
        assertThat(Auction.video()
                        .imp("/ext", "{\"billing_id\": " + offered + "}")
                        .bid("ext", ext)
                        .brokenRules())
                .isEqualTo(right ? List.of() : List.of("billing-id"));
    }

    @Test
    void moreBidsMayBeAllowed() {
        final Auction two = Auction.valid()
                .dealBid("dealid", "null")
                .bid(2, "impid", "\"1\"")
                .bid(2, "cid", "\"1003\"")
                .bid(2, "price", "1")
                .bid(2, "w", "300")
                .bid(2, "h", "250");
        two.answer("/seatbid/0/bid", two.bids().replace("\"dealid\":null,", ""));
        assertThat(two.brokenRules()).containsExactly("one-bid");
        assertThat(two.settings(DEFAULTS.withBidsPerImp(2, 1)).brokenRules()).containsExactly("one-bid");
        assertThat(two.settings(DEFAULTS.withBidsPerImp(3, 1)).brokenRules()).isEmpty();
        assertThat(Auction.valid().settings(DEFAULTS.withBidsPerImp(1, 0)).brokenRules())
                .containsExactly("one-bid");
    }

    @Test
    void creativeIdHasNoMoreBytesThanTheExchangeTakes() {
        final Auction auction = Auction.valid().bid("crid", "\"春9\"");
        assertThat(auction.settings(DEFAULTS.withMaxCridBytes(4)).brokenRules()).isEmpty();
        assertThat(Auction.valid()
                        .settings(DEFAULTS.withMaxCridBytes(4))
                        .bid("crid", "\"春90\"")
                        .brokenRules())
                .containsExactly("creative-id-length");
    }

    @Test
    void fieldsThatTheExchangeAsksForMustBeThere() {
        final CheckSettings settings = DEFAULTS.withRequiredFields(List.of("seat", "cat", "nurl"));
        assertThat(Auction.nativeAd()
                        .settings(settings)
                        .bid("cat", "[\"IAB22\"]")
                        .brokenRules())
                .isEmpty();
        assertThat(Auction.nativeAd().settings(settings).bid("cat", "[]").brokenRules())
                .containsExactly("required-field");
        assertThat(Auction.nativeAd()
                        .settings(DEFAULTS.withRequiredFields(List.of("seat")))
                        .answer("/seatbid/0/seat", "\"\"")
                        .brokenRules())
                .containsExactly("required-field");
    }

    @Test
    void allOrNothingGoesWithAllImpressions() {
        assertThat(Auction.valid().answer("/seatbid/0/group", "0").brokenRules())
                .isEmpty();
        assertThat(Auction.valid()
                        .request("/allimps", "1")
                        .answer("/seatbid/0/group", "1")
                        .brokenRules())
                .isEmpty();
        assertThat(Auction.valid().answer("/seatbid/0/group", "2").brokenRules())
                .containsExactly("group");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"schain\": {\"complete\": 1, \"nodes\": [{\"asi\": \"good.example\"}]}}|true",
                "{\"schain\": {\"complete\": 0, \"nodes\": [{\"asi\": \"good.example\"}]}}|false",
                "{\"schain\": {\"complete\": 1, \"nodes\": []}}|false",
                "{\"schain\": {\"complete\": 1, \"nodes\": [{\"asi\": \"good.example\"}, {\"asi\": \"Bad.example\"}]}}|false",
                "{\"ext\": {\"schain\": {\"complete\": 1, \"nodes\": [{\"asi\": \"bad.example\"}]}}}|false",
                "{}|true"
            })
    void supplyChainIsOneThatTheBidderTakes(final String source, final boolean taken) {
        final BidderLimits limits = new BidderLimits(0, true, Set.of("bad.example"));
        final Auction auction = Auction.valid().request("/source", source);
        assertThat(auction.brokenRules()).isEmpty();
        assertThat(auction.settings(DEFAULTS.withLimits(limits)).brokenRules())
                .isEqualTo(taken ? List.of() : List.of("supply-chain"));
    }
}
