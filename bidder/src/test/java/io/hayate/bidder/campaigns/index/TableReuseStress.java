package io.hayate.bidder.campaigns.index;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CampaignIndex.CreativeIndex;
import io.hayate.bidder.campaigns.live.CampaignIndex.SlotCurrencies;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.campaigns.live.SlotTable;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JZZ_Result;

/**
 * A reader reads the off-heap table of the view that it has pinned, while the owner publishes a second view, gives the
 * first one's table back, and fills the next table that it takes. r1 is the version read, r2 whether every read of its
 * table was that version's own; r3 whether the owner got the same memory again, which is the case that matters.
 */
@JCStressTest
@State
@Outcome(id = "1, true, false", expect = ACCEPTABLE, desc = "pinned, so the owner took other memory")
@Outcome(id = "1, true, true", expect = ACCEPTABLE, desc = "used again once the reader had let go")
@Outcome(id = "2, true, false", expect = ACCEPTABLE, desc = "the owner saw the reader's first pin")
@Outcome(id = "2, true, true", expect = ACCEPTABLE, desc = "used again before the reader came")
public class TableReuseStress {
    private static final int BYTES = SlotTable.SLOT_LENGTH_BYTES;
    private static final int READS = 8;

    /** What the owner fills the table with that it takes at last: of no view that is published. */
    private static final long UNPUBLISHED = 3;

    private final LiveIndex live = new LiveIndex(1);
    private final TableMemory memory = new TableMemory(live);
    private final SlotTable first = table(1);

    public TableReuseStress() {
        live.publish(view(1, first));
    }

    @Actor
    public void read(final JZZ_Result result) {
        final IndexView view = live.pin(0);
        final SlotTable table = view.part(0).table();
        boolean own = true;
        for (int i = 0; i < READS; i++) {
            own &= table.campaignId(0) == view.version();
        }
        live.unpin(0);
        result.r1 = view.version();
        result.r2 = own;
    }

    @Actor
    public void change(final JZZ_Result result) {
        final IndexView next = view(2, table(2));
        memory.release(first, 2);
        live.publish(next);
        result.r3 = table(UNPUBLISHED) == first;
    }

    @Arbiter
    public void close() {
        memory.close();
    }

    /** A table whose first slot says whose it is. */
    private SlotTable table(final long campaignId) {
        final SlotTable table = memory.take(BYTES);
        table.layOut(1, 0);
        table.writeSlot(0, campaignId, 0, 0, 0, 0, 0);
        return table;
    }

    private static IndexView view(final long version, final SlotTable table) {
        final CampaignIndex index = new CampaignIndex(
                new Campaign[0],
                new int[0],
                table,
                CampaignIndex.EMPTY.targeting(),
                new long[0],
                CreativeIndex.EMPTY,
                CampaignIndex.EMPTY.terms(),
                new SlotCurrencies(CurrencyRates.NONE, new int[0], true));
        return new IndexView(version, List.of(new IndexView.Part(index, new long[0])));
    }
}
