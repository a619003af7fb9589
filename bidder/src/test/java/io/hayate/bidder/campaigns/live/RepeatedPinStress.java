package io.hayate.bidder.campaigns.live;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A reader pins for two read batches, while two views are published. After each publication the owner notes what it would
 * use again: everything below the lowest pin. r1: the reader had such a view, noted before it looked; r2: its view was
 * older than that of the batch before.
 */
@JCStressTest
@State
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "nobody had what was given back")
public class RepeatedPinStress {
    private static final IndexView[] VIEWS = {view(1), view(2), view(3)};

    private final LiveIndex live = new LiveIndex(1);

    /** Views below this one may be used again. Single writer: the owner. */
    private volatile long givenBackBelow;

    public RepeatedPinStress() {
        live.publish(VIEWS[0]);
    }

    private static IndexView view(final long version) {
        return new IndexView(version, List.of(new IndexView.Part(CampaignIndex.EMPTY, new long[0])));
    }

    @Actor
    public void publish() {
        for (int next = 1; next < VIEWS.length; next++) {
            live.publish(VIEWS[next]);
            givenBackBelow = Math.min(VIEWS[next].version(), live.lowestPinnedVersion());
        }
    }

    @Actor
    public void read(final ZZ_Result result) {
        long versionBefore = 0;
        for (int batch = 0; batch < 2; batch++) {
            final long version = live.pin(0).version();
            if (version < givenBackBelow) {
                result.r1 = true;
            }
            if (version < versionBefore) {
                result.r2 = true;
            }
            versionBefore = version;
            live.unpin(0);
        }
    }
}
