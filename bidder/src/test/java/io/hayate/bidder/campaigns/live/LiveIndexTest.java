package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.index.IndexBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LiveIndexTest {
    private static final long NOW_MS = 1_000;

    @Test
    void shouldPinTheLatestVersionUntilUnpinned() {
        final LiveIndex live = new LiveIndex(2);
        assertThat(live.lowestPinnedVersion()).isEqualTo(Long.MAX_VALUE);
        try (IndexBuilder builder = new IndexBuilder(live, () -> CurrencyRates.NONE, () -> NOW_MS)) {
            live.publish(builder.build(campaigns(1)));
            assertThat(live.pin(0).version()).isEqualTo(1);
            live.publish(builder.build(campaigns(2)));
            assertThat(live.pin(1).version()).isEqualTo(2);
            assertThat(live.lowestPinnedVersion()).isEqualTo(1);
            live.unpin(0);
            assertThat(live.lowestPinnedVersion()).isEqualTo(2);
        }
    }

    @Test
    void shouldNotUseTheTableOfAPinnedIndexAgain() {
        final LiveIndex live = new LiveIndex(1);
        try (IndexBuilder builder = new IndexBuilder(live, () -> CurrencyRates.NONE, () -> NOW_MS)) {
            live.publish(builder.build(campaigns(7)));
            final SlotTable pinned = live.pin(0).part(0).table();
            for (int i = 0; i < 10; i++) {
                live.publish(builder.build(campaigns(100 + i)));
            }
            assertThat(pinned.campaignId(0)).isEqualTo(7);
            assertThat(builder.waitingTables()).isEqualTo(10);
            live.unpin(0);
            assertThat(builder.waitingTables()).isZero();
            final SlotTable latest = live.current().part(0).table();
            assertThat(latest.campaignId(0)).isEqualTo(109);
        }
    }

    @Test
    @Tag("jdk25")
    void shouldNeverShowAReaderTheTableOfAnotherVersion() throws InterruptedException {
        final LiveIndex live = new LiveIndex(2);
        final AtomicBoolean running = new AtomicBoolean(true);
        final AtomicReference<String> torn = new AtomicReference<>();
        try (IndexBuilder builder = new IndexBuilder(live, () -> CurrencyRates.NONE, () -> NOW_MS)) {
            live.publish(builder.build(campaigns(1)));
            final Thread[] readers = new Thread[2];
            for (int reader = 0; reader < readers.length; reader++) {
                final int number = reader;
                readers[reader] = new Thread(() -> {
                    while (running.get()) {
                        final IndexView view = live.pin(number);
                        final CampaignIndex index = view.part(0);
                        // The one campaign of version v has id v.
                        final long before = index.table().campaignId(0);
                        final long after = index.table().creativeVersion(0);
                        if (before != view.version() || after != view.version()) {
                            torn.set("version " + view.version() + " showed " + before + " and " + after);
                        }
                        live.unpin(number);
                    }
                });
                readers[reader].start();
            }
            for (long version = 2; version <= 20_000; version++) {
                live.publish(builder.build(campaigns(version)));
            }
            running.set(false);
            for (final Thread reader : readers) {
                reader.join();
            }
        }
        assertThat(torn.get()).isNull();
    }

    private static List<LiveCampaign> campaigns(final long id) {
        return List.of(new LiveCampaign(CampaignBuilder.campaign(id).build(), 0, 1, List.of(id)));
    }
}
