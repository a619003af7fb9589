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
 * Receives notices: {@code /notice/{kind}?t=TOKEN&p=PRICE&r=REASON&m=MIN_TO_WIN}, for conversions {@code
 * ?t=CLICK_ID&o=ORDER&v=VALUE&c=CURRENCY}. Of parameters that come twice the first counts.
 *
 * <p>Money is booked by the one kind of notice that the bid's exchange bills on, at the notice's price, never above the
 * bid's. A public token (impression) therefore books only where the exchange bills on impressions. Clicks and conversions
 * cost nothing anywhere. Owned by the bid loop.
 */
public final class NoticeReceiver implements NoticeRoute {
    /** What the path of every notice begins with. */
    public static final String PATH_PREFIX = "/notice/";

    /** Longest price or loss reason looked at, decoded. */
    private static final int MAX_VALUE_BYTES = 64;

    private static final String AUDIT = "AUDIT";

    /** A billion for a thousand impressions: what is above is no price. */
    static final long MAX_MIN_TO_WIN_CPM_MICROS = 1_000_000_000_000_000L;

    private static final int NOT_TOLD = 0;

    private static final NoticeKind[] KINDS = NoticeKind.values();

    private final CounterBlock<NoticeOutcome> outcomes = new CounterBlock<>(NoticeOutcome.class);
    private final Oddities oddities = new Oddities();
    private final TokenVerifier verifier;
    private final ExchangeProfile[] exchanges;
    private final byte[][] exchangeNames;
    private final PriceDecoder[] priceDecoders;
    private final LedgerProxy ledger;
    private final EpochClock clock;
    private final NoticePayload payload = new NoticePayload();
    private final QueryValue token = new QueryValue("t", TokenVerifier.MAX_TEXT_BYTES);
    private final QueryValue price = new QueryValue("p", MAX_VALUE_BYTES);
    private final QueryValue reason = new QueryValue("r", MAX_VALUE_BYTES);
    private final QueryValue minToWin = new QueryValue("m", MAX_VALUE_BYTES);
    private final ConversionReader conversion;
    private final ViewThrough viewThrough;
    private final QueryValue[] ofBids = {token, price, reason, minToWin};
    private final QueryValue[] ofConversions;

    /** When the notice at hand came, epoch milliseconds. */
    private long nowMs;

    private long waitsFor = NOTHING;

    /** The last notice that the ring had no room for. */
    private @Nullable RefusedNotice refused;

    /**
     * @param verifier of this loop
     * @param exchanges all profiles, also disabled ones: their notices still come
     * @param priceKeys of exchanges that encrypt prices
     * @param ledger of this loop
     * @param conversions of this loop
     */
    public NoticeReceiver(
            final TokenVerifier verifier,
            final Collection<ExchangeProfile> exchanges,
            final PriceKeys priceKeys,
            final LedgerProxy ledger,
            final ConversionParts conversions,
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
        this.conversion = new ConversionReader(conversions.orderKey(), conversions.rates(), oddities);
        this.viewThrough = new ViewThrough(conversions.adminToken(), conversions.seenImpressions());
        this.ofConversions = new QueryValue[] {
            token,
            conversion.order,
            conversion.value,
            conversion.currency,
            viewThrough.idType,
            viewThrough.id,
            viewThrough.advertiser
        };
        this.clock = clock;
    }

    /** Takes in one notice by its request's URI, path and query as they came. */
    @Override
    public NoticeAnswer receive(final String uri, final @Nullable String authorization) {
        waitsFor = NOTHING;
        final int queryMark = uri.indexOf('?');
        final int pathEnd = queryMark < 0 ? uri.length() : queryMark;
        final NoticeKind kind = kind(uri, pathEnd);
        if (kind == null) {
            outcomes.increment(NoticeOutcome.UNKNOWN_KIND);
            return NoticeAnswer.NOT_FOUND;
        }
        nowMs = clock.time();
        oddities.reset();
        readQuery(uri, pathEnd + 1, kind == NoticeKind.CONVERSION ? ofConversions : ofBids);
        if (kind == NoticeKind.CONVERSION && token.length == 0 && viewThrough.isAsked()) {
            return receiveViewThrough(authorization);
        }
        if (token.length == 0) {
            return refuse(kind, NoticeOutcome.NO_TOKEN);
        }
        if (verifier.verify(kind, token.bytes, 0, token.length, nowMs, payload) != TokenVerdict.OK) {
            return refuse(kind, NoticeOutcome.TOKEN_REFUSED);
        }
        if (payload.test) {
            outcomes.increment(NoticeOutcome.TEST);
            return accepted(kind);
        }
        if (hasPrice(kind) && price.is(AUDIT)) {
            outcomes.increment(NoticeOutcome.AUDIT);
            return accepted(kind);
        }
        fill(ledger.notice(), kind);
        return passOn(kind, passedOn(kind));
    }

    private NoticeAnswer receiveViewThrough(final @Nullable String authorization) {
        final NoticeRecord notice = ledger.notice();
        final NoticeOutcome refusal = viewThrough.find(authorization, conversion.hasOrder(), nowMs, notice);
        if (refusal != null) {
            return refuse(NoticeKind.CONVERSION, refusal);
        }
        notice.noticeTimeMs = nowMs;
        conversion.read(notice);
        return passOn(NoticeKind.CONVERSION, NoticeOutcome.VIEW_THROUGH_PASSED_ON);
    }

    /** Where the click that was answered {@link NoticeAnswer#REDIRECT} last goes; fit for a header, and asked for at once. */
    @Override
    public String landingPage() {
        return verifier.landingPage(nowMs);
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

    /** Writes what the token and the query tell into the notice. */
    private void fill(final NoticeRecord notice, final NoticeKind kind) {
        final int exchange = exchange();
        final NoticeKind billedOn =
                exchange == NoticeRecord.NO_EXCHANGE ? null : billedOn(exchanges[exchange].billsOn());
        final long priceCpmMicros = kind == billedOn ? priceCpmMicros(priceDecoders[exchange]) : payload.bidCpmMicros;
        notice.fill(kind, payload);
        notice.noticeTimeMs = nowMs;
        notice.exchange = exchange;
        notice.billedOn = billedOn;
        notice.costNanos =
                Cost.nanos(Math.min(priceCpmMicros, payload.bidCpmMicros), payload.multiplierMicros, payload.rateNanos);
        if (kind == NoticeKind.LOSS) {
            notice.lossReason = LossReason.read(reason, oddities);
        }
        if (kind == NoticeKind.WIN || kind == NoticeKind.LOSS) {
            notice.minToWinCpmMicros = minToWinCpmMicros();
        }
        if (kind == NoticeKind.CONVERSION) {
            conversion.read(notice);
        }
    }

    /** Hands the ledger's notice over: the one place where that is done. */
    private NoticeAnswer passOn(final NoticeKind kind, final NoticeOutcome passedOn) {
        final long number = ledger.offer();
        if (number == LedgerProxy.FULL) {
            waitsFor = ROOM;
            refused = new RefusedNotice(ledger, outcomes, passedOn, oddities.copy());
        } else {
            waitsFor = number;
            outcomes.increment(passedOn);
            oddities.countIn(outcomes);
        }
        return accepted(kind);
    }

    private static NoticeOutcome passedOn(final NoticeKind kind) {
        return switch (kind) {
            case WIN -> NoticeOutcome.WIN_PASSED_ON;
            case BILL -> NoticeOutcome.BILL_PASSED_ON;
            case LOSS -> NoticeOutcome.LOSS_PASSED_ON;
            case IMPRESSION -> NoticeOutcome.IMPRESSION_PASSED_ON;
            case CLICK -> NoticeOutcome.CLICK_PASSED_ON;
            case CONVERSION -> NoticeOutcome.CONVERSION_PASSED_ON;
        };
    }

    /** Whether an exchange tells a price in such a notice; what people's browsers send has none, whatever they add. */
    private static boolean hasPrice(final NoticeKind kind) {
        return kind != NoticeKind.CLICK && kind != NoticeKind.CONVERSION;
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
        oddities.note(NoticeOutcome.UNKNOWN_EXCHANGE);
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
            return bidsPrice(NoticeOutcome.PRICE_UNREADABLE);
        }
        if (price.length == 0) {
            return bidsPrice(NoticeOutcome.PRICE_MISSING);
        }
        if (price.startsWith(QueryValue.MACRO_START)) {
            return bidsPrice(NoticeOutcome.PRICE_NOT_FILLED);
        }
        final long cpmMicros = decoder.cpmMicros(price.bytes, price.length);
        if (cpmMicros < 0) {
            return bidsPrice(
                    cpmMicros == PriceDecoder.NOT_DECRYPTED
                            ? NoticeOutcome.PRICE_NOT_DECRYPTED
                            : NoticeOutcome.PRICE_UNREADABLE);
        }
        return cpmMicros > payload.bidCpmMicros ? bidsPrice(NoticeOutcome.PRICE_ABOVE_BID) : cpmMicros;
    }

    private long bidsPrice(final NoticeOutcome oddity) {
        oddities.note(oddity);
        return payload.bidCpmMicros;
    }

    /** A decimal CPM in the bid's currency, also where the price itself is encrypted; 0 if the exchange does not tell. */
    private long minToWinCpmMicros() {
        if ((minToWin.length == 0 && !minToWin.isUnreadable()) || minToWin.is(AUDIT)) {
            return NOT_TOLD;
        }
        if (minToWin.startsWith(QueryValue.MACRO_START)) {
            oddities.note(NoticeOutcome.MIN_TO_WIN_NOT_FILLED);
            return NOT_TOLD;
        }
        final long cpmMicros =
                minToWin.isUnreadable() ? PriceText.UNREADABLE : PriceText.cpmMicros(minToWin.bytes, minToWin.length);
        if (cpmMicros == PriceText.UNREADABLE || cpmMicros > MAX_MIN_TO_WIN_CPM_MICROS) {
            oddities.note(NoticeOutcome.MIN_TO_WIN_UNREADABLE);
            return NOT_TOLD;
        }
        return cpmMicros;
    }

    private static void readQuery(final String uri, final int from, final QueryValue[] values) {
        for (final QueryValue value : values) {
            value.reset();
        }
        int start = from;
        while (start < uri.length()) {
            final int ampersand = uri.indexOf('&', start);
            final int end = ampersand < 0 ? uri.length() : ampersand;
            for (final QueryValue value : values) {
                value.take(uri, start, end);
            }
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
