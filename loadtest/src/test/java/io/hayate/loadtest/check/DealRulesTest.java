package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DealRulesTest {
    @Test
    void impIdMustBeOfTheRequestAsTheTokenItWas() {
        assertThat(Auction.valid().bid("impid", "\"3\"").brokenRules()).containsExactly("imp-id");
        assertThat(Auction.valid().bid("impid", "1").brokenRules()).contains("imp-id");
        assertThat(Auction.valid()
                        .imp("/id", "1")
                        .bid("impid", "1")
                        .dealBid("impid", "1")
                        .brokenRules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.75|true",
                "0.750001|false",
                "\"0.76\"|false",
                "7.5e-1|true",
                "-1|true",
                "null|true",
                "true|false"
            })
    void priceMustReachTheImpressionsFloor(final String floor, final boolean reached) {
        assertThat(Auction.valid().imp("/bidfloor", floor).brokenRules().contains("floor"))
                .isEqualTo(!reached);
    }

    @Test
    void floorInAnotherCurrencyCannotBeReached() {
        assertThat(Auction.valid().imp("/bidfloorcur", "\"JPY\"").brokenRules()).containsExactly("floor");
        assertThat(Auction.valid()
                        .imp("/bidfloorcur", "\"JPY\"")
                        .imp("/bidfloor", "0")
                        .brokenRules())
                .isEmpty();
        assertThat(Auction.valid().answer("/cur", "\"JPY\"").brokenRules()).containsExactly("floor");
    }

    @Test
    void dealsFloorIsItsOwn() {
        assertThat(Auction.valid().dealBid("price", "2").brokenRules()).isEmpty();
        assertThat(Auction.valid().dealBid("price", "1.99").brokenRules()).containsExactly("floor");
        assertThat(Auction.valid()
                        .imp("/bidfloor", "0.7")
                        .imp("/pmp/deals/0/bidfloor", "0.1")
                        .dealBid("price", "0.2")
                        .brokenRules())
                .isEmpty();
    }

    @Test
    void dealsCurrencyIsNotInherited() {
        final Auction yen = Auction.valid().answer("/cur", "\"JPY\"").imp("/bidfloorcur", "\"JPY\"");
        assertThat(yen.violations())
                .extracting(Violation::rule, Violation::path)
                .containsExactly(tuple("floor", "seatbid[0].bid[1].price"));
        assertThat(yen.imp("/pmp/deals/0/bidfloorcur", "\"JPY\"").brokenRules()).isEmpty();
    }

    @Test
    void dealWithoutAFloorFallsBackToTheImpression() {
        final Auction auction = Auction.valid().without("/imp/0/pmp/deals/0/bidfloor");
        assertThat(auction.dealBid("price", "0.5").brokenRules()).isEmpty();
        assertThat(auction.dealBid("price", "0.4").brokenRules()).containsExactly("floor");
    }

    @Test
    void dealIdMustBeADealOfTheImpression() {
        assertThat(Auction.valid().dealBid("dealid", "\"deal-9\"").brokenRules())
                .containsExactly("deal-id");
        assertThat(Auction.valid().bid(2, "dealid", "\"deal-1\"").brokenRules()).containsExactly("deal-id");
        assertThat(Auction.valid()
                        .imp("/pmp/deals/0/id", "1")
                        .dealBid("dealid", "\"1\"")
                        .brokenRules())
                .containsExactly("deal-id");
        assertThat(Auction.valid()
                        .imp("/pmp/deals/0/id", "1")
                        .dealBid("dealid", "1")
                        .brokenRules())
                .isEmpty();
    }

    @Test
    void agreedPriceIsThePrice() {
        final Auction agreed = Auction.valid().dealBid("dealid", "\"deal-2\"");
        assertThat(agreed.dealBid("price", "4.25").brokenRules()).isEmpty();
        assertThat(agreed.dealBid("price", "4.26").brokenRules()).containsExactly("deal-price");
        assertThat(agreed.imp("/pmp/deals/1/bidfloor", "4.2599995").brokenRules())
                .isEmpty();
    }

    @Test
    void privateAuctionTakesNoOpenBid() {
        assertThat(Auction.valid().imp("/pmp/private_auction", "1").brokenRules())
                .containsExactly("private-auction");
        assertThat(Auction.valid().imp("/pmp/private_auction", "true").brokenRules())
                .containsExactly("private-auction");
        assertThat(Auction.valid().imp("/pmp/private_auction", "\"1\"").brokenRules())
                .containsExactly("private-auction");
    }

    @Test
    void dealsSeatsHoldUnderThatDealOnly() {
        assertThat(Auction.valid().imp("/pmp/deals/0/wseat", "[\"other\"]").violations())
                .extracting(Violation::rule, Violation::path)
                .containsExactly(tuple("deal-seat", "seatbid[0].bid[1]"));
    }

    @Test
    void dealsAdvertisersHoldUnderThatDealOnly() {
        assertThat(Auction.valid()
                        .imp("/pmp/deals/0/wadomain", "[\"friend.example\"]")
                        .violations())
                .extracting(Violation::rule, Violation::path)
                .containsExactly(tuple("deal-advertiser", "seatbid[0].bid[1].adomain"));
    }

    @Test
    void ofDealsThatShareAnIdOneMustPermitTheBid() {
        final Auction twice = Auction.valid().imp("/pmp/deals/-", "{\"id\": \"deal-1\", \"bidfloor\": 1}");
        assertThat(twice.dealBid("price", "1.5").brokenRules()).isEmpty();
        assertThat(twice.dealBid("price", "0.9").brokenRules()).containsExactly("floor");
    }
}
