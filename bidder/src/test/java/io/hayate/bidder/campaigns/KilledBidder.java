package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * A process that changes campaigns until it is killed, and prints each change that was acknowledged: the campaign's id and
 * its text, or {@code deleted}.
 */
public final class KilledBidder {
    static final int CAMPAIGNS = 200;
    static final int CREATIVES = 20;

    private KilledBidder() {}

    public static void main(final String[] args) throws Exception {
        final Random random = new Random(Long.parseLong(args[1]));
        final DataDirectory directory = DataDirectory.open(Path.of(args[0]));
        final CampaignAgent agent = CampaignAgent.open(
                directory,
                // Small, so that maps grow and checkpoints are written while it is killed.
                new CampaignAgentLimits(64, 1024, 1 << 20, 1 << 20),
                new LiveIndex(1),
                () -> Long.MAX_VALUE,
                System::currentTimeMillis,
                CampaignDocuments::encode);
        for (long id = 1; id <= CAMPAIGNS; id++) {
            if (agent.liveCampaign(id) == null) {
                change(agent, id, "first");
            }
        }
        System.out.println("ready");
        for (int i = 0; ; i++) {
            final long id = 1L + random.nextInt(CAMPAIGNS);
            if (random.nextInt(10) == 0) {
                System.out.println(id + " deleting");
                acknowledged(agent, agent.proxy().delete(id, IfMatch.ALWAYS));
                System.out.println(id + " deleted");
            } else {
                change(agent, id, args[1] + "-" + i + "x".repeat(random.nextInt(100)));
            }
        }
    }

    private static void change(final CampaignAgent agent, final long id, final String text) {
        final String document = CampaignDocuments.campaign(id, text, CREATIVES);
        System.out.println(id + " changing " + text);

        final ChangeOutcome outcome =
                acknowledged(agent, agent.proxy().put(id, document.getBytes(StandardCharsets.UTF_8), IfMatch.ALWAYS));
        if (outcome.version() == 0) {
            throw new IllegalStateException(
                    outcome.refused().stream().map(Object::toString).collect(Collectors.joining()));
        }
        System.out.println(id + " " + text);
    }

    private static <T> T acknowledged(final CampaignAgent agent, final CompletableFuture<T> answer) {
        while (!answer.isDone()) {
            agent.doWork();
        }
        return answer.join();
    }
}
