package io.hayate.bidder.ledger.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hayate.bidder.campaigns.AdFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is learned of the least price that wins, and where it is learned apart. */
class WinningPricesTest {
    private final WinningPrices prices = new WinningPrices();

    @Test
    void shouldPutEachPriceIntoOneLevel() {
        assertThat(PriceLevels.of(0)).isZero();
        assertThat(PriceLevels.of(Long.MAX_VALUE)).isEqualTo(PriceLevels.COUNT - 1);
        for (int level = 0; level < PriceLevels.COUNT; level++) {
            assertThat(PriceLevels.of(PriceLevels.lowest(level))).isEqualTo(level);
            assertThat(PriceLevels.of(PriceLevels.highest(level))).isEqualTo(level);
            final double step = (double) PriceLevels.lowest(level + 1) / PriceLevels.lowest(level);
            assertThat(step).isBetween(1.03, 1.063);
        }
    }

    @Test
    void shouldBidWhatWinsMostOfTheValue() {
        // Half of the auctions cost 1.00, half 3.00: 2.00 gets the dear ones only from a value of 5.00 on.
        for (int i = 0; i < 1_000; i++) {
            prices.onTold(PriceLevels.of(i % 2 == 0 ? 1_000_000 : 3_000_000), 1);
        }
        settle();
        final long[] bids = prices.bids();
        assertThat(bids[PriceLevels.of(2_000_000)]).isBetween(1_000_000L, 1_070_000L);
        assertThat(bids[PriceLevels.of(4_500_000)]).isBetween(1_000_000L, 1_070_000L);
        assertThat(bids[PriceLevels.of(6_000_000)]).isBetween(3_000_000L, 3_200_000L);
        for (int level = 0; level < bids.length; level++) {
            assertThat(bids[level] == ShadingTable.UNSHADED || bids[level] < PriceLevels.lowest(level))
                    .isTrue();
        }
    }

    @Test
    void shouldLearnFromWinsAndLossesAloneWhatPricesWouldHaveTold() {
        final Random random = new Random(5);
        for (int i = 0; i < 40_000; i++) {
            final long toWin = random.nextBoolean() ? 1_000_000 : 2_000_000;
            final int bid = PriceLevels.of(500_000 + random.nextInt(2_500_000));
            if (bid >= PriceLevels.of(toWin)) {
                prices.onWon(bid, 1);
            } else {
                prices.onLost(bid, 1);
            }
        }
        settle();
        assertThat(prices.winRate(PriceLevels.of(900_000))).isCloseTo(0, within(0.05));
        assertThat(prices.winRate(PriceLevels.of(1_500_000))).isCloseTo(0.5, within(0.05));
        assertThat(prices.winRate(PriceLevels.of(2_500_000))).isCloseTo(1, within(0.05));
    }

    @Test
    void shouldNotBeLearnedUntilEnoughIsObservedAndForgetWhatIsOld() {
        for (int i = 0; i < WinningPrices.LEARNED_WEIGHT; i++) {
            assertThat(prices.isLearned()).isFalse();
            prices.onTold(100, 1);
        }
        assertThat(prices.isLearned()).isTrue();
        prices.age(0.5);
        assertThat(prices.isLearned()).isFalse();
    }

    @Test
    void shouldTakeBidsWithoutNoticeForLostAfterAWhile() {
        final RecentBids recent = new RecentBids();
        recent.expire(0, prices);
        recent.add(7, 100);
        for (int i = 0; i < 60; i++) {
            recent.onAnswered(7, i % 2);
        }
        long expired = 0;
        for (long nowMs = 0; nowMs < RecentBids.WINDOWS * RecentBids.WINDOW_MS; nowMs += 1_000) {
            expired += recent.expire(nowMs, prices);
        }
        assertThat(expired).isZero();
        expired = recent.expire(RecentBids.WINDOWS * RecentBids.WINDOW_MS, prices);
        assertThat(expired).isEqualTo(40);
    }

    @Test
    void shouldMissNoBidThatIsCountedAfterItsNotice() {
        final RecentBids recent = new RecentBids();
        recent.expire(0, prices);
        // A bid of the first window, counted in the second.
        recent.onAnswered(7, RecentBids.WINDOW_MS - 1);
        recent.expire(RecentBids.WINDOW_MS, prices);
        recent.add(7, 1);
        long expired = 0;
        for (int window = 2; window < 3 * RecentBids.WINDOWS; window++) {
            expired += recent.expire(window * RecentBids.WINDOW_MS, prices);
        }
        assertThat(expired).isZero();
    }

    /** Wins are told at once, what is lost by silence a minute later; half of these are. */
    @Test
    void shouldLearnWinsTogetherWithTheLossesOfTheirTime() {
        final RecentBids recent = new RecentBids();
        recent.expire(0, prices);
        final int wins = (int) (WinningPrices.LEARNED_WEIGHT * WinningPrices.BIDS_FOR_A_PRICE);
        recent.add(7, 2 * wins);
        for (int i = 0; i < wins; i++) {
            recent.onWon(7, i % RecentBids.WINDOW_MS);
        }
        for (int window = 1; window < RecentBids.WINDOWS; window++) {
            recent.expire(window * RecentBids.WINDOW_MS, prices);
            assertThat(prices.isLearned()).isFalse();
        }
        recent.expire(RecentBids.WINDOWS * RecentBids.WINDOW_MS, prices);
        assertThat(prices.isLearned()).isTrue();
        settle();
        assertThat(prices.winRate(7)).isCloseTo(0.5, within(0.01));
    }

    @Test
    void shouldTakeOneLessForLostWhereANoticeCameTooLate() {
        final RecentBids recent = new RecentBids();
        recent.expire(0, prices);
        recent.add(7, 2);
        final long overMs = RecentBids.WINDOWS * RecentBids.WINDOW_MS;
        assertThat(recent.expire(overMs, prices)).isEqualTo(2);
        recent.onWon(7, 0);
        recent.add(7, 3);
        assertThat(recent.expire(2 * overMs, prices)).isEqualTo(2);
    }

    @Test
    void shouldTellCellsApartByFormatAndSize() {
        final int banner = AdFormat.BANNER.ordinal();
        final int video = AdFormat.VIDEO.ordinal();
        assertThat(AuctionCell.of(banner, 320, 50, 0)).isEqualTo(AuctionCell.of(banner, 320, 100, 0));
        assertThat(AuctionCell.of(banner, 300, 250, 0)).isEqualTo(AuctionCell.of(banner, 728, 90, 0));
        assertThat(AuctionCell.of(banner, 300, 600, 0)).isNotEqualTo(AuctionCell.of(banner, 300, 250, 0));
        assertThat(AuctionCell.of(video, 640, 360, 6)).isNotEqualTo(AuctionCell.of(video, 640, 360, 7));
        assertThat(AuctionCell.of(video, 640, 360, 30)).isEqualTo(AuctionCell.of(video, 1920, 1080, 16));
        for (final AdFormat format : AdFormat.values()) {
            assertThat(AuctionCell.of(format.ordinal(), 5_000, 5_000, 600)).isBetween(1, AuctionCell.END - 1);
        }
    }

    private void settle() {
        for (int i = 0; i < 100; i++) {
            prices.estimate();
        }
    }
}
