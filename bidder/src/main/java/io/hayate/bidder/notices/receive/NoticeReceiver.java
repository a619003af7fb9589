package io.hayate.bidder.notices.receive;

import io.hayate.bidder.bid.accept.NoticeRoute;
import io.hayate.bidder.exchanges.BillsOn;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.PriceKeys;
import io.hayate.bidder.ledger.Cost;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenVerdict;
import io.hayate.bidder.notices.token.TokenVerifier;
import io.hayate.bidder.telemetry.CounterBlock;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;

/**
 * Receives notices: {@code /notice/{kind}?t=TOKEN&p=PRICE&r=REASON}. Of parameters that come twice the first counts.
 *
 * <p>Money is booked by the one kind of notice that the bid's exchange bills on, at the notice's price, never above the
 * bid's. A public token (impression) therefore books only where the exchange bills on impressions. Owned by the bid loop.
 */
public final class NoticeReceiver implements NoticeRoute {
    /** What the path of every notice begins with. */
    public static final String PATH_PREFIX = "/notice/";

    /** Longest price or loss reason looked at, decoded. */
    private static final int MAX_VALUE_BYTES = 64;

    private static final String AUDIT_PRICE = "AUDIT";
    private static final String MACRO_START = "${";

    /** OpenRTB's and exchanges' own loss reasons are below. */
    private static final int MAX_LOSS_REASON = 99_999;

    private static final NoticeKind[] KINDS = NoticeKind.values();

    private final CounterBlock<NoticeOutcome> outcomes = new CounterBlock<>(NoticeOutcome.class);
    private final TokenVerifier verifier;
    private final ExchangeProfile[] exchanges;
    private final byte[][] exchangeNames;
    private final PriceDecoder[] priceDecoders;
    private final LedgerProxy ledger;
    private final EpochClock clock;
    private final NoticePayload payload = new NoticePayload();
    private final QueryValue token = new QueryValue('t', TokenVerifier.MAX_TEXT_BYTES);
    private final QueryValue price = new QueryValue('p', MAX_VALUE_BYTES);
    private final QueryValue reason = new QueryValue('r', MAX_VALUE_BYTES);

    private long waitsFor = NOTHING;

    /** The last notice that the ring had no room for. */
    private @Nullable RefusedNotice refused;

    /**
     * @param verifier of this loop
     * @param exchanges all profiles, also disabled ones: their notices still come
     * @param priceKeys of exchanges that encrypt prices
     * @param ledger of this loop
     */
    public NoticeReceiver(
            final TokenVerifier verifier,
            final Collection<ExchangeProfile> exchanges,
            final PriceKeys priceKeys,
            final LedgerProxy ledger,
            final EpochClock clock) {
        this.verifier = verifier;
        this.exchanges = exchanges.toArray(new ExchangeProfile[0]);
        this.exchangeNames = new byte[this.exchanges.length][];
        this.priceDecoders = new PriceDecoder[this.exchanges.length];
        for (int i = 0; i < exchangeNames.length; i++) {
            exchangeNames[i] = this.exchanges[i].name().getBytes(StandardCharsets.US_ASCII);
            priceDecoders[i] = PriceDecoder.of(this.exchanges[i].price(), priceKeys);
        }
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Takes in one notice by its request's URI, path and query as they came. */
    @Override
    public NoticeAnswer receive(final String uri) {
        waitsFor = NOTHING;
        final int queryMark = uri.indexOf('?');
        final int pathEnd = queryMark < 0 ? uri.length() : queryMark;
        final NoticeKind kind = kind(uri, pathEnd);
        if (kind == null || kind == NoticeKind.CONVERSION) {
            final boolean conversion = kind == NoticeKind.CONVERSION;
            outcomes.increment(conversion ? NoticeOutcome.CONVERSION_NOT_SUPPORTED : NoticeOutcome.UNKNOWN_KIND);
            return conversion ? NoticeAnswer.NO_CONTENT : NoticeAnswer.NOT_FOUND;
        }
        readQuery(uri, pathEnd + 1);
        if (token.length == 0) {
            return refuse(kind, NoticeOutcome.NO_TOKEN);
        }
        if (verifier.verify(kind, token.bytes, 0, token.length, clock.time(), payload) != TokenVerdict.OK) {
            return refuse(kind, NoticeOutcome.TOKEN_REFUSED);
        }
        if (payload.test) {
            outcomes.increment(NoticeOutcome.TEST);
            return accepted(kind);
        }
        if (kind != NoticeKind.CLICK && price.is(AUDIT_PRICE)) {
            outcomes.increment(NoticeOutcome.AUDIT);
            return accepted(kind);
        }
        return passOn(kind);
    }

    /** Where the click that was answered {@link NoticeAnswer#REDIRECT} last goes; fit for a header. */
    @Override
    public String landingPage() {
        return verifier.landingPage();
    }

    @Override
    public long waitsFor() {
        return waitsFor;
    }

    @Override
    public WaitingNotice waitingNotice() {
        return Objects.requireNonNull(refused, "the last notice does not wait for room");
    }

    @Override
    public boolean isDurable(final long number) {
        return ledger.isDurable(number);
    }

    @Override
    public void wakeBy(final Runnable wake) {
        ledger.wakeBy(wake);
    }

    @Override
    public void beginWait() {
        ledger.beginWait();
    }

    @Override
    public void endWait() {
        ledger.endWait();
    }

    public CounterBlock<NoticeOutcome> outcomes() {
        return outcomes;
    }

    /** What the tokens were found to be. */
    public CounterBlock<TokenVerdict> verdicts() {
        return verifier.verdicts();
    }

    private NoticeAnswer passOn(final NoticeKind kind) {
        final int exchange = exchange();
        final NoticeKind billedOn =
                exchange == NoticeRecord.NO_EXCHANGE ? null : billedOn(exchanges[exchange].billsOn());
        final long priceCpmMicros = kind == billedOn ? priceCpmMicros(priceDecoders[exchange]) : payload.bidCpmMicros;
        final NoticeRecord notice = ledger.notice();
        notice.fill(kind, payload);
        notice.noticeTimeMs = clock.time();
        notice.exchange = exchange;
        notice.billedOn = billedOn;
        notice.costNanos =
                Cost.nanos(Math.min(priceCpmMicros, payload.bidCpmMicros), payload.multiplierMicros, payload.rateNanos);
        if (kind == NoticeKind.LOSS) {
            notice.lossReason = lossReason();
        }
        offer(passedOn(kind));
        return accepted(kind);
    }

    private void offer(final NoticeOutcome passedOn) {
        final long number = ledger.offer();
        if (number == LedgerProxy.FULL) {
            waitsFor = ROOM;
            refused = new RefusedNotice(ledger, outcomes, passedOn);
        } else {
            waitsFor = number;
            outcomes.increment(passedOn);
        }
    }

    private static NoticeOutcome passedOn(final NoticeKind kind) {
        return switch (kind) {
            case WIN -> NoticeOutcome.WIN_PASSED_ON;
            case BILL -> NoticeOutcome.BILL_PASSED_ON;
            case LOSS -> NoticeOutcome.LOSS_PASSED_ON;
            case IMPRESSION -> NoticeOutcome.IMPRESSION_PASSED_ON;
            case CLICK -> NoticeOutcome.CLICK_PASSED_ON;
            case CONVERSION -> NoticeOutcome.CONVERSION_NOT_SUPPORTED;
        };
    }

    private static NoticeAnswer accepted(final NoticeKind kind) {
        return switch (kind) {
            case WIN, BILL, LOSS, CONVERSION -> NoticeAnswer.NO_CONTENT;
            case IMPRESSION -> NoticeAnswer.PIXEL;
            case CLICK -> NoticeAnswer.REDIRECT;
        };
    }

    private NoticeAnswer refuse(final NoticeKind kind, final NoticeOutcome outcome) {
        outcomes.increment(outcome);
        return kind == NoticeKind.CLICK ? NoticeAnswer.NOT_FOUND : NoticeAnswer.NO_CONTENT;
    }

    private static NoticeKind billedOn(final BillsOn notice) {
        return switch (notice) {
            case WIN -> NoticeKind.WIN;
            case BILL -> NoticeKind.BILL;
            case IMPRESSION -> NoticeKind.IMPRESSION;
        };
    }

    /** The place of the bid's exchange; counted if we have no profile of it. */
    private int exchange() {
        for (int i = 0; i < exchanges.length; i++) {
            if (isExchange(exchangeNames[i])) {
                return i;
            }
        }
        outcomes.increment(NoticeOutcome.UNKNOWN_EXCHANGE);
        return NoticeRecord.NO_EXCHANGE;
    }

    private boolean isExchange(final byte[] name) {
        if (payload.exchangeLength != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (payload.exchange[i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /** The notice's price; the bid's, counted by reason, if there is none that can be used. */
    private long priceCpmMicros(final PriceDecoder decoder) {
        if (price.isUnreadable()) {
            outcomes.increment(NoticeOutcome.PRICE_UNREADABLE);
            return payload.bidCpmMicros;
        }
        if (price.length == 0) {
            outcomes.increment(NoticeOutcome.PRICE_MISSING);
            return payload.bidCpmMicros;
        }
        if (price.startsWith(MACRO_START)) {
            outcomes.increment(NoticeOutcome.PRICE_NOT_FILLED);
            return payload.bidCpmMicros;
        }
        final long cpmMicros = decoder.cpmMicros(price.bytes, price.length);
        if (cpmMicros < 0) {
            outcomes.increment(
                    cpmMicros == PriceDecoder.NOT_DECRYPTED
                            ? NoticeOutcome.PRICE_NOT_DECRYPTED
                            : NoticeOutcome.PRICE_UNREADABLE);
            return payload.bidCpmMicros;
        }
        if (cpmMicros > payload.bidCpmMicros) {
            outcomes.increment(NoticeOutcome.PRICE_ABOVE_BID);
            return payload.bidCpmMicros;
        }
        return cpmMicros;
    }

    private int lossReason() {
        int code = 0;
        for (int i = 0; i < reason.length && code <= MAX_LOSS_REASON; i++) {
            final int digit = reason.bytes[i] - '0';
            code = digit >= 0 && digit <= 9 ? code * 10 + digit : MAX_LOSS_REASON + 1;
        }
        if (reason.length == 0 || code > MAX_LOSS_REASON) {
            outcomes.increment(NoticeOutcome.LOSS_REASON_UNREADABLE);
            return NoticeRecord.NO_REASON;
        }
        return code;
    }

    private void readQuery(final String uri, final int from) {
        token.reset();
        price.reset();
        reason.reset();
        int start = from;
        while (start < uri.length()) {
            final int ampersand = uri.indexOf('&', start);
            final int end = ampersand < 0 ? uri.length() : ampersand;
            token.take(uri, start, end);
            price.take(uri, start, end);
            reason.take(uri, start, end);
            start = end + 1;
        }
    }

    private static @Nullable NoticeKind kind(final String uri, final int pathEnd) {
        for (final NoticeKind kind : KINDS) {
            if (isPath(uri, pathEnd, kind.label())) {
                return kind;
            }
        }
        return null;
    }

    private static boolean isPath(final String uri, final int pathEnd, final String label) {
        return pathEnd == PATH_PREFIX.length() + label.length()
                && uri.startsWith(PATH_PREFIX)
                && uri.startsWith(label, PATH_PREFIX.length());
    }
}
