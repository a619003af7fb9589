package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.check.CurrencyRates;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BooksTest {
    private static final long ONE = 1_000_000;

    private final Books books = new Books(
            NoticeKind.BILL,
            CurrencyRates.of(Map.of("USD", BigDecimal.ONE, "JPY", new BigDecimal("155.2"))),
            Map.of("yen", "JPY", "dollar", "USD"));

    @Test
    void shouldRoundPricesUp() {
        assertThat(Books.cpmMicros(new BigDecimal("1.2345670"))).isEqualTo(1_234_567);
        assertThat(Books.cpmMicros(new BigDecimal("1.2345671"))).isEqualTo(1_234_568);
        assertThat(Books.cpmMicros(new BigDecimal("5E-7"))).isEqualTo(1);
        assertThat(Books.cpmMicros(new BigDecimal("-1"))).isZero();
        assertThat(Books.cpmMicros(new BigDecimal("1E+30"))).isZero();
        assertThat(Books.cpmMicros(null)).isZero();
    }

    @Test
    void shouldCostExactlyItsPriceInNanos() {
        assertThat(Books.costNanos(2_500_000, ONE, 1_000_000_000)).isEqualTo(2_500_000);
    }

    @Test
    void shouldRoundMultiplierAndRateUpOneAfterTheOther() {
        // 3 x 1.5 = 4.5, so 5; 5 x 0.333333334 = 1.67, so 2. At once it would be 3 x 0.5 = 1.5, so 2 as well; with 1:
        // 1.
        assertThat(Books.costNanos(3, 1_500_000, 333_333_334)).isEqualTo(2);
        // 1 x 1.2 = 1.2, so 2; 2 x 1.5 = 3. At once: 1.8, so 2.
        assertThat(Books.costNanos(1, 1_200_000, 1_500_000_000)).isEqualTo(3);
        assertThat(Books.costNanos(0, 1_200_000, 1_500_000_000)).isZero();
    }

    @Test
    void shouldBookOnceAtTheNoticesPriceByTheNoticeThatBills() {
        final AuctionedBid bid = books.open(bid("dollar", 2_500_000), "USD", false, ONE, 1_700_001);

        take(NoticeKind.WIN, bid, true);
        assertThat(books.tally("dollar")).isEqualTo(new Tally(1, 1, 0, 0, 0, 0, 0, 0));
        take(NoticeKind.BILL, bid, true);
        take(NoticeKind.BILL, bid, true);
        take(NoticeKind.IMPRESSION, bid, false);
        take(NoticeKind.CLICK, bid, false);
        take(NoticeKind.CLICK, bid, false);
        take(NoticeKind.LOSS, bid, false);

        assertThat(books.tally("dollar")).isEqualTo(new Tally(1, 1, 1, 1_700_001, 1, 1, 0, 1));
    }

    @Test
    void shouldBookTheBidsPriceWhereTheNoticeTellsNoneAndNeverMore() {
        take(NoticeKind.BILL, books.open(bid("dollar", 2_500_000), "USD", false, ONE, 1_700_000), false);
        assertThat(books.total().spentNanos()).isEqualTo(2_500_000);

        take(NoticeKind.BILL, books.open(bid("dollar", 2_500_000), "USD", false, ONE, 9_000_000), true);
        assertThat(books.total().spentNanos()).isEqualTo(5_000_000);
    }

    @Test
    void shouldBookInTheCampaignsCurrencyAtTheRateRoundedUp() {
        // A dollar is 155.2 yen.
        take(NoticeKind.BILL, books.open(bid("yen", 2_000_000), "USD", false, ONE, 1_000_001), true);
        // 1000001 x 155.2 = 155200155.2
        assertThat(books.tally("yen").spentNanos()).isEqualTo(155_200_156);
        assertThat(books.currencies()).containsEntry("yen", "JPY");

        // A yen is 0.006443298969... dollars, so 6443299e-9; 3000000 of that are 19329.897.
        take(NoticeKind.BILL, books.open(bid("dollar", 3_000_000), "JPY", false, ONE, 3_000_000), true);
        assertThat(books.tally("dollar").spentNanos()).isEqualTo(19_330);
    }

    @Test
    void shouldLeaveTestRequestsOut() {
        final AuctionedBid bid = books.open(bid("dollar", 2_500_000), "USD", true, ONE, 1_700_000);

        take(NoticeKind.BILL, bid, true);
        take(NoticeKind.WIN, bid, true);

        assertThat(books.total()).isEqualTo(Tally.NOTHING);
    }

    private void take(final NoticeKind kind, final AuctionedBid bid, final boolean priced) {
        books.onTaken(new Notice(kind, "/", bid, priced));
    }

    private static OfferedBid bid(final String campaign, final long cpmMicros) {
        final OfferedBid bid = new OfferedBid();
        bid.campaign = campaign;
        bid.priceCpmMicros = cpmMicros;
        return bid;
    }
}
