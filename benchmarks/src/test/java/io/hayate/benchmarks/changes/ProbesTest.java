package io.hayate.benchmarks.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private static final long SOON_LOST_MS = 300;

    @Test
    void shouldTimeEachChangeAndEachSwitch() throws Exception {
        final Probes.Result result = run(StubBidder.Fault.NONE, Probes.LOST_AFTER_MS, 3);

        assertThat(result.isGood()).as(result.toString()).isTrue();
        assertThat(result.toFirstBid().count()).isEqualTo(3);
        assertThat(result.toLastBid().count()).isEqualTo(3);
        assertThat(result.toFirstBid().percentileMs(100)).isPositive();
    }

    @Test
    void shouldCountChangesThatNeverShow() throws Exception {
        final Probes.Result result = run(StubBidder.Fault.DEAF, SOON_LOST_MS, 1);

        // The new price shows neither at once nor when the campaign is switched on again.
        assertThat(result.lost()).isEqualTo(2);
        assertThat(result.isGood()).isFalse();
        assertThat(result.toFirstBid().count()).isZero();
        assertThat(result.toFirstBid().summary()).isEqualTo("none");
    }

    @Test
    void shouldCountChangesThatAreBidWithoutAfterTheyWereAnswered() throws Exception {
        final Probes.Result result = run(StubBidder.Fault.FORGETFUL, Probes.LOST_AFTER_MS, 2);

        assertThat(result.stale()).isEqualTo(4);
        assertThat(result.isGood()).isFalse();
    }

    @Test
    void shouldSayWhatWasRefused() {
        assertThatThrownBy(() -> run(StubBidder.Fault.REFUSING, SOON_LOST_MS, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("PUT /campaigns/1 was answered 400");
    }

    private static Probes.Result run(final StubBidder.Fault fault, final long lostAfterMs, final int count)
            throws IOException, InterruptedException {
        try (StubBidder bidder = new StubBidder(fault);
                HttpConnection admin = HttpConnection.open(bidder.address());
                ProbeWatch watch = ProbeWatch.launch(bidder.address())) {
            final Probes probes = new Probes(admin, watch, lostAfterMs);
            probes.begin();
            return probes.run(count);
        }
    }
}
