package io.hayate.bidder.ledger;

import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ControlledMessageHandler.Action;

/**
 * Takes notices out of the loops' rings into the money log, and hands on those that it has. A log that cannot be written
 * leaves them in the rings, where they wait until it can; none is lost and none comes twice. Owned by the ledger agent.
 */
final class NoticeIntake {
    /** Notices taken from one ring in one duty cycle, unless a question waits for those before it. */
    static final int NOTICES_PER_CYCLE = 1024;

    /** After a write that failed, until the next is tried. */
    static final long RETRY_MS = 50;

    private final MoneyLog log;
    private final ExchangeNumbers exchanges;
    private final LedgerProxy[] proxies;
    private final Runnable onWritten;
    private final NoticeRecord notice = new NoticeRecord();
    private final ControlledMessageHandler onMessage = (type, buffer, offset, length) -> take(buffer, offset);
    private Consumer<NoticeRecord> onNotice = taken -> {};
    private int ring;

    /** Up to where the log was written when that was told last. */
    private long toldPosition;

    private long nowMs;

    /** The log could not be written when it was last tried. */
    private boolean stuck;

    /** And is not tried again in this cycle. */
    private boolean pausing;

    private long retryAtMs;

    /**
     * @param log where notices go before anything else is done with them
     * @param proxies one for each bid loop
     * @param onWritten called when anything was written, and the proxies know of their notices in it
     */
    NoticeIntake(
            final MoneyLog log,
            final ExchangeNumbers exchanges,
            final List<LedgerProxy> proxies,
            final Runnable onWritten) {
        this.log = log;
        this.exchanges = exchanges;
        this.proxies = proxies.toArray(new LedgerProxy[0]);
        this.onWritten = onWritten;
    }

    /** @param next gets each notice that the log has, in the log's order; the record is valid during the call */
    void handOnTo(final Consumer<NoticeRecord> next) {
        onNotice = next;
    }

    /**
     * Takes what was in the rings before the call; returns how many notices that were.
     *
     * @param whole whether all of it, or no more than a cycle should hold
     */
    int drain(final long newNowMs, final boolean whole) {
        nowMs = newNowMs;
        final int limit = whole ? Integer.MAX_VALUE : NOTICES_PER_CYCLE;
        pausing = stuck && !isWritable();
        if (pausing) {
            return 0;
        }
        int drained = 0;
        for (ring = 0; ring < proxies.length && !stuck; ring++) {
            drained += proxies[ring].drain(onMessage, limit);
        }
        return drained;
    }

    /** Writes all that was appended to the log since the last call, by whomever, and tells those who wait. */
    int write() {
        if (pausing || !tryWrite()) {
            return 0;
        }
        boolean news = log.writtenPosition() != toldPosition;
        for (final LedgerProxy proxy : proxies) {
            news |= proxy.publishWritten();
        }
        if (!news) {
            return 0;
        }
        toldPosition = log.writtenPosition();
        onWritten.run();
        return 1;
    }

    private Action take(final DirectBuffer buffer, final int offset) {
        if (stuck) {
            return Action.ABORT;
        }
        notice.decode(buffer, offset);
        if (log.isRepeated(notice)) {
            // Answered like the first, when all until here is durable.
            proxies[ring].onTaken();
            return Action.CONTINUE;
        }
        final int exchange = notice.exchange;
        notice.exchange = exchanges.number(exchange);
        if (!log.write(MoneyRecord.notice(log.record(), notice))) {
            onStuck();
            return Action.ABORT;
        }
        proxies[ring].onTaken();
        notice.exchange = exchange;
        onNotice.accept(notice);
        return Action.CONTINUE;
    }

    private boolean isWritable() {
        if (nowMs < retryAtMs || !tryWrite()) {
            return false;
        }
        stuck = false;
        return true;
    }

    private boolean tryWrite() {
        if (log.flush()) {
            return true;
        }
        onStuck();
        return false;
    }

    private void onStuck() {
        retryAtMs = nowMs + RETRY_MS;
        stuck = true;
    }
}
