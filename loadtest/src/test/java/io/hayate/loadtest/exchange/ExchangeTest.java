package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.exchange.ExchangeSettings.AuctionType;
import io.hayate.loadtest.exchange.ExchangeSettings.Competition;
import io.hayate.loadtest.exchange.ExchangeSettings.Delivery;
import io.hayate.loadtest.exchange.ExchangeSettings.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final Competition NOBODY = new Competition(AuctionType.SECOND, 0, 1_000_000);
    private static final ExchangeSettings ALONE = ExchangeSettings.defaults(1)
            .withCompetition(NOBODY)
            .withDelivery(Delivery.PUNCTUAL)
            .withResponse(new Response(0, 0, null));

    @Test
    void shouldFireWinBillAndImpressionOfAWinner() {
        final Exchange exchange = new Exchange(ALONE, Map.of());

        exchange.onAnswer(Answers.request("r", ""), Answers.answer("b", "7", "2.5"), NOW_MS);

        assertThat(exchange.nextDueMs()).isEqualTo(NOW_MS);
        assertThat(fireAll(exchange))
                .containsExactly(
                        "WIN /notice/win?t=TOKEN-b&p=0.5",
                        "BILL /notice/bill?t=TOKEN-b&p=0.5",
                        "IMPRESSION /notice/imp?t=TOKEN-b");
        assertThat(exchange.books().tally("7")).isEqualTo(new Tally(1, 1, 1, 500_000, 1, 0, 0, 0));
    }

    @Test
    void shouldFireTheLossOfALoserWithItsReason() {
        final Exchange exchange = new Exchange(ALONE, Map.of());

        exchange.onAnswer(Answers.request("r", ""), Answers.answer("b", "7", "0.4"), NOW_MS);

        assertThat(fireAll(exchange)).containsExactly("LOSS /notice/loss?t=TOKEN-b&r=100");
        assertThat(exchange.books().tally("7")).isEqualTo(new Tally(1, 0, 0, 0, 0, 0, 0, 1));
    }

    @Test
    void shouldPayItsPriceWhereTheRequestIsAFirstPriceAuction() {
        final Exchange exchange = new Exchange(ALONE, Map.of());

        exchange.onAnswer(Answers.request("r", ",'at':1"), Answers.answer("b", "7", "2.5"), NOW_MS);

        assertThat(fireAll(exchange)).contains("BILL /notice/bill?t=TOKEN-b&p=2.5");
    }

    @Test
    void shouldBookNothingOfTestRequests() {
        final Exchange exchange = new Exchange(ALONE, Map.of());

        exchange.onAnswer(Answers.request("r", ",'test':1"), Answers.answer("b", "7", "2.5"), NOW_MS);

        assertThat(fireAll(exchange)).hasSize(3);
        assertThat(exchange.books().total()).isEqualTo(Tally.NOTHING);
    }

    @Test
    void shouldTellABidOnNoImpressionThatItIsInvalid() {
        final Exchange exchange = new Exchange(ALONE, Map.of());

        exchange.onAnswer(Answers.bytes("{'id':'r','imp':[{'id':'2'}]}"), Answers.answer("b", "7", "2.5"), NOW_MS);

        assertThat(fireAll(exchange)).containsExactly("LOSS /notice/loss?t=TOKEN-b&r=3");
        assertThat(exchange.count(ExchangeCount.STRAY_BIDS)).isEqualTo(1);
    }

    @Test
    void shouldCountWhatCannotBeReadAndTakeNoBidsAsTheyAre() {
        final Exchange exchange = new Exchange(ALONE, Map.of());

        exchange.onAnswer(Answers.request("r", ""), Answers.bytes("{'id':'r','seatbid':[{'bid':[{"), NOW_MS);
        exchange.onAnswer(Answers.request("r", ""), Answers.bytes("{'id':'r','nbr':2}"), NOW_MS);

        assertThat(exchange.count(ExchangeCount.ANSWERS)).isEqualTo(2);
        assertThat(exchange.count(ExchangeCount.UNREADABLE)).isEqualTo(1);
        assertThat(exchange.books().total()).isEqualTo(Tally.NOTHING);
    }

    @Test
    void shouldSendAgainWhatWasNotTakenAndCountOnlyWhatWas() {
        final Exchange exchange = new Exchange(ALONE, Map.of());
        exchange.onAnswer(Answers.request("r", ""), Answers.answer("b", "7", "0.4"), NOW_MS);
        final Notice loss = exchange.poll(NOW_MS);
        assertThat(loss).isNotNull();

        exchange.onNoticeAnswered(loss, 429, null, NOW_MS);
        assertThat(exchange.nextDueMs()).isEqualTo(NOW_MS + 100);
        assertThat(exchange.poll(NOW_MS + 100)).isSameAs(loss);
        exchange.onNoticeAnswered(loss, 0, null, NOW_MS + 150);
        assertThat(exchange.nextDueMs()).isEqualTo(NOW_MS + 350);
        assertThat(exchange.books().tally("7").losses()).isZero();
        exchange.poll(NOW_MS + 350);
        exchange.onNoticeAnswered(loss, 204, null, NOW_MS + 350);

        assertThat(exchange.books().tally("7").losses()).isEqualTo(1);
        assertThat(exchange.count(ExchangeCount.RETRIES)).isEqualTo(2);
    }

    @Test
    void shouldGiveUpInTheEnd() {
        final Exchange exchange = new Exchange(ALONE, Map.of());
        exchange.onAnswer(Answers.request("r", ""), Answers.answer("b", "7", "0.4"), NOW_MS);

        while (exchange.waiting() > 0) {
            exchange.onNoticeAnswered(exchange.poll(Long.MAX_VALUE), 429, null, NOW_MS);
        }

        assertThat(exchange.count(ExchangeCount.GIVEN_UP)).isEqualTo(1);
        assertThat(exchange.count(ExchangeCount.RETRIES)).isEqualTo(19);
    }

    @Test
    void shouldNotCountWhatTheBidderRefused() {
        final Exchange exchange = new Exchange(ALONE, Map.of());
        exchange.onAnswer(Answers.request("r", ""), Answers.answer("b", "7", "0.4"), NOW_MS);

        exchange.onNoticeAnswered(exchange.poll(NOW_MS), 404, null, NOW_MS);

        assertThat(exchange.count(ExchangeCount.REFUSED)).isEqualTo(1);
        assertThat(exchange.books().tally("7").losses()).isZero();
    }

    @Test
    void shouldReportAConversionOfAClickThatLeadsToAPageWithItsId() {
        final Exchange exchange =
                new Exchange(ALONE.withResponse(new Response(0.999_999, 0.999_999, "cid")), Map.of("7", "EUR"));
        exchange.onAnswer(Answers.request("r", ""), Answers.answer("b", "7", "2.5"), NOW_MS);

        final List<String> fired = new ArrayList<>();
        while (exchange.waiting() > 0) {
            final long dueMs = exchange.nextDueMs();
            final Notice notice = exchange.poll(dueMs);
            fired.add(notice.toString());
            exchange.onNoticeAnswered(notice, 302, "https://shop.example/?x=1&cid=CLICK-9#top", dueMs);
        }

        assertThat(fired).hasSize(5);
        assertThat(fired.get(4))
                .matches("CONVERSION /notice/conversion\\?t=CLICK-9&o=o-[0-9a-f]{8,16}&v=[0-9.]+&c=EUR");
        assertThat(exchange.books().tally("7").conversions()).isEqualTo(1);
        assertThat(exchange.books().tally("7").clicks()).isEqualTo(1);
    }

    @Test
    void shouldDrawTheSharesOfDeliveryAndClicksAsConfigured() {
        final Exchange exchange = new Exchange(
                ALONE.withDelivery(new Delivery(0.10, 0.05, 0.02, 1_000, 30_000))
                        .withResponse(new Response(0.05, 0, null)),
                Map.of());
        final int wins = 8_000;
        for (int i = 0; i < wins; i++) {
            exchange.onAnswer(
                    Answers.request("r" + i % 50, ",'device':{'os':'os" + i % 7 + "'}"),
                    Answers.answer("b" + i, "" + i % 40, "2.5"),
                    NOW_MS);
        }

        final long notices = 3L * wins + exchange.count(ExchangeCount.CLICKS);
        assertShare(exchange, ExchangeCount.LATE, 0.10, notices);
        assertShare(exchange, ExchangeCount.TWICE, 0.05, notices);
        assertShare(exchange, ExchangeCount.NEVER, 0.02, notices);
        assertThat(exchange.waiting())
                .isEqualTo((int) (notices - exchange.count(ExchangeCount.NEVER) + exchange.count(ExchangeCount.TWICE)));
        assertThat(exchange.count(ExchangeCount.CLICKS)).isPositive();
    }

    @Test
    void shouldDoTheSameForTheSameSeedInWhateverOrderAnswersCome() {
        final ExchangeSettings settings = ExchangeSettings.defaults(5);
        final List<String> forth = new ArrayList<>();
        final List<String> back = new ArrayList<>();
        final List<String> otherSeed = new ArrayList<>();
        final Exchange first = new Exchange(settings, Map.of());
        final Exchange second = new Exchange(settings, Map.of());
        final Exchange third = new Exchange(ExchangeSettings.defaults(6), Map.of());
        for (int i = 0; i < 200; i++) {
            first.onAnswer(Answers.request("r" + i, ""), Answers.answer("b" + i, "7", "1.5"), NOW_MS);
            second.onAnswer(Answers.request("r" + (199 - i), ""), Answers.answer("b" + (199 - i), "7", "1.5"), NOW_MS);
            third.onAnswer(Answers.request("r" + i, ""), Answers.answer("b" + i, "7", "1.5"), NOW_MS);
        }
        forth.addAll(fireAll(first));
        back.addAll(fireAll(second));
        otherSeed.addAll(fireAll(third));

        assertThat(back).containsExactlyInAnyOrderElementsOf(forth);
        assertThat(second.books().tallies()).isEqualTo(first.books().tallies());
        assertThat(otherSeed).isNotEqualTo(forth);
    }

    @Test
    void shouldDrawAnewWhenARequestComesAgain() {
        final Exchange exchange = new Exchange(ExchangeSettings.defaults(5), Map.of());
        for (int i = 0; i < 200; i++) {
            exchange.onAnswer(Answers.request("r", ""), Answers.answer("b" + i, "7", "1.2"), NOW_MS);
        }

        assertThat(exchange.count(ExchangeCount.WON)).isBetween(20L, 180L);
        assertThat(exchange.count(ExchangeCount.WON) + exchange.count(ExchangeCount.LOST))
                .isEqualTo(200);
    }

    /** Five deviations of the binomial. */
    private static void assertShare(
            final Exchange exchange, final ExchangeCount what, final double share, final long of) {
        final double deviation = Math.sqrt(of * share * (1 - share));
        assertThat((double) exchange.count(what)).isBetween(of * share - 5 * deviation, of * share + 5 * deviation);
    }

    private static List<String> fireAll(final Exchange exchange) {
        final List<String> fired = new ArrayList<>();
        while (exchange.waiting() > 0) {
            final long dueMs = exchange.nextDueMs();
            final Notice notice = exchange.poll(dueMs);
            fired.add(notice.toString());
            exchange.onNoticeAnswered(notice, 204, null, dueMs);
        }
        return fired;
    }
}
