package io.hayate.bidder.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hayate.bidder.campaigns.GeneratedCampaigns;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counting and sampling make no garbage on the bid loop, with the agent behind it and without. */
@Tag("jdk25")
class ExplainAllocationTest {
    private static final int REQUESTS = 20_000;
    private static final int PASSES = 4;
    /** What measuring and comparing make, once in a pass. */
    private static final long MOST_BYTES = 400;

    private static final long PAUSE_NS = 1_000_000;

    @Test
    void shouldAllocateNothingOnTheLoop() throws IOException {
        final RequestGenerator generator = new RequestGenerator(1, TrafficMix.ALL);
        final List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            requests.add(generator.request(i));
        }
        try (ExplainFixture fixture = new ExplainFixture(
                TestProfiles.DEMO, PrivacyPolicy.DEFAULT, GeneratedCampaigns.withoutBudgets(1_000, "USD"))) {
            final int bids = bidOn(fixture, requests);
            assertThat(bids).isGreaterThan(REQUESTS / 5);
            fixture.agent.doWork();
            final long samples = fixture.loop.counters().get(LoopFunnelCounter.SAMPLES_TAKEN);

            assertAllocatesNothing(fixture, requests, bids);

            assertThat(fixture.loop.counters().get(LoopFunnelCounter.SAMPLES_TAKEN))
                    .isGreaterThan(samples);
            assertThat(fixture.agent.counters().get(ExplainCounter.SAMPLES_JUDGED))
                    .isPositive();
        }
    }

    /** As for the pipeline without: what a late recompilation makes once is gone in the next pass. */
    private static void assertAllocatesNothing(
            final ExplainFixture fixture, final List<byte[]> requests, final int bids) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(thread);
        final List<Long> passesBytes = new ArrayList<>();
        do {
            fixture.agent.doWork();
            final long before = threads.getThreadAllocatedBytes(thread);
            assertThat(bidOn(fixture, requests)).isEqualTo(bids);
            passesBytes.add(threads.getThreadAllocatedBytes(thread) - before);
        } while (Collections.min(passesBytes) >= MOST_BYTES && passesBytes.size() < PASSES);
        assertThat(passesBytes).anyMatch(bytes -> bytes < MOST_BYTES);
    }

    private static int bidOn(final ExplainFixture fixture, final List<byte[]> requests) {
        int bids = 0;
        for (int i = 0; i < REQUESTS; i++) {
            fixture.bidder.arrivalNs += PAUSE_NS;
            bids += fixture.bidder.bid(requests.get(i % requests.size())) > 0 ? 1 : 0;
        }
        return bids;
    }
}
