package io.hayate.loadtest.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Fills OpenRTB's macros (2.6, section 4.4) in one bid's texts: plain replacement without any escaping, an empty text for
 * what is not known. What is no macro of OpenRTB stays as it is. {@code ${NAME:B64}} is filled in base64, and with any
 * other suffix not at all. Owned by the exchange.
 */
final class Macros {
    private static final String START = "${";
    private static final String PRICE = "AUCTION_PRICE";
    private static final String BASE64 = "B64";

    private final String requestId;
    private final String answerBidId;
    private final String currency;
    private final OfferedBid bid;
    private final long multiplierMicros;
    private final long impressionMs;
    private boolean priceFilled;

    /**
     * @param answerBidId {@code bidid}
     * @param impressionMs when the ad is seen, or the auction lost
     */
    Macros(
            final String requestId,
            final String answerBidId,
            final String currency,
            final OfferedBid bid,
            final long multiplierMicros,
            final long impressionMs) {
        this.requestId = requestId;
        this.answerBidId = answerBidId;
        this.currency = currency;
        this.bid = bid;
        this.multiplierMicros = multiplierMicros;
        this.impressionMs = impressionMs;
    }

    String fill(final String template) {
        priceFilled = false;
        int start = template.indexOf(START);
        if (start < 0) {
            return template;
        }
        final StringBuilder filled = new StringBuilder(template.length() + 32);
        int from = 0;
        while (start >= 0) {
            final int end = template.indexOf('}', start);
            if (end < 0) {
                break;
            }
            final String value = value(template.substring(start + START.length(), end));
            if (value != null) {
                filled.append(template, from, start).append(value);
                from = end + 1;
            }
            start = template.indexOf(START, value == null ? start + START.length() : from);
        }
        return filled.append(template, from, template.length()).toString();
    }

    /** Whether the text that was filled last tells the clearing price. */
    boolean isPriceFilled() {
        return priceFilled;
    }

    private @Nullable String value(final String macro) {
        final int colon = macro.indexOf(':');
        final String name = colon < 0 ? macro : macro.substring(0, colon);
        if (colon >= 0 && !macro.substring(colon + 1).equals(BASE64)) {
            return null;
        }
        final String value = plainValue(name);
        if (value == null) {
            return null;
        }
        priceFilled |= name.equals(PRICE) && !value.isEmpty();
        return colon < 0 ? value : Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String plainValue(final String name) {
        return switch (name) {
            case "AUCTION_ID" -> requestId;
            case "AUCTION_BID_ID" -> answerBidId;
            case "AUCTION_IMP_ID" -> bid.impressionId;
            case "AUCTION_SEAT_ID" -> bid.seat;
            case "AUCTION_AD_ID" -> bid.adId;
            case PRICE -> decimal(bid.clearingCpmMicros);
            case "AUCTION_CURRENCY" -> currency;
            case "AUCTION_MBR" -> marketBidRatio();
            case "AUCTION_LOSS" -> Integer.toString(bid.lossReason);
            case "AUCTION_MIN_TO_WIN" -> decimal(bid.minToWinCpmMicros);
            case "AUCTION_MULTIPLIER" -> decimal(multiplierMicros);
            case "AUCTION_IMP_TS" -> Long.toString(impressionMs);
            case "AUCTION_DISCOUNT_PCT", "AUCTION_DISCOUNT_CPM" -> ""; // no discounts here
            default -> null;
        };
    }

    /** Clearing price by bid price. */
    private String marketBidRatio() {
        return bid.priceCpmMicros <= 0
                ? ""
                : BigDecimal.valueOf(bid.clearingCpmMicros)
                        .divide(BigDecimal.valueOf(bid.priceCpmMicros), 4, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    /** Without zeros at the end; empty for 0, which means that there is none. */
    static String decimal(final long micros) {
        if (micros == 0) {
            return "";
        }
        final long fraction = micros % Books.ONE_MICROS;
        if (fraction == 0) {
            return Long.toString(micros / Books.ONE_MICROS);
        }
        int length = 6;
        long digits = fraction;
        while (digits % 10 == 0) {
            digits /= 10;
            length--;
        }
        final String text = Long.toString(digits);
        return micros / Books.ONE_MICROS + "." + "0".repeat(length - text.length()) + text;
    }
}
