package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.check.CurrencyRates;
import io.hayate.loadtest.exchange.ExchangeSettings.AuctionType;
import io.hayate.loadtest.exchange.ExchangeSettings.Competition;
import io.hayate.loadtest.exchange.RequestFacts.Deal;
import io.hayate.loadtest.exchange.RequestFacts.Impression;
import io.hayate.loadtest.traffic.Dice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Prices are CPM micros: 2_500_000 is 2.50. */
class AuctionTest {
    private static final CurrencyRates RATES =
            CurrencyRates.of(Map.of("USD", BigDecimal.ONE, "JPY", new BigDecimal("150")));

    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private final Auction auction = new Auction(new Competition(AuctionType.SECOND, 3, 1_000_000), RATES);

    @Test
    void shouldPayItsOwnPriceInAFirstPriceAuction() {
        final OfferedBid bid = bid(2_500_000, null);

        auction.hold(impression(500_000), List.of(bid), "USD", 1_700_000, FIRST);

        assertThat(bid.lossReason).isEqualTo(OfferedBid.WON);
        assertThat(bid.clearingCpmMicros).isEqualTo(2_500_000);
        assertThat(bid.minToWinCpmMicros).isEqualTo(1_700_001);
    }

    @Test
    void shouldPayOneCentMoreThanTheNextInASecondPriceAuction() {
        final OfferedBid bid = bid(2_500_000, null);

        auction.hold(impression(500_000), List.of(bid), "USD", 1_700_000, SECOND);

        assertThat(bid.clearingCpmMicros).isEqualTo(1_710_000);
    }

    @Test
    void shouldPayTheFloorWhereNobodyElseBids() {
        final OfferedBid bid = bid(2_500_000, null);

        auction.hold(impression(500_000), List.of(bid), "USD", 0, SECOND);

        assertThat(bid.clearingCpmMicros).isEqualTo(500_000);
        assertThat(bid.minToWinCpmMicros).isEqualTo(500_000);
    }

    @Test
    void shouldNeverPayMoreThanItBid() {
        final OfferedBid bid = bid(1_704_000, null);

        auction.hold(impression(0), List.of(bid), "USD", 1_700_000, SECOND);

        assertThat(bid.lossReason).isEqualTo(OfferedBid.WON);
        assertThat(bid.clearingCpmMicros).isEqualTo(1_704_000);
    }

    @Test
    void shouldTakeTheConfiguredTypeWhereTheRequestSaysNone() {
        final OfferedBid inSecond = bid(2_500_000, null);
        final OfferedBid inFirst = bid(2_500_000, null);
        final Auction first = new Auction(new Competition(AuctionType.FIRST, 3, 1_000_000), RATES);

        auction.hold(impression(0), List.of(inSecond), "USD", 1_000_000, 0);
        first.hold(impression(0), List.of(inFirst), "USD", 1_000_000, 0);

        assertThat(inSecond.clearingCpmMicros).isEqualTo(1_010_000);
        assertThat(inFirst.clearingCpmMicros).isEqualTo(2_500_000);
    }

    @Test
    void shouldGiveATieToTheCompetitor() {
        final OfferedBid bid = bid(1_700_000, null);

        auction.hold(impression(0), List.of(bid), "USD", 1_700_000, FIRST);

        assertThat(bid.lossReason).isEqualTo(Auction.HIGHER_BID);
        assertThat(bid.minToWinCpmMicros).isEqualTo(1_700_001);
        assertThat(bid.clearingCpmMicros).isEqualTo(1_700_000);
    }

    @Test
    void shouldRefuseABidBelowTheFloorAlsoWhereNobodyElseBids() {
        final OfferedBid bid = bid(499_999, null);

        auction.hold(impression(500_000), List.of(bid), "USD", 0, SECOND);

        assertThat(bid.lossReason).isEqualTo(Auction.BELOW_FLOOR);
        assertThat(bid.minToWinCpmMicros).isEqualTo(500_000);
    }

    @Test
    void shouldCompareFloorsInTheBidsCurrency() {
        final Impression yen = new Impression("1", 75_000_000, "JPY", 1_000_000, 0, false, List.of()); // 0.50 USD
        final OfferedBid enough = bid(500_000, null);
        final OfferedBid tooLittle = bid(499_999, null);

        auction.hold(yen, List.of(enough), "USD", 0, SECOND);
        auction.hold(yen, List.of(tooLittle), "USD", 0, SECOND);

        assertThat(enough.lossReason).isEqualTo(OfferedBid.WON);
        assertThat(enough.clearingCpmMicros).isEqualTo(500_000);
        assertThat(tooLittle.lossReason).isEqualTo(Auction.BELOW_FLOOR);
    }

    @Test
    void shouldSellADealAtItsFixedPriceBeforeTheAuction() {
        final OfferedBid open = bid(9_000_000, null);
        final OfferedBid deal = bid(3_000_000, "agreed");

        auction.hold(impression(500_000), List.of(open, deal), "USD", 5_000_000, FIRST);

        assertThat(deal.lossReason).isEqualTo(OfferedBid.WON);
        assertThat(deal.clearingCpmMicros).isEqualTo(2_000_000);
        assertThat(open.lossReason).isEqualTo(Auction.LOST_TO_DEAL);
        assertThat(open.minToWinCpmMicros).isZero();
    }

    @Test
    void shouldHoldADealsBidAgainstTheDealsFloorAndTheOthers() {
        final OfferedBid below = bid(900_000, "auctioned");
        final OfferedBid unknown = bid(5_000_000, "no-such-deal");
        final OfferedBid dealAgainstOpen = bid(2_000_000, "auctioned");
        final OfferedBid open = bid(1_900_000, null);

        auction.hold(impression(500_000), List.of(below, unknown), "USD", 0, SECOND);
        auction.hold(impression(500_000), List.of(dealAgainstOpen, open), "USD", 1_500_000, SECOND);

        assertThat(below.lossReason).isEqualTo(Auction.BELOW_DEAL_FLOOR);
        assertThat(unknown.lossReason).isEqualTo(Auction.INVALID_DEAL);
        // The deal says first price; the bidder's own open bid sets no price.
        assertThat(dealAgainstOpen.clearingCpmMicros).isEqualTo(2_000_000);
        assertThat(dealAgainstOpen.minToWinCpmMicros).isEqualTo(1_500_001);
        assertThat(open.lossReason).isEqualTo(Auction.HIGHER_BID);
        assertThat(open.minToWinCpmMicros).isEqualTo(2_000_001);
    }

    @Test
    void shouldDrawAsManyCompetitorsAndPricesAsConfigured() {
        final int impressions = 20_000;
        int without = 0;
        int aboveMedian = 0;
        final Auction alone = new Auction(new Competition(AuctionType.SECOND, 1, 1_000_000), RATES);
        final Dice dice = new Dice(7);
        for (int i = 0; i < impressions; i++) {
            final long best = alone.bestCompetitor(impression(0), "USD", dice);
            without += best == 0 ? 1 : 0;
            aboveMedian += best > 1_000_000 ? 1 : 0;
        }

        // Poisson of mean 1: none with e^-1, none above the median with e^-1/2. Five deviations of the binomial.
        assertThat((double) without / impressions).isBetween(0.368 - 0.017, 0.368 + 0.017);
        assertThat((double) aboveMedian / impressions).isBetween(0.393 - 0.017, 0.393 + 0.017);
    }

    @Test
    void shouldTakeNoOpenBidInAPrivateAuction() {
        final Impression open = impression(0);
        final Impression closed = new Impression("1", 0, "USD", 1_000_000, MarkupTypes.BANNER, true, open.deals());
        final OfferedBid without = bid(9_000_000, null);
        final OfferedBid under = bid(3_000_000, "auctioned");
        auction.hold(closed, List.of(without, under), "USD", 0, FIRST);
        assertThat(without.lossReason).isEqualTo(Auction.INVALID_DEAL);
        assertThat(under.lossReason).isZero();
        assertThat(under.clearingCpmMicros).isEqualTo(3_000_000);
    }

    @Test
    void shouldLeaveCompetitorsBelowTheFloorOut() {
        final Dice dice = new Dice(7);
        for (int i = 0; i < 1_000; i++) {
            assertThat(auction.bestCompetitor(impression(1_500_000), "USD", dice))
                    .satisfiesAnyOf(
                            price -> assertThat(price).isZero(),
                            price -> assertThat(price).isGreaterThanOrEqualTo(1_500_000));
        }
    }

    private static Impression impression(final long floorCpmMicros) {
        return new Impression(
                "1",
                floorCpmMicros,
                "USD",
                1_000_000,
                MarkupTypes.BANNER,
                false,
                List.of(
                        new Deal("agreed", 2_000_000, "USD", Deal.FIXED_PRICE),
                        new Deal("auctioned", 1_000_000, "USD", FIRST)));
    }

    private static OfferedBid bid(final long cpmMicros, final @Nullable String deal) {
        final OfferedBid bid = new OfferedBid();
        bid.priceCpmMicros = cpmMicros;
        bid.deal = deal;
        return bid;
    }
}
