package io.hayate.bidder.ledger.pacing;

import io.hayate.bidder.ledger.BudgetLane;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * How often campaigns take part on one bid loop, and how often they were asked there. Campaigns that are not paced always
 * take part, and cost one read. Single writer: of counts the bid loop, of shares the ledger agent; readers: each other,
 * via ordered access.
 */
public final class PacingLane {
    private static final VarHandle PAGES = MethodHandles.arrayElementVarHandle(PacingPage[].class);

    private final @Nullable PacingPage[] pages;

    public PacingLane() {
        this(BudgetLane.DEFAULT_MAX_ORDINALS);
    }

    /** @param maxOrdinals campaigns with a larger ordinal are not paced */
    public PacingLane(final int maxOrdinals) {
        pages = new @Nullable PacingPage[(maxOrdinals + PacingPage.ORDINALS - 1) >> PacingPage.SHIFT];
    }

    /**
     * Whether the campaign takes part in an opportunity; counts that it was asked. Allocates nothing, blocks on nothing.
     *
     * @param rotation of the request and its impression: the same request is decided alike
     */
    public boolean takesPart(final int ordinal, final long rotation) {
        final PacingPage page = page(ordinal);
        return page == null || page.takesPart(ordinal & PacingPage.MASK, hash(rotation, ordinal));
    }

    /** A bid of the campaign has reserved so much; below 0 if it was cancelled. */
    public void onReserved(final int ordinal, final long nanos) {
        final PacingPage page = page(ordinal);
        if (page != null) {
            page.onReserved(ordinal & PacingPage.MASK, nanos);
        }
    }

    /** The page of an ordinal; null if no campaign there was ever paced. */
    @Nullable
    PacingPage page(final int ordinal) {
        final int page = ordinal >>> PacingPage.SHIFT;
        return page < pages.length ? (PacingPage) PAGES.getAcquire(pages, page) : null;
    }

    /** For the ledger agent: makes the page if it is not there; null if the ordinal is too large. */
    @Nullable
    PacingPage openPage(final int ordinal) {
        final PacingPage page = page(ordinal);
        if (page != null || ordinal >>> PacingPage.SHIFT >= pages.length) {
            return page;
        }
        final PacingPage made = new PacingPage();
        PAGES.setRelease(pages, ordinal >>> PacingPage.SHIFT, made);
        return made;
    }

    /** 30 bits: below a share in so much of all requests, for each campaign in others. */
    private static int hash(final long rotation, final int ordinal) {
        long hash = (rotation ^ ordinal * 0x9e3779b97f4a7c15L) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return (int) (hash >>> 34);
    }
}
