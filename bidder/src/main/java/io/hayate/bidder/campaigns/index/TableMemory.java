package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.campaigns.live.SlotTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Off-heap tables that come and go with the parts of the index. A table is used again once a view without its part is
 * published and no loop pins one before. Owned by the campaign agent.
 */
final class TableMemory implements AutoCloseable {
    /** Tables kept for reuse; more are freed. Those of the three parts, once. */
    private static final int MAX_SPARE_TABLES = 3;

    /** A table so much larger than what is asked for is left to who needs it. */
    private static final int MAX_WASTE = 4;

    private final LiveIndex live;
    private final List<SlotTable> spare = new ArrayList<>();
    private final Deque<Released> released = new ArrayDeque<>();
    private final Set<SlotTable> inUse = new HashSet<>();

    private record Released(SlotTable table, long goneSinceVersion) {}

    TableMemory(final LiveIndex live) {
        this.live = live;
    }

    /** A table of at least this size; a spare one if one fits. */
    SlotTable take(final int requiredBytes) {
        reclaim();
        for (int i = 0; i < spare.size(); i++) {
            if (fits(spare.get(i), requiredBytes)) {
                return used(spare.remove(i));
            }
        }
        return used(make(requiredBytes));
    }

    /** Takes the largest spare table away, for another thread to fill. Null if there is none. */
    @Nullable
    SlotTable lend() {
        reclaim();
        final SlotTable largest = spare.stream()
                .max(Comparator.comparingInt(SlotTable::capacityBytes))
                .orElse(null);
        spare.remove(largest);
        return largest;
    }

    /** What another thread has filled instead, or as well. */
    void takeOver(final SlotTable table) {
        inUse.add(table);
    }

    /** What another thread did not need. */
    void giveBack(final SlotTable table) {
        keepOrClose(table);
    }

    /** @param goneSinceVersion the first view without the table's part, to be published next */
    void release(final SlotTable table, final long goneSinceVersion) {
        inUse.remove(table);
        released.add(new Released(table, goneSinceVersion));
    }

    static boolean fits(final SlotTable table, final int requiredBytes) {
        return table.capacityBytes() >= requiredBytes && table.capacityBytes() / MAX_WASTE <= requiredBytes;
    }

    static SlotTable make(final int requiredBytes) {
        // Room for growth, so that a few more campaigns do not need a new table.
        return new SlotTable(Math.addExact(requiredBytes, requiredBytes / 4));
    }

    /** Tables of replaced parts that a loop still pins. */
    int waitingTables() {
        reclaim();
        return released.size();
    }

    private SlotTable used(final SlotTable table) {
        inUse.add(table);
        return table;
    }

    private void reclaim() {
        // In this order: a loop that pins after we looked at the pins sees the current view at least.
        final long currentVersion = live.current().version();
        final long lowestPinnedVersion = live.lowestPinnedVersion();
        while (!released.isEmpty()
                && released.peek().goneSinceVersion() <= currentVersion
                && released.peek().goneSinceVersion() <= lowestPinnedVersion) {
            keepOrClose(released.remove().table());
        }
    }

    private void keepOrClose(final SlotTable table) {
        if (spare.size() < MAX_SPARE_TABLES) {
            spare.add(table);
        } else {
            table.close();
        }
    }

    /** Frees everything; no loop may run any more. */
    @Override
    public void close() {
        spare.forEach(SlotTable::close);
        inUse.forEach(SlotTable::close);
        released.forEach(each -> each.table().close());
        spare.clear();
        inUse.clear();
        released.clear();
    }
}
