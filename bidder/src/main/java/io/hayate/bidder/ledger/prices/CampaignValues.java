package io.hayate.bidder.ledger.prices;

import io.hayate.bidder.ledger.BudgetLane;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a thousand impressions are worth to campaigns that pay for something else, by ordinal: micros of the campaign's
 * currency, 0 until it is worked out. A value may be some milliseconds older than the index that a loop looks at: the
 * most that the campaign may bid is the loop's own to keep to. Single writer: the ledger agent; readers: bid loops and
 * the explain agent, via opaque reads.
 */
public final class CampaignValues {
    /** As budgets have it: campaigns with a larger ordinal have no value. */
    static final int MAX_ORDINALS = BudgetLane.DEFAULT_MAX_ORDINALS;

    private static final int SHIFT = 10;
    private static final int PAGE_ORDINALS = 1 << SHIFT;
    private static final int MASK = PAGE_ORDINALS - 1;

    private static final VarHandle PAGES = MethodHandles.arrayElementVarHandle(long[][].class);
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] @Nullable [] pages = new long[MAX_ORDINALS >> SHIFT][];

    /** 0: not known, or nothing. */
    public long cpmMicros(final int ordinal) {
        final int page = ordinal >>> SHIFT;
        if (page >= pages.length) {
            return 0;
        }
        final long[] values = (long[]) PAGES.getAcquire(pages, page);
        return values == null ? 0 : (long) LONGS.getOpaque(values, ordinal & MASK);
    }

    /** Called by the ledger agent only. */
    public void publish(final int ordinal, final long cpmMicros) {
        final int page = ordinal >>> SHIFT;
        if (page >= pages.length) {
            return;
        }
        long[] values = pages[page];
        if (values == null) {
            values = new long[PAGE_ORDINALS];
            PAGES.setRelease(pages, page, values);
        }
        LONGS.setOpaque(values, ordinal & MASK, cpmMicros);
    }
}
