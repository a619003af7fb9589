package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Within how much time a switch acts, in steps of the virtual clock that the campaign agent works by. */
class KillSwitchTest extends CampaignsInParts {
    private static final long WITHIN_MS = 100;

    /** How long an idle campaign agent pauses. */
    private static final long IDLE_MS = 5;

    @ParameterizedTest
    @EnumSource
    void shouldActWithinATenthOfASecondWhileChangesWaitAndABaseIsMade(final SwitchChange.Scope scope) throws Exception {
        final CampaignUpload upload = campaigns.agent.proxy().beginUpload();
        assertThat(upload.take(bytes(documents(101, 120)))).isNotDone();
        work();
        final CompletableFuture<ApplyReport> waitsForABase = upload.end();
        final List<CompletableFuture<ChangeOutcome>> changes = new ArrayList<>();
        for (int change = 0; change < 100; change++) {
            final int id = 1 + change % CAMPAIGNS;
            changes.add(campaigns
                    .agent
                    .proxy()
                    .put(id, bytes(campaign(id, "v" + (2 + change), 1)), IfMatch.parse(null)));
        }
        final CompletableFuture<SwitchOutcome> switched =
                campaigns.agent.proxy().switchBidding(new SwitchChange(scope, value(scope), /* bidding= */ false));

        final long orderedMs = campaigns.nowMs;
        while (!isOff(scope) && campaigns.nowMs - orderedMs < 10 * WITHIN_MS) {
            campaigns.nowMs += IDLE_MS;
            campaigns.agent.doWork();
        }

        assertThat(isOff(scope)).isTrue();
        assertThat(switched).isDone();
        assertThat(campaigns.nowMs - orderedMs).isLessThanOrEqualTo(WITHIN_MS);
        assertThat(waitsForABase).isNotDone();
        work();
        merge();
        assertThat(isOff(scope)).as("in what was made meanwhile").isTrue();
        assertThat(changes).allMatch(CompletableFuture::isDone);
    }

    private static String value(final SwitchChange.Scope scope) {
        return switch (scope) {
            case ALL -> "";
            case EXCHANGE -> "demo";
            case ADVERTISER -> "7";
            case CAMPAIGN -> "3";
        };
    }

    /** As the next request sees it: in the switches, or by campaigns that are not there. */
    private boolean isOff(final SwitchChange.Scope scope) {
        return switch (scope) {
            case ALL -> campaigns.live.switches().allOff();
            case EXCHANGE -> campaigns.live.switches().exchangesOff().contains("demo");
            case ADVERTISER -> biddable() == 0;
            case CAMPAIGN -> biddable() < live().size();
        };
    }
}
