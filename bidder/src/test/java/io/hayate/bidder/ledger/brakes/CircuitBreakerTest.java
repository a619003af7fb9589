package io.hayate.bidder.ledger.brakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.exchanges.AnswerForm;
import io.hayate.bidder.exchanges.BillsOn;
import io.hayate.bidder.exchanges.BuyingTerms;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.Exchanges;
import io.hayate.bidder.ledger.AccountView;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final int JPY = CurrencyCode.of("JPY");
    private static final long DOLLAR = 1_000_000_000;
    private static final long MINUTE_MS = TimeUnit.MINUTES.toMillis(1);

    private static CurrencyRates rates() {
        return new CurrencyRates(CurrencyCode.USD, 0, Map.of(JPY, 150 * DOLLAR));
    }

    private final AccountView account = (AccountView) Proxy.newProxyInstance(
            AccountView.class.getClassLoader(), new Class<?>[] {AccountView.class}, (proxy, method, given) -> {
                throw new UnsupportedOperationException("the breaker needs no account");
            });
    private long nowMs = TimeUnit.DAYS.toMillis(20_000);

    @Test
    void shouldOpenForAllAtTheLimitAndCloseWhenTheHourIsBelowItAgain() {
        final CircuitBreaker breaker = breaker(10 * DOLLAR, BuyingTerms.NO_SPEND_LIMIT, BreakerSettings.Anomalies.OFF);

        bill(breaker, 0, 6 * DOLLAR, CurrencyCode.USD);
        pass(breaker, 30 * MINUTE_MS);
        bill(breaker, 1, 4 * DOLLAR - 1, CurrencyCode.USD);
        breaker.doWork(nowMs);
        assertThat(breaker.open().all()).isFalse();
        bill(breaker, 1, 1, CurrencyCode.USD);
        breaker.doWork(nowMs);
        assertThat(breaker.open().all()).isTrue();
        assertThat(breaker.open().isOpenFor(0)).isTrue();

        pass(breaker, 29 * MINUTE_MS);
        assertThat(breaker.open().all()).isTrue();
        pass(breaker, 2 * MINUTE_MS);
        assertThat(breaker.open().all()).isFalse();
        assertThat(breaker.counters().get(BreakerCounter.SPEND)).isOne();
    }

    @Test
    void shouldOpenForOneExchangeByItsOwnLimitInItsOwnCurrency() {
        final CircuitBreaker breaker = breaker(BreakerSettings.NO_LIMIT, 2 * DOLLAR, BreakerSettings.Anomalies.OFF);

        bill(breaker, 1, 50 * DOLLAR, CurrencyCode.USD);
        bill(breaker, 0, 299 * DOLLAR, JPY);
        breaker.doWork(nowMs);
        assertThat(breaker.open().isOpenFor(0)).isFalse();
        bill(breaker, 0, DOLLAR, JPY);
        breaker.doWork(nowMs);

        assertThat(breaker.open().isOpenFor(0)).isTrue();
        assertThat(breaker.open().isOpenFor(1)).isFalse();
        assertThat(breaker.open().all()).isFalse();
    }

    @Test
    void shouldCountWhatCannotBeConverted() {
        final CircuitBreaker breaker = breaker(DOLLAR, BuyingTerms.NO_SPEND_LIMIT, BreakerSettings.Anomalies.OFF);

        bill(breaker, 0, 100 * DOLLAR, CurrencyCode.of("SEK"));
        breaker.doWork(nowMs);

        assertThat(breaker.open().all()).isFalse();
        assertThat(breaker.counters().get(BreakerCounter.UNCONVERTED)).isOne();
    }

    @Test
    void shouldStopWhereTheWinRateJumpsAndGoOnAfterAPause() {
        final CircuitBreaker breaker = afterQuietHours(BreakerSettings.Anomalies.STOP);

        results(breaker, 200, 50);
        pass(breaker, MINUTE_MS);
        assertThat(breaker.open().isOpenFor(0)).isTrue();
        assertThat(breaker.open().isOpenFor(1)).isFalse();
        assertThat(breaker.counters().get(BreakerCounter.ANOMALY)).isOne();
        pass(breaker, 9 * MINUTE_MS);
        assertThat(breaker.open().isOpenFor(0)).isTrue();
        pass(breaker, 2 * MINUTE_MS);

        assertThat(breaker.open().isOpenFor(0)).isFalse();
    }

    @Test
    void shouldOnlyTellOfAJumpUnlessItIsToStop() {
        final CircuitBreaker breaker = afterQuietHours(BreakerSettings.Anomalies.ALERT);

        results(breaker, 200, 50);
        pass(breaker, MINUTE_MS);

        assertThat(breaker.anomalous().isOpenFor(0)).isTrue();
        assertThat(breaker.open().isOpenFor(0)).isFalse();
    }

    @Test
    void shouldNoticeThatMoreOfTheBidIsPaid() {
        final CircuitBreaker breaker = afterQuietHours(BreakerSettings.Anomalies.ALERT);
        for (int each = 0; each < 250; each++) {
            bill(breaker, 0, 900_000, CurrencyCode.USD);
        }
        pass(breaker, MINUTE_MS);

        assertThat(breaker.anomalous().isOpenFor(0)).isTrue();
    }

    @Test
    void shouldNotTakeAFewResultsForAJump() {
        final CircuitBreaker breaker = afterQuietHours(BreakerSettings.Anomalies.STOP);

        results(breaker, 150, 0);
        pass(breaker, MINUTE_MS);

        assertThat(breaker.open().isOpenFor(0)).isFalse();
        assertThat(breaker.anomalous().isOpenFor(0)).isFalse();
    }

    /** One of ten bids wins, at half of its price. */
    private CircuitBreaker afterQuietHours(final BreakerSettings.Anomalies anomalies) {
        final CircuitBreaker breaker = breaker(BreakerSettings.NO_LIMIT, BuyingTerms.NO_SPEND_LIMIT, anomalies);
        breaker.doWork(nowMs);
        for (int minute = 0; minute < 60; minute++) {
            results(breaker, 50, 450);
            for (int each = 0; each < 50; each++) {
                bill(breaker, 0, 500_000, CurrencyCode.USD);
            }
            pass(breaker, MINUTE_MS);
        }
        // The results of the last minutes are of the quiet hours as well.
        pass(breaker, 6 * MINUTE_MS);
        assertThat(breaker.anomalous().isOpenFor(0)).isFalse();
        return breaker;
    }

    private void results(final CircuitBreaker breaker, final int wins, final int losses) {
        for (int each = 0; each < wins + losses; each++) {
            final NoticeRecord notice = notice(0, CurrencyCode.USD);
            notice.kind = each < wins ? NoticeKind.WIN : NoticeKind.LOSS;
            breaker.onNotice(notice, account, false);
        }
    }

    private void bill(final CircuitBreaker breaker, final int exchange, final long nanos, final int currency) {
        final NoticeRecord notice = notice(exchange, currency);
        notice.kind = NoticeKind.BILL;
        notice.costNanos = nanos;
        notice.reservedNanos = 1_000_000;
        breaker.onNotice(notice, account, true);
    }

    private NoticeRecord notice(final int exchange, final int currency) {
        final NoticeRecord notice = new NoticeRecord();
        notice.noticeTimeMs = nowMs;
        notice.exchange = exchange;
        notice.currency = currency;
        return notice;
    }

    private void pass(final CircuitBreaker breaker, final long ms) {
        for (long until = nowMs + ms; nowMs < until; ) {
            nowMs += MINUTE_MS;
            breaker.doWork(nowMs);
        }
    }

    private static CircuitBreaker breaker(
            final long maxNanos, final long firstExchangeNanos, final BreakerSettings.Anomalies anomalies) {
        final ExchangeProfile built = Exchanges.builtIn().profiles().byOrdinal(0);
        return new CircuitBreaker(
                new BreakerSettings(maxNanos, anomalies),
                List.of(withLimit(built, 0, firstExchangeNanos), withLimit(built, 1, BuyingTerms.NO_SPEND_LIMIT)),
                CircuitBreakerTest::rates);
    }

    private static ExchangeProfile withLimit(final ExchangeProfile profile, final int ordinal, final long nanos) {
        final AnswerForm answers = profile.answers();
        return new ExchangeProfile(
                "exchange-" + ordinal,
                ordinal,
                true,
                profile.parties(),
                new BuyingTerms(List.of(CurrencyCode.USD), BillsOn.BILL, false, nanos),
                profile.limits(),
                answers,
                profile.price());
    }
}
