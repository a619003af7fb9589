package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.EventLog;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to change the ledger at work: a record is in the log first, then it is applied. What the log does not take
 * has not happened; what it took and has not written yet, nobody is told of. Owned by the ledger agent.
 */
final class MoneyLog {
    private static final Logger LOG = LoggerFactory.getLogger(MoneyLog.class);

    private final EventLog log;
    private final Ledger ledger;
    private final CounterBlock<LedgerCounter> counters;
    private final MutableDirectBuffer record = new UnsafeBuffer(new byte[2 * MoneyRecord.MAX_TAIL_BYTES]);
    private boolean failing;

    MoneyLog(final EventLog log, final Ledger ledger, final CounterBlock<LedgerCounter> counters) {
        this.log = log;
        this.ledger = ledger;
        this.counters = counters;
    }

    /** Whether such a notice has come before, which is counted: it changes nothing, and a log of them could be made to grow. */
    boolean isRepeated(final NoticeRecord notice) {
        if (!ledger.hasSeen(notice)) {
            return false;
        }
        final boolean ofAnOrder = notice.kind == NoticeKind.CONVERSION && notice.orderHash != 0;
        counters.increment(ofAnOrder ? LedgerCounter.DUPLICATE_ORDERS : LedgerCounter.DUPLICATES);
        return true;
    }

    /** Where the next record is written, for {@link #write}. */
    MutableDirectBuffer record() {
        return record;
    }

    /** Appends and applies the record of {@link #record}; false if the log does not take it, and nothing has changed. */
    boolean write(final int lengthBytes) {
        return write(record, 0, lengthBytes);
    }

    boolean write(final DirectBuffer from, final int offset, final int lengthBytes) {
        try {
            log.append(from, offset, lengthBytes);
        } catch (final IOException e) {
            onFailure(e);
            return false;
        }
        ledger.apply(from, offset);
        return true;
    }

    /** Writes what was appended and waits in memory; false if the log does not take it, and it waits on. */
    boolean flush() {
        try {
            log.write();
        } catch (final IOException e) {
            onFailure(e);
            return false;
        }
        if (failing) {
            LOG.info("The money log can be written again");
            failing = false;
        }
        return true;
    }

    private void onFailure(final IOException cause) {
        counters.increment(LedgerCounter.LOG_FAILURES);
        if (!failing) {
            LOG.error("The money log cannot be written: notices wait unanswered, and no new lease is granted", cause);
        }
        failing = true;
    }

    /** Whether the last record was not taken. */
    boolean isFailing() {
        return failing;
    }

    long endPosition() {
        return log.endPosition();
    }

    long writtenPosition() {
        return log.writtenPosition();
    }

    long durablePosition() {
        return log.durablePosition();
    }

    void deleteBefore(final long position) {
        try {
            log.deleteBefore(position);
        } catch (final IOException e) {
            LOG.warn("The money log before {} could not be deleted", position, e);
        }
    }
}
