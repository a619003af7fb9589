package io.hayate.bidder.ledger.audit;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.notices.token.BidId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One flat JSON object on a line. Owned by the thread that writes it. */
final class JsonLine {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final StringBuilder line;

    JsonLine(final StringBuilder line) {
        this.line = line;
    }

    JsonLine text(final String name, final String value) {
        name(name).append('"').append(ENCODER.quoteAsString(value)).append('"');
        return this;
    }

    JsonLine number(final String name, final long value) {
        name(name).append(value);
        return this;
    }

    JsonLine yes(final String name, final boolean value) {
        if (value) {
            name(name).append("true");
        }
        return this;
    }

    JsonLine time(final String name, final long timeMs) {
        return text(name, Instant.ofEpochMilli(timeMs).toString());
    }

    /** Exact, in plain notation. */
    JsonLine nanos(final String name, final long nanos) {
        name(name).append(plain(BigDecimal.valueOf(nanos, 9)));
        return this;
    }

    JsonLine micros(final String name, final long micros) {
        name(name).append(plain(BigDecimal.valueOf(micros, 6)));
        return this;
    }

    JsonLine currency(final String name, final int code) {
        return code == 0 ? this : text(name, CurrencyCode.text(code));
    }

    JsonLine bidId(final String name, final int epoch, final int lane, final long sequence) {
        return text(name, idText(epoch, lane, sequence));
    }

    void end() {
        line.append('}');
    }

    static String idText(final int epoch, final int lane, final long sequence) {
        final byte[] bytes = new byte[BidId.MAX_LENGTH_BYTES];
        return new String(bytes, 0, BidId.write(epoch, lane, sequence, bytes, 0), StandardCharsets.US_ASCII);
    }

    static String plain(final BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private StringBuilder name(final String name) {
        return line.append(line.length() == 0 ? "{\"" : ",\"").append(name).append("\":");
    }
}
