package io.hayate.bidder.campaigns.live;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * A reader pins while a view is published: r1 is the version that it goes on with, r2 the lowest pinned version that the
 * owner sees once it has published (-1: none). The reader must not have an older one than the owner was told.
 */
@JCStressTest
@State
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "pinned before, and seen")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "pinned again, the first pin still seen")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "pinned after")
@Outcome(id = "2, -1", expect = ACCEPTABLE, desc = "pinned after the owner looked")
public class PinStress {
    private static final IndexView FIRST = view(1);
    private static final IndexView SECOND = view(2);

    private final LiveIndex live = new LiveIndex(1);

    public PinStress() {
        live.publish(FIRST);
    }

    private static IndexView view(final long version) {
        return new IndexView(version, List.of(new IndexView.Part(CampaignIndex.EMPTY, new long[0])));
    }

    @Actor
    public void read(final JJ_Result result) {
        result.r1 = live.pin(0).version();
    }

    @Actor
    public void publish(final JJ_Result result) {
        live.publish(SECOND);
        final long lowest = live.lowestPinnedVersion();
        result.r2 = lowest == Long.MAX_VALUE ? -1 : lowest;
    }
}
