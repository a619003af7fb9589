package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.Checkpoint;
import io.hayate.bidder.journal.CorruptLogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * A ledger in a checkpoint: records whose first byte is a kind, in this order.
 *
 * <pre>
 *  32  what is not of one account: clock, epoch, hold, step        one
 *  33  name of an exchange, in the order of their numbers          one for each
 *  34  late bills of a currency by their delay                     one for each
 *  35  an account                                                  one for each, by campaign id
 *  36  65,536 bids of a lane and which have come, by kind          one for each with any
 *  37  orders of a day                                             up to 100,000 in one
 *  38  traffic of all campaigns, as pacing keeps it                at most one
 *  64  and above: of tables
 * </pre>
 *
 * Immutable; shared.
 */
final class LedgerState {
    private static final byte LEDGER = 32;
    private static final byte EXCHANGE = 33;
    private static final byte DELAYS = 34;
    private static final byte ACCOUNT = 35;
    private static final byte SEEN_BIDS = 36;
    private static final byte SEEN_ORDERS = 37;
    private static final byte TRAFFIC = 38;

    private LedgerState() {}

    static void write(final Ledger ledger, final Checkpoint.Sink sink) throws IOException {
        final StateWriter out = new StateWriter();
        out.begin(LEDGER)
                .small(ledger.epoch)
                .number(ledger.clockMs)
                .number(ledger.startMs)
                .number(ledger.heldSinceMs)
                .number(ledger.heldUntilMs)
                .number(ledger.step)
                .number(ledger.stepEndMs)
                .end(sink);
        for (final String name : ledger.exchanges) {
            out.begin(EXCHANGE).text(name).end(sink);
        }
        for (final int currency : sortedKeys(ledger.delaysByCurrency)) {
            out.begin(DELAYS).small(currency);
            ledger.delaysByCurrency.get(currency).writeTo(out);
            out.end(sink);
        }
        for (final long campaignId : SeenBids.sortedKeys(ledger.accountByCampaignId)) {
            out.begin(ACCOUNT);
            ledger.accountByCampaignId.get(campaignId).writeTo(out, ledger.step);
            out.end(sink);
        }
        ledger.seenBids.writeTo(out, SEEN_BIDS, sink);
        ledger.seenOrders.writeTo(out, SEEN_ORDERS, sink);
        if (ledger.trafficOfAll.length > 0) {
            out.begin(TRAFFIC).bytes(ledger.trafficOfAll).end(sink);
        }
        for (final LedgerTable table : ledger.tables) {
            table.writeTo(sink);
        }
    }

    /** Takes back one record, into a ledger that was empty before the first. */
    static void read(final Ledger ledger, final ByteBuffer record) throws IOException {
        final byte kind = record.get(record.position());
        if (kind >= LedgerTable.FIRST_RECORD_KIND || kind < 0) {
            readTable(ledger, record, kind);
            return;
        }
        final ByteBuffer fields = record.duplicate();
        fields.get();
        final StateReader in = new StateReader(fields);
        switch (kind) {
            case LEDGER -> {
                ledger.epoch = in.small();
                ledger.clockMs = in.number();
                ledger.startMs = in.number();
                ledger.heldSinceMs = in.number();
                ledger.heldUntilMs = in.number();
                ledger.step = in.number();
                ledger.stepEndMs = in.number();
            }
            case EXCHANGE -> ledger.exchanges.add(in.text());
            case DELAYS -> {
                final LateDelays delays = new LateDelays();
                ledger.delaysByCurrency.put(in.small(), delays);
                delays.readFrom(in);
            }
            case ACCOUNT -> {
                final Account account = Account.readFrom(in, ledger.step);
                ledger.accountByCampaignId.put(account.campaignId, account);
            }
            case SEEN_BIDS -> ledger.seenBids.readFrom(in);
            case SEEN_ORDERS -> ledger.seenOrders.readFrom(in);
            case TRAFFIC -> ledger.trafficOfAll = in.bytes();
            default -> throw new CorruptLogException("a checkpoint holds a record of the unknown kind " + kind);
        }
    }

    private static void readTable(final Ledger ledger, final ByteBuffer record, final byte kind) throws IOException {
        for (final LedgerTable table : ledger.tables) {
            if (table.onRecord(record.duplicate())) {
                return;
            }
        }
        throw new CorruptLogException(
                "a checkpoint holds a record of the kind " + kind + ", of a table that is not there");
    }

    static int[] sortedKeys(final Int2ObjectHashMap<?> map) {
        final int[] keys = new int[map.size()];
        int i = 0;
        for (final Integer key : map.keySet()) {
            keys[i++] = key;
        }
        Arrays.sort(keys);
        return keys;
    }
}
