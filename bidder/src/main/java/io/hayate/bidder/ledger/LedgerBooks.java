package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.CorruptLogException;
import io.hayate.bidder.journal.EventLog;
import java.io.IOException;
import java.util.List;

/**
 * The ledger as the last process left it, and the log that it goes on in: what a ledger agent is opened with. Owned by the
 * launching thread, then by the ledger agent.
 */
public final class LedgerBooks {
    final EventLog log;
    final Ledger ledger;
    final int epoch;
    final List<String> exchangeNames;

    private final long checkpointPosition;

    /** What the log may let go of, as the checkpoints say. */
    private volatile long neededFrom;

    private LedgerBooks(
            final EventLog log,
            final Ledger ledger,
            final long checkpointPosition,
            final int epoch,
            final List<String> exchangeNames) {
        this.log = log;
        this.ledger = ledger;
        this.checkpointPosition = checkpointPosition;
        this.epoch = epoch;
        this.exchangeNames = List.copyOf(exchangeNames);
    }

    /**
     * Reads the newest sound checkpoint, and the log from there on.
     *
     * @param epoch of this process, as in the bids' ids
     * @param exchangeNames of this process' profiles, by their ordinal
     * @throws IOException if both do not reach back to the beginning, or are of an epoch that is not before this; says why
     */
    public static LedgerBooks open(
            final EventLog log, final LedgerCheckpoints checkpoints, final int epoch, final List<String> exchangeNames)
            throws IOException {
        final LedgerCheckpoints.Restored restored = checkpoints.restore(log);
        if (restored.ledger().epoch >= epoch) {
            throw new CorruptLogException("the money log is of epoch " + restored.ledger().epoch + ", this start is "
                    + epoch + ": bid ids would repeat, and their bills be taken for doubled ones; write the log's epoch"
                    + " or more into the data directory's epoch, or bring both back from one copy");
        }
        return new LedgerBooks(log, restored.ledger(), restored.position(), epoch, exchangeNames);
    }

    static LedgerBooks of(final EventLog log, final Ledger ledger, final int epoch, final List<String> exchangeNames) {
        return new LedgerBooks(log, ledger, 0, epoch, exchangeNames);
    }

    /** Empty ones that are forgotten at the end, see {@link ForgetfulLog}. */
    public static LedgerBooks forgetful(final int epoch, final long noticeExpiryMs) {
        return empty(new ForgetfulLog(), epoch, noticeExpiryMs);
    }

    /** Empty ones with a log of their own, which is empty, too. */
    public static LedgerBooks empty(final EventLog log, final int epoch, final long noticeExpiryMs) {
        return new LedgerBooks(log, new Ledger(noticeExpiryMs, SeenOrders.MAX_ORDERS, List.of()), 0, epoch, List.of());
    }

    /** What is kept beside the accounts; for parts of the ledger agent. */
    public List<LedgerTable> tables() {
        return ledger.tables;
    }

    /** Of the checkpoint that they were opened from; 0 if there was none. */
    long checkpointPosition() {
        return checkpointPosition;
    }

    /** From any thread: what lies before is in checkpoints that are kept. */
    void neededFrom(final long position) {
        neededFrom = position;
    }

    long neededFrom() {
        return neededFrom;
    }
}
