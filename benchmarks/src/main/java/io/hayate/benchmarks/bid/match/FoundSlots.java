package io.hayate.benchmarks.bid.match;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import java.util.Arrays;

/**
 * The candidates found for one request, opportunity by opportunity; reused for the next. Owned by the benchmark's
 * thread.
 */
final class FoundSlots {
    private static final int END = -1;

    private final int[] slots =
            new int[(BidLimits.MAX_CANDIDATES + 1) * (BidLimits.MAX_DEALS + BidLimits.MAX_IMPRESSIONS)];
    private int length;

    void clear() {
        length = 0;
    }

    void add(final int slot) {
        slots[length++] = slot;
    }

    void endOpportunity() {
        slots[length++] = END;
    }

    /** Candidates and opportunities together. */
    int length() {
        return length;
    }

    int candidates() {
        return (int) Arrays.stream(slots, 0, length).filter(slot -> slot != END).count();
    }

    /**
     * Whether the other found the same: for each opportunity the same bids in the same order, and the same campaigns
     * unless there were more than may be looked at, for then equals take turns.
     */
    boolean isSameAs(final FoundSlots other, final CampaignIndex index) {
        if (length != other.length) {
            return false;
        }
        int start = 0;
        for (int i = 0; i < length; i++) {
            if ((slots[i] == END) != (other.slots[i] == END)) {
                return false;
            }
            if (slots[i] == END) {
                final boolean whole = i - start < BidLimits.MAX_CANDIDATES;
                if (whole && !Arrays.equals(sorted(start, i), other.sorted(start, i))) {
                    return false;
                }
                start = i + 1;
            } else if (index.campaign(slots[i]).bidCpmMicros()
                    != index.campaign(other.slots[i]).bidCpmMicros()) {
                return false;
            }
        }
        return true;
    }

    private int[] sorted(final int from, final int to) {
        final int[] range = Arrays.copyOfRange(slots, from, to);
        Arrays.sort(range);
        return range;
    }
}
