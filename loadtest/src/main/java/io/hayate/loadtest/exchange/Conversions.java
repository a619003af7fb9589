package io.hayate.loadtest.exchange;

import io.hayate.loadtest.exchange.ExchangeSettings.Delivery;
import io.hayate.loadtest.traffic.Dice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the landing page reports when somebody buys: the click's id, as the page's URL has it, an order and its value. Owned
 * by the exchange.
 */
final class Conversions {
    /** From the click to the order. */
    private static final int MIN_ORDER_MS = 1_000;

    static final int MAX_ORDER_MS = 5_000;

    private static final int MAX_VALUE_CENTS = 20_000;

    private final @Nullable String clickIdParameter;
    private final String noticePath;
    private final Delivery delivery;
    private final NoticeQueue queue;
    private final long[] counts;
    private final Dice dice = new Dice(0);

    /** @param clickIdParameter of the landing page's URL; null: nothing is reported */
    Conversions(
            final @Nullable String clickIdParameter,
            final String noticePath,
            final Delivery delivery,
            final NoticeQueue queue,
            final long[] counts) {
        this.clickIdParameter = clickIdParameter;
        this.noticePath = noticePath.endsWith("/") ? noticePath : noticePath + "/";
        this.delivery = delivery;
        this.queue = queue;
        this.counts = counts;
    }

    /** Somebody has come to the landing page by a click. Of one bid only the first is followed by an order. */
    void onLanding(final AuctionedBid bid, final String location, final long nowMs) {
        if (!bid.converts || clickIdParameter == null) {
            return;
        }
        final String clickId = parameter(location, clickIdParameter);
        if (clickId.isEmpty()) {
            return;
        }
        bid.converts = false;
        counts[ExchangeCount.CONVERSIONS.ordinal()]++;
        final long hash = RequestHash.of(clickId.getBytes(StandardCharsets.UTF_8));
        dice.reset(hash, clickId.length());
        final int cents = dice.between(100, MAX_VALUE_CENTS);
        // The bidder counts an order once: two clicks must not have the same.
        final String order = "o-" + Long.toHexString(hash);
        final String path = noticePath + "conversion?t=" + clickId + "&o=" + order + "&v="
                + Macros.decimal(cents * 10_000L) + "&c=" + bid.campaign.currency;
        NoticePlan.deliver(
                new Notice(NoticeKind.CONVERSION, NoticeUrl.encoded(path), bid, false),
                nowMs + dice.between(MIN_ORDER_MS, MAX_ORDER_MS),
                delivery,
                dice,
                queue,
                counts);
    }

    /** Its value as it stands in the URL; empty if it is not there. */
    private static String parameter(final String url, final String name) {
        final int fragment = url.indexOf('#');
        final int end = fragment < 0 ? url.length() : fragment;
        int at = url.indexOf('?');
        while (at >= 0 && at < end) {
            final int next = url.indexOf('&', at + 1);
            final int valueEnd = next < 0 || next > end ? end : next;
            if (url.startsWith(name, at + 1)
                    && at + 1 + name.length() < valueEnd
                    && url.charAt(at + 1 + name.length()) == '=') {
                return url.substring(at + name.length() + 2, valueEnd);
            }
            at = next;
        }
        return "";
    }
}
