package io.hayate.bidder.ledger.brakes;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.exchanges.BuyingTerms;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.ledger.AccountView;
import io.hayate.bidder.ledger.LedgerPart;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops bidding, on one exchange or on all, when an hour's spend has reached its limit, until the last sixty minutes' spend
 * is below it again; and tells of win rates and prices that jump, or stops bidding there for a while. What bids that are
 * under way still cost comes on top. Begins at nothing when the bidder starts.
 *
 * <p>Single writer: the ledger agent; readers: bid loops and the admin loop, via one volatile snapshot.
 */
public final class CircuitBreaker implements LedgerPart {
    /** An anomaly is told of, or bidding stopped, for so long at least. */
    static final long ANOMALY_PAUSE_MS = TimeUnit.MINUTES.toMillis(10);

    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);
    private static final long MINUTE_MS = TimeUnit.MINUTES.toMillis(1);
    private static final int HOUR_MINUTES = 60;
    private static final double NANOS = 1e9;

    private final BreakerSettings settings;
    private final Supplier<CurrencyRates> rates;
    private final Exchange[] exchanges;
    private final SlidingSums spent = new SlidingSums(HOUR_MINUTES);
    private final CounterBlock<BreakerCounter> counters = new CounterBlock<>(BreakerCounter.class);
    private boolean tripped;
    private boolean changed;
    private long minuteSeen = Long.MIN_VALUE;
    private int currency = CurrencyCode.NONE;
    private volatile OpenBreakers open = OpenBreakers.NONE;
    private volatile OpenBreakers anomalous = OpenBreakers.NONE;

    private static final class Exchange {
        private final ExchangeProfile profile;
        private final SlidingSums spent = new SlidingSums(HOUR_MINUTES);
        private final ExchangeResults results = new ExchangeResults();
        private boolean tripped;
        private long anomalyUntilMs = Long.MIN_VALUE;
        private boolean anomalous;

        Exchange(final ExchangeProfile profile) {
            this.profile = profile;
        }
    }

    /**
     * @param profiles by ordinal
     * @param rates those of now
     */
    public CircuitBreaker(
            final BreakerSettings settings, final List<ExchangeProfile> profiles, final Supplier<CurrencyRates> rates) {
        this.settings = settings;
        this.rates = rates;
        this.exchanges = profiles.stream().map(Exchange::new).toArray(Exchange[]::new);
    }

    /** For whom it is open, now. Any thread. */
    public OpenBreakers open() {
        return open;
    }

    /** Exchanges whose win rate or price has jumped, whether or not that stops bidding there. Any thread. */
    public OpenBreakers anomalous() {
        return anomalous;
    }

    public CounterBlock<BreakerCounter> counters() {
        return counters;
    }

    @Override
    public void onNotice(final NoticeRecord notice, final AccountView account, final boolean booked) {
        final long minute = Math.floorDiv(notice.noticeTimeMs, MINUTE_MS);
        final Exchange exchange =
                notice.exchange >= 0 && notice.exchange < exchanges.length ? exchanges[notice.exchange] : null;
        if (booked && notice.costNanos > 0) {
            changed = true;
            if (settings.maxSpendPerHourNanos() != BreakerSettings.NO_LIMIT) {
                add(spent, minute, notice, baseCurrency());
            }
            if (exchange != null && limit(exchange) != BuyingTerms.NO_SPEND_LIMIT) {
                add(exchange.spent, minute, notice, exchange.profile.currency());
            }
        }
        if (exchange != null && settings.anomalies() != BreakerSettings.Anomalies.OFF) {
            exchange.results.onNotice(notice, minute, booked);
        }
    }

    @Override
    public int doWork(final long nowMs) {
        final long minute = Math.floorDiv(nowMs, MINUTE_MS);
        if (!changed && minute == minuteSeen) {
            return 0;
        }
        changed = false;
        final boolean newMinute = minute != minuteSeen;
        minuteSeen = minute;
        boolean moved = checkSpend(minute);
        if (newMinute && settings.anomalies() != BreakerSettings.Anomalies.OFF) {
            moved |= checkAnomalies(nowMs, minute);
        }
        if (moved) {
            publish();
        }
        return 1;
    }

    private boolean checkSpend(final long minute) {
        spent.moveTo(minute);
        final boolean over = spent.sum() >= settings.maxSpendPerHourNanos();
        boolean moved = over != tripped;
        if (moved) {
            tripped = over;
            tell(over, "all exchanges", spent.sum(), settings.maxSpendPerHourNanos(), baseCurrency());
        }
        for (final Exchange exchange : exchanges) {
            if (limit(exchange) == BuyingTerms.NO_SPEND_LIMIT) {
                continue;
            }
            exchange.spent.moveTo(minute);
            final boolean overThere = exchange.spent.sum() >= limit(exchange);
            if (overThere != exchange.tripped) {
                exchange.tripped = overThere;
                moved = true;
                tell(
                        overThere,
                        exchange.profile.name(),
                        exchange.spent.sum(),
                        limit(exchange),
                        exchange.profile.currency());
            }
        }
        return moved;
    }

    private boolean checkAnomalies(final long nowMs, final long minute) {
        boolean moved = false;
        for (final Exchange exchange : exchanges) {
            exchange.results.moveTo(minute);
            final String anomaly = exchange.results.anomaly();
            if (!anomaly.isEmpty() && nowMs >= exchange.anomalyUntilMs) {
                exchange.anomalyUntilMs = nowMs + ANOMALY_PAUSE_MS;
            }
            final boolean anomalousNow = nowMs < exchange.anomalyUntilMs;
            if (anomalousNow != exchange.anomalous) {
                exchange.anomalous = anomalousNow;
                moved = true;
                if (anomalousNow) {
                    counters.increment(BreakerCounter.ANOMALY);
                    LOG.warn(
                            "Circuit breaker: {}: {}; {}",
                            exchange.profile.name(),
                            anomaly,
                            settings.anomalies() == BreakerSettings.Anomalies.STOP
                                    ? "bidding stops there"
                                    : "told only");
                } else {
                    LOG.info("Circuit breaker: {}: as before again", exchange.profile.name());
                }
            }
        }
        return moved;
    }

    private void publish() {
        final BitSet stopped = new BitSet();
        final BitSet jumped = new BitSet();
        for (final Exchange exchange : exchanges) {
            final int ordinal = exchange.profile.ordinal();
            jumped.set(ordinal, exchange.anomalous);
            stopped.set(
                    ordinal,
                    exchange.tripped || (exchange.anomalous && settings.anomalies() == BreakerSettings.Anomalies.STOP));
        }
        open = new OpenBreakers(tripped, stopped);
        anomalous = new OpenBreakers(false, jumped);
    }

    private void tell(
            final boolean over, final String whose, final long spentNanos, final long limitNanos, final int code) {
        final String money = String.format(
                Locale.ROOT,
                "%.2f %s of %.2f spent within an hour",
                spentNanos / NANOS,
                CurrencyCode.text(code),
                limitNanos / NANOS);
        if (over) {
            counters.increment(BreakerCounter.SPEND);
            LOG.error("Circuit breaker open for {}: {}", whose, money);
        } else {
            LOG.info("Circuit breaker closed for {}: {}", whose, money);
        }
    }

    private void add(final SlidingSums sums, final long minute, final NoticeRecord notice, final int code) {
        final long nanos = rates.get().convertUp(notice.costNanos, notice.currency, code);
        if (nanos == CurrencyRates.NO_RATE) {
            counters.increment(BreakerCounter.UNCONVERTED);
        } else {
            sums.add(minute, nanos);
        }
    }

    /** Of the rates, as they were first seen: sums of two currencies are a sum of nothing. */
    private int baseCurrency() {
        if (currency == CurrencyCode.NONE) {
            final int base = rates.get().base();
            if (base == CurrencyCode.NONE) {
                return CurrencyCode.USD;
            }
            currency = base;
        }
        return currency;
    }

    private static long limit(final Exchange exchange) {
        return exchange.profile.terms().maxSpendPerHourNanos();
    }
}
