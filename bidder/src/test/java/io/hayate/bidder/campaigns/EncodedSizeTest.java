package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import io.hayate.bidder.campaigns.live.CreativeSource;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Admission with the real encoder: what the bid route could not hold is refused before it is live. */
class EncodedSizeTest {
    @TempDir
    private Path folder;

    private static String campaign(final int trackersOfEachEvent) {
        final String url = "\"https://px.example/" + "x".repeat(1_900) + "\"";
        final String urls = String.join(",", Collections.nCopies(trackersOfEachEvent, url));
        return """
                {"id": 1, "advertiser": 7, "flight": {"start": "2026-11-01T00:00:00Z"}, "budget": {"currency": "USD"},\
                 "bid": {"strategy": "cpm", "amount": 2.50}, "creatives": [{"id": 11, "type": "video", "w": 640, "h": 360,\
                 "durationSeconds": 15, "mimes": ["video/mp4"], "mediaUrl": "https://cdn.example/a.mp4", "domain": ["shop.example"],\
                 "trackers": {"impression": [%s], "click": [%s], "start": [%s], "complete": [%s]}}]}""".formatted(urls, urls, urls, urls);
    }

    @Test
    void shouldRefuseACreativeThatTakesMoreThanTheBidRouteHolds() throws Exception {
        try (DataDirectory directory = DataDirectory.open(folder.resolve("data"))) {
            final LiveIndex live = new LiveIndex(1);
            final CampaignAgent agent = CampaignAgent.open(
                    directory,
                    new CampaignAgentLimits(100, 500),
                    live,
                    () -> Long.MAX_VALUE,
                    () -> CurrencyRates.NONE,
                    () -> 1_793_800_000_000L);
            final CompletableFuture<ApplyReport> tooLarge = agent.proxy().applyLines(bytes(campaign(20)));
            agent.doWork();
            final CompletableFuture<ApplyReport> large = agent.proxy().applyLines(bytes(campaign(10)));
            agent.doWork();

            assertThat(tooLarge.join().refused()).singleElement().satisfies(refusal -> {
                assertThat(refusal.path()).isEqualTo("creatives[0]");
                assertThat(refusal.reason()).contains("at most " + CreativeLayout.MAX_LENGTH_BYTES);
            });
            assertThat(large.join().accepted()).isEqualTo(1);
            final byte[] into = new byte[CreativeLayout.MAX_LENGTH_BYTES];
            final CreativeSource.Reader reader = agent.creatives().newReader();
            assertThat(reader.read(live.current().part(0).table().creativeVersion(0), into))
                    .isBetween(76_000, CreativeLayout.MAX_LENGTH_BYTES);
            agent.onClose();
        }
    }
}
