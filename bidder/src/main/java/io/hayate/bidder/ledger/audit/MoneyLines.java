package io.hayate.bidder.ledger.audit;

import io.hayate.bidder.ledger.NoticeRecord;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Lines of the money log; knows the names of exchanges from the records before. Owned by the thread that reads. */
final class MoneyLines implements LineWriter {
    private final long fromMs;
    private final long toMs;
    private final NoticeRecord notice = new NoticeRecord();
    private final Map<Integer, String> exchanges = new HashMap<>();

    /** @param fromMs of the records' times, {@code toMs} excluded */
    MoneyLines(final long fromMs, final long toMs) {
        this.fromMs = fromMs;
        this.toMs = toMs;
    }

    @Override
    public void write(final ByteBuffer record, final long endPosition, final StringBuilder line) {
        final MoneyEvent event = MoneyEvent.decode(record, notice);
        if (event.kind() == MoneyEvent.Kind.EXCHANGE) {
            exchanges.put(event.number(), event.text());
        }
        if (event.timeMs() < fromMs || event.timeMs() >= toMs) {
            return;
        }
        final JsonLine json = new JsonLine(line);
        json.number("position", endPosition);
        if (event.kind() == MoneyEvent.Kind.NOTICE) {
            writeNotice(json, event.notice());
        } else {
            json.text("kind", event.kind().name().toLowerCase(Locale.ROOT));
            writeOther(json, event);
        }
        json.end();
    }

    private void writeNotice(final JsonLine json, final NoticeRecord each) {
        json.text("kind", each.kind.label()).time("time", each.noticeTimeMs);
        if (each.viewThrough) {
            json.yes("viewThrough", true);
        } else {
            json.bidId("bid", each.epoch, each.lane, each.sequence).time("bidTime", each.bidTimeMs);
        }
        json.number("campaign", each.campaignId)
                .number("advertiser", each.advertiserId)
                .number("creative", each.creativeId);
        final String exchange = exchanges.get(each.exchange);
        if (exchange != null) {
            json.text("exchange", exchange);
        } else if (each.exchange != NoticeRecord.NO_EXCHANGE) {
            json.number("exchangeNumber", each.exchange); // named in a part of the log that is gone
        }
        json.currency("currency", each.currency)
                .micros("bidPrice", each.bidCpmMicros)
                .nanos("reserved", each.reservedNanos)
                .yes("books", each.books());
        if (each.books()) {
            json.nanos("cost", each.costNanos);
        }
        switch (each.kind) {
            case LOSS -> {
                if (each.lossReason != NoticeRecord.NO_REASON) {
                    json.number("reason", each.lossReason);
                }
            }
            case CONVERSION -> {
                json.nanos("value", each.valueNanos);
                if (each.orderHash != 0) {
                    json.text("orderHash", Long.toHexString(each.orderHash));
                }
            }
            case WIN, BILL, IMPRESSION, CLICK -> {}
        }
        if (each.minToWinCpmMicros > 0) {
            json.micros("minToWin", each.minToWinCpmMicros);
        }
        if (each.auctionCell > 0) {
            json.number("auctionCell", each.auctionCell);
        }
    }

    private void writeOther(final JsonLine json, final MoneyEvent event) {
        if (event.timeMs() != 0) {
            json.time("time", event.timeMs());
        }
        if (event.campaignId() != 0) {
            json.number("campaign", event.campaignId());
        }
        switch (event.kind()) {
            case LEASE -> json.nanos("ceiling", event.amount());
            case ACCOUNT ->
                json.number("advertiser", event.advertiserId())
                        .currency("currency", event.currency())
                        .text("timeZone", event.text());
            case START -> json.number("epoch", event.number());
            case EXCHANGE -> json.number("number", event.number()).text("exchange", event.text());
            case BIDS -> {
                final String exchange = exchanges.get(event.number());
                if (exchange != null) {
                    json.text("exchange", exchange);
                }
                json.number("bids", event.amount());
            }
            case EXPIRED -> json.nanos("expired", event.amount());
            case LATE -> json.nanos("late", event.amount());
            case OTHER -> json.number("number", event.number());
            case TRAFFIC, TIME, NOTICE -> {}
        }
    }
}
