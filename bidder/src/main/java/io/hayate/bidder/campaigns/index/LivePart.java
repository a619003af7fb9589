package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.IndexView;
import java.util.Set;
import org.agrona.collections.Hashing;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/** A part of the index as its writer has it. Owned by the campaign agent, or the index merger until it hands the part over. */
final class LivePart {
    private static final int NO_SLOT = -1;

    private final CampaignIndex index;
    private final BiddableNow biddableNow = new BiddableNow();
    private final Long2LongHashMap slotByCampaign;
    private long[] gone = {};
    /** Slots in flight and hour: a switch that moves need not look at every campaign's. */
    private long @Nullable [] inTime;

    private long inTimeMs;

    /** A view has them: they are to be copied before they change. */
    private boolean goneShared = true;

    LivePart(final CampaignIndex index) {
        this.index = index;
        this.slotByCampaign = new Long2LongHashMap(2 * index.slotCount() + 8, Hashing.DEFAULT_LOAD_FACTOR, NO_SLOT);
        for (int slot = 0; slot < index.slotCount(); slot++) {
            slotByCampaign.put(index.campaign(slot).id(), slot);
        }
    }

    CampaignIndex index() {
        return index;
    }

    /** Removes the campaign, if the part has it, from all views that are made from now on. */
    void remove(final long campaignId) {
        final int slot = (int) slotByCampaign.get(campaignId);
        if (slot == NO_SLOT) {
            return;
        }
        if (goneShared) {
            gone = gone.length == 0 ? new long[index.wordCount()] : gone.clone();
            goneShared = false;
        }
        gone[slot >> 6] |= 1L << slot;
    }

    IndexView.Part view() {
        goneShared = true;
        return new IndexView.Part(index, gone);
    }

    /** Whether other slots may be in time than those worked out last: an edge has passed, or the clock was set back. */
    boolean isTimeDue(final long nowMs) {
        return nowMs >= biddableNow.nextEdgeMs() || nowMs < inTimeMs;
    }

    /** Works out which slots may bid: at once if only switches have moved. */
    void refresh(final BiddingSwitches switches, final long nowMs) {
        if (inTime == null || isTimeDue(nowMs)) {
            inTime = biddableNow.inTime(index, nowMs);
            inTimeMs = nowMs;
        }
        final long[] slots = inTime.clone();
        for (final long campaign : switches.campaignsOff()) {
            final int slot = (int) slotByCampaign.get(campaign);
            if (slot != NO_SLOT) {
                slots[slot >> 6] &= ~(1L << slot);
            }
        }
        if (!switches.advertisersOff().isEmpty()) {
            clearAdvertisers(slots, switches.advertisersOff());
        }
        index.setBiddableNow(slots);
    }

    private void clearAdvertisers(final long[] slots, final Set<Long> advertisersOff) {
        final LongHashSet off = new LongHashSet();
        off.addAll(advertisersOff);
        for (int slot = 0; slot < index.slotCount(); slot++) {
            if (off.contains(index.campaign(slot).advertiserId())) {
                slots[slot >> 6] &= ~(1L << slot);
            }
        }
    }
}
