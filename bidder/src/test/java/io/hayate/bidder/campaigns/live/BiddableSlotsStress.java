package io.hayate.bidder.campaigns.live;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.CampaignIndex.CreativeIndex;
import io.hayate.bidder.campaigns.live.CampaignIndex.SlotCurrencies;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * The two filters of an index change while a loop copies them: slot 0 is closed, then slot 1 of the same word, then slots 2
 * and 3 are switched off together. r1 is what the loop has of the last two, r2 of the first two.
 */
@JCStressTest
@State
@Outcome(id = "3, 3", expect = ACCEPTABLE, desc = "copied before")
@Outcome(id = "3, 2", expect = ACCEPTABLE, desc = "between the first two")
@Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "before the switch")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "after: with the switch everything before it is seen")
public class BiddableSlotsStress {
    private static final int SWITCHED_SHIFT = 2;
    private static final long TWO_SLOTS = 0b11;

    private final CampaignIndex index = new CampaignIndex(
            new Campaign[0],
            new int[0],
            CampaignIndex.EMPTY.table(),
            CampaignIndex.EMPTY.targeting(),
            new long[1],
            CreativeIndex.EMPTY,
            CampaignIndex.EMPTY.terms(),
            SlotCurrencies.NONE);

    public BiddableSlotsStress() {
        index.setBiddableNow(new long[] {-1L});
    }

    @Actor
    public void read(final JJ_Result result) {
        final long[] copied = new long[1];
        index.copyBiddable(copied, 0, 1);
        result.r1 = copied[0] >>> SWITCHED_SHIFT & TWO_SLOTS;
        result.r2 = copied[0] & TWO_SLOTS;
    }

    @Actor
    public void change() {
        index.setOpen(0, false);
        index.setOpen(1, false);
        index.setBiddableNow(new long[] {~(TWO_SLOTS << SWITCHED_SHIFT)});
    }
}
