package io.hayate.bidder.notices.receive;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.ledger.NoticeRecord;
import java.util.function.Supplier;

/**
 * Reads what only a conversion tells: {@code o}, the order, {@code v}, its value, and {@code c}, the value's currency.
 * Whatever is wrong with them, the conversion counts. Owned by the bid loop.
 */
final class ConversionReader {
    /** Longest order id; a longer one is as none. */
    static final int MAX_ORDER_BYTES = 128;

    /** A billion, in the currency that it comes in and in the campaign's: what is above is no order's value. */
    static final long MAX_VALUE_MICROS = 1_000_000_000_000_000L;

    private static final int MAX_VALUE_BYTES = 64;
    private static final int MAX_CURRENCY_BYTES = 8;
    private static final long NANOS_PER_MICRO = 1_000;

    final QueryValue order = new QueryValue("o", MAX_ORDER_BYTES);
    final QueryValue value = new QueryValue("v", MAX_VALUE_BYTES);
    final QueryValue currency = new QueryValue("c", MAX_CURRENCY_BYTES);
    private final OrderHash orderHash;
    private final Supplier<CurrencyRates> rates;
    private final Oddities oddities;

    ConversionReader(final byte[] orderKey, final Supplier<CurrencyRates> rates, final Oddities oddities) {
        this.orderHash = new OrderHash(orderKey);
        this.rates = rates;
        this.oddities = oddities;
    }

    /** Writes order and value into a notice that has its advertiser and its campaign's currency. */
    void read(final NoticeRecord notice) {
        notice.orderHash = orderHash(notice.advertiserId);
        notice.valueNanos = valueMicros(notice.currency) * NANOS_PER_MICRO;
    }

    /** Whether there is an order id, and one that can be told from others: not the text that a page's template left. */
    boolean hasOrder() {
        return order.length > 0 && !order.startsWith("${") && !order.startsWith("{{");
    }

    private long orderHash(final long advertiserId) {
        if (hasOrder()) {
            return orderHash.hash(advertiserId, order.bytes, order.length);
        }
        if (order.isUnreadable() || order.length > 0) {
            oddities.note(NoticeOutcome.ORDER_UNREADABLE);
        }
        return OrderHash.NO_ORDER;
    }

    /** In the campaign's currency, rounded down where it is converted; 0 if there is none that can be used. */
    private long valueMicros(final int campaignCurrency) {
        if (value.length == 0 && !value.isUnreadable()) {
            return 0;
        }
        final long told = value.isUnreadable() ? PriceText.UNREADABLE : PriceText.cpmMicros(value.bytes, value.length);
        if (told == PriceText.UNREADABLE) {
            return none(NoticeOutcome.VALUE_UNREADABLE);
        }
        if (told > MAX_VALUE_MICROS) {
            return none(NoticeOutcome.VALUE_TOO_LARGE);
        }
        final long micros = convert(told, campaignCurrency);
        if (micros == CurrencyRates.NO_RATE) {
            return none(NoticeOutcome.VALUE_NOT_CONVERTED);
        }
        return micros > MAX_VALUE_MICROS ? none(NoticeOutcome.VALUE_TOO_LARGE) : micros;
    }

    private long convert(final long micros, final int campaignCurrency) {
        if (currency.length == 0 && !currency.isUnreadable()) {
            return micros;
        }
        final int code = CurrencyCode.of(currency.bytes, 0, currency.length);
        return CurrencyCode.isKnown(code)
                ? rates.get().convertDown(micros, code, campaignCurrency)
                : CurrencyRates.NO_RATE;
    }

    private long none(final NoticeOutcome oddity) {
        oddities.note(oddity);
        return 0;
    }
}
