package io.hayate.bidder.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the index' view followed last, and what of them was gone: a new view is followed by what differs. Owned by
 * the ledger agent.
 */
final class FollowedParts {
    private List<Followed> followed = List.of();

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Followed(IndexedBudgets.Part part, long[] gone) {}

    /**
     * Follows a view.
     *
     * @param onNew told of each slot of a part that was not there before, unless it is gone already
     * @param onGone told then of each slot that was there and is gone; its campaign may be in a new part
     */
    void follow(
            final IndexedBudgets view,
            final ObjIntConsumer<IndexedBudgets.Part> onNew,
            final ObjIntConsumer<IndexedBudgets.Part> onGone) {
        final List<Followed> next = new ArrayList<>();
        for (int i = 0; i < view.partCount(); i++) {
            next.add(new Followed(view.part(i), view.gone(i)));
        }
        for (final Followed part : next) {
            if (goneOf(part.part(), followed) == null) {
                eachSlot(part.part(), part.gone(), null, slot -> onNew.accept(part.part(), slot));
            }
        }
        for (final Followed before : followed) {
            final long[] goneNow = goneOf(before.part(), next);
            if (goneNow == null) {
                eachSlot(before.part(), before.gone(), null, slot -> onGone.accept(before.part(), slot));
            } else if (goneNow != before.gone()) {
                eachSlot(before.part(), before.gone(), goneNow, slot -> onGone.accept(before.part(), slot));
            }
        }
        followed = next;
    }

    /** What is gone of a part; null if it is not among these. */
    private static long @Nullable [] goneOf(final IndexedBudgets.Part part, final List<Followed> parts) {
        for (final Followed each : parts) {
            if (each.part() == part) {
                return each.gone();
            }
        }
        return null;
    }

    /** Each slot that is in no set of those gone, or if a second one is given: in that one, but not in the first. */
    private static void eachSlot(
            final IndexedBudgets.Part part,
            final long[] gone,
            final long @Nullable [] goneSince,
            final IntConsumer onSlot) {
        final int wordCount = (part.slotCount() + Long.SIZE - 1) / Long.SIZE;
        for (int word = 0; word < wordCount; word++) {
            final long before = gone.length == 0 ? 0 : gone[word];
            long slots = (goneSince == null ? -1L : goneSince[word]) & ~before;
            while (slots != 0) {
                final int slot = (word << 6) + Long.numberOfTrailingZeros(slots);
                slots &= slots - 1;
                if (slot < part.slotCount()) {
                    onSlot.accept(slot);
                }
            }
        }
    }
}
