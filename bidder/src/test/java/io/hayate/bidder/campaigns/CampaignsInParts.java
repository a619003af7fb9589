package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.index.IndexSizes;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.IndexView;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** So many campaigns that not all are indexed anew with a change: sizes are small here, what happens is the same. */
abstract class CampaignsInParts {
    static final int CAMPAIGNS = 20;
    static final IndexSizes SIZES = new IndexSizes(10, 3, 6, 1_000, 30_000);

    @TempDir
    private Path folder;

    CampaignAgentFixture campaigns;

    @BeforeEach
    void open() throws Exception {
        campaigns = new CampaignAgentFixture(folder);
        campaigns.open(new CampaignAgentLimits(200, 1_000), SIZES);
        final CompletableFuture<ApplyReport> answer =
                campaigns.agent.proxy().applyLines(bytes(documents(1, CAMPAIGNS)));
        work();
        assertThat(answer).as("waits for a base").isNotDone();
        assertThat(live()).isEmpty();
        merge();
        assertThat(answer.join().accepted()).isEqualTo(CAMPAIGNS);
    }

    @AfterEach
    void close() throws Exception {
        campaigns.close();
    }

    static String[] documents(final int from, final int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> campaign(id, "v1", 1))
                .toArray(String[]::new);
    }

    final void work() {
        while (campaigns.agent.doWork() > 0) {}
    }

    final void merge() {
        campaigns.agent.merger().doWork();
        work();
    }

    final void put(final long id, final String name) {
        campaigns.put(id, campaign(id, name, 1), null);
    }

    /** Gives every slot that can be bid with to the consumer, with the part that it is in. */
    final void forEachSlot(final ObjIntConsumer<CampaignIndex> onSlot) {
        final IndexView view = campaigns.live.current();
        for (int part = 0; part < view.partCount(); part++) {
            final long[] gone = view.gone(part);
            for (int slot = 0; slot < view.part(part).slotCount(); slot++) {
                if (gone.length == 0 || (gone[slot >> 6] & 1L << slot) == 0) {
                    onSlot.accept(view.part(part), slot);
                }
            }
        }
    }

    final int biddable() {
        final IndexView view = campaigns.live.current();
        int count = 0;
        for (int part = 0; part < view.partCount(); part++) {
            final long[] slots = new long[view.part(part).wordCount()];
            view.part(part).copyBiddable(slots, 0, slots.length);
            for (int word = 0; word < slots.length; word++) {
                count +=
                        Long.bitCount(view.gone(part).length == 0 ? slots[word] : slots[word] & ~view.gone(part)[word]);
            }
        }
        return count;
    }

    /** What can be bid with: names by id. A campaign that is there twice is an error. */
    final Map<Long, String> live() {
        final Map<Long, String> names = new TreeMap<>();
        forEachSlot((part, slot) -> assertThat(
                        names.put(part.campaign(slot).id(), part.campaign(slot).name()))
                .isNull());
        assertThat(campaigns.live.current().campaignCount()).isEqualTo(names.size());
        return names;
    }

    static Map<Long, String> v1(final int from, final int to) {
        final Map<Long, String> names = new TreeMap<>();
        IntStream.rangeClosed(from, to).forEach(id -> names.put((long) id, "v1"));
        return names;
    }
}
