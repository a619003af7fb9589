package io.hayate.benchmarks.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.benchmarks.compare.CampaignFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeSenderTest {
    private static final int RATE = 100;

    @TempDir
    private Path folder;

    @Test
    void shouldSendWhatIsDueAndNothingTwice() throws Exception {
        try (CampaignFile campaigns = CampaignFile.write(folder.resolve("campaigns.ndjson"), 50, 1);
                StubBidder bidder = new StubBidder(StubBidder.Fault.NONE)) {
            final CampaignChanges changes = new CampaignChanges(campaigns);
            final ChangeSender sender = ChangeSender.launch(bidder.address(), changes, 1_000, RATE, 3);
            awaitChanges(bidder, 10);
            final ChangeSender.Result result = sender.end();

            assertThat(result.problems()).isEmpty();
            assertThat(result.latencies().count())
                    .isEqualTo(bidder.changed().size())
                    .isLessThanOrEqualTo((int) result.due() + 1);
            assertThat(sender.nextNumber()).isGreaterThanOrEqualTo(1_010);
            // Each connection takes the next number, so the first ten are among the first that came.
            for (int number = 1_000; number < 1_010; number++) {
                assertThat(bidder.changed()).contains(changes.change(number).campaignId());
            }
        }
    }

    @Test
    void shouldReportRefusals() throws Exception {
        try (CampaignFile campaigns = CampaignFile.write(folder.resolve("campaigns.ndjson"), 5, 1);
                StubBidder bidder = new StubBidder(StubBidder.Fault.REFUSING)) {
            final ChangeSender sender =
                    ChangeSender.launch(bidder.address(), new CampaignChanges(campaigns), 0, 100_000, 1);
            while (sender.nextNumber() < 3) {
                Thread.onSpinWait();
            }
            final ChangeSender.Result result = sender.end();

            assertThat(result.problems()).containsOnlyKeys("400 {\"refused\":[]}");
            assertThat(result.latencies().count()).isZero();
        }
    }

    @Test
    void shouldTellWhetherTheIndexIsOnePart() throws Exception {
        try (StubBidder bidder = new StubBidder(StubBidder.Fault.NONE);
                HttpConnection admin = HttpConnection.open(bidder.address())) {
            assertThat(IndexParts.isOne(admin)).isTrue();
            admin.call("PUT", "/campaigns/1", ProbeCampaign.document(ProbeCampaign.LOW_CPM));
            assertThat(IndexParts.isOne(admin)).isFalse();
        }
    }

    private static void awaitChanges(final StubBidder bidder, final int count) throws IOException {
        while (bidder.changed().size() < count) {
            Thread.onSpinWait();
        }
    }
}
