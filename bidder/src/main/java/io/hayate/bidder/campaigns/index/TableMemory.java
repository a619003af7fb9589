package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.campaigns.live.SlotTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Off-heap tables that come and go with index versions. A table is used again once a later index is published and no
 * loop pins the one it belongs to, or one before. Owned by the campaign agent.
 */
final class TableMemory implements AutoCloseable {
    /** Tables kept for reuse; more are freed. */
    private static final int MAX_SPARE_TABLES = 2;

    private final LiveIndex live;
    private final List<SlotTable> spare = new ArrayList<>();
    private final Deque<TableInUse> inUse = new ArrayDeque<>();

    private record TableInUse(SlotTable table, long indexVersion) {}

    TableMemory(final LiveIndex live) {
        this.live = live;
    }

    /** A table of at least this size for the index of this version; a spare one if one is large enough. */
    SlotTable take(final int requiredBytes, final long indexVersion) {
        reclaim();
        SlotTable table = null;
        for (int i = 0; i < spare.size() && table == null; i++) {
            if (spare.get(i).capacityBytes() >= requiredBytes) {
                table = spare.remove(i);
            }
        }
        if (table == null) {
            // Room for growth, so that a few more campaigns do not need a new table.
            table = new SlotTable(Math.addExact(requiredBytes, requiredBytes / 4));
        }
        inUse.add(new TableInUse(table, indexVersion));
        return table;
    }

    /** Tables of replaced indexes that a loop still pins. */
    int waitingTables() {
        reclaim();
        return Math.max(0, inUse.size() - 1);
    }

    private void reclaim() {
        // In this order: a loop that pins after we looked at the pins sees the current index at least.
        final long currentVersion = live.current().version();
        final long lowestPinnedVersion = live.lowestPinnedVersion();
        while (!inUse.isEmpty()
                && inUse.peek().indexVersion() < currentVersion
                && inUse.peek().indexVersion() < lowestPinnedVersion) {
            final SlotTable table = inUse.remove().table();
            if (spare.size() < MAX_SPARE_TABLES) {
                spare.add(table);
            } else {
                table.close();
            }
        }
    }

    /** Frees everything; no loop may run any more. */
    @Override
    public void close() {
        spare.forEach(SlotTable::close);
        inUse.forEach(each -> each.table().close());
        spare.clear();
        inUse.clear();
    }
}
