package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.index.IndexSizes;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import io.hayate.bidder.campaigns.live.CreativeSource;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.EpochClock;

/** A campaign agent over a data directory, driven by hand on the test's thread. */
final class CampaignAgentFixture {
    private static final long NOW_MS = 1_793_800_000_000L;

    final LiveIndex live = new LiveIndex(1);
    long nowMs = NOW_MS;
    EpochClock clock = () -> nowMs;
    CurrencyRates rates = CurrencyRates.NONE;
    long ledgerReleasedVersion = Long.MAX_VALUE;
    DataDirectory directory;
    CampaignAgent agent;

    private final Path folder;

    /** @param folder that holds the data directory; nothing is opened yet */
    CampaignAgentFixture(final Path folder) {
        this.folder = folder;
    }

    void open() throws Exception {
        open(new CampaignAgentLimits(100, 500), IndexSizes.DEFAULT);
    }

    void open(final CampaignAgentLimits limits) throws Exception {
        open(limits, IndexSizes.DEFAULT);
    }

    void open(final CampaignAgentLimits limits, final IndexSizes sizes) throws Exception {
        directory = DataDirectory.open(folder.resolve("data"));
        agent = CampaignAgent.open(
                directory,
                limits,
                live,
                () -> ledgerReleasedVersion,
                () -> rates,
                sizes,
                () -> clock.time(),
                CampaignDocuments::encode);
    }

    void close() throws Exception {
        agent.onClose();
        directory.close();
    }

    void restart() throws Exception {
        close();
        open();
    }

    /** As after kill -9: nothing is closed in order, so the next start finds no mark. */
    void restartUncleanly() throws Exception {
        close();
        Files.delete(directory.campaigns().resolve("clean"));
        open();
    }

    <T> T done(final CompletableFuture<T> answer) {
        assertThat(answer).isNotDone();
        while (agent.doWork() > 0) {}
        assertThat(answer).isDone();
        return answer.join();
    }

    ApplyReport apply(final String... lines) {
        return done(agent.proxy().applyLines(bytes(lines)));
    }

    ApplyReport applyFile(final boolean force, final String... lines) throws IOException {
        final Path file = folder.resolve("campaigns.ndjson");
        Files.write(file, bytes(lines));
        return done(agent.proxy().applyStartFile(file, force));
    }

    ChangeOutcome put(final long id, final String document, final String ifMatch) {
        return done(agent.proxy().put(id, bytes(document), IfMatch.parse(ifMatch)));
    }

    ChangeOutcome delete(final long id) {
        return done(agent.proxy().delete(id, IfMatch.ALWAYS));
    }

    /** The document, or {@code none}. */
    String read(final long id) {
        return done(agent.proxy().campaign(id))
                .map(campaign -> new String(campaign.json(), StandardCharsets.UTF_8))
                .orElse("none");
    }

    /** All documents, a line each. */
    String all() {
        final StringBuilder all = new StringBuilder();
        DocumentPage page;
        long behindId = DocumentPage.BEFORE_ALL;
        do {
            page = done(agent.proxy().campaigns(behindId));
            all.append(new String(page.ndjson(), StandardCharsets.UTF_8));
            behindId = page.lastId();
        } while (!page.isLast());
        return all.toString();
    }

    /** The encoded creative, or {@code missing}. */
    String readCreative(final long version) {
        final byte[] into = new byte[CreativeLayout.MAX_LENGTH_BYTES];
        final int length = agent.creatives().newReader().read(version, into);
        return length == CreativeSource.MISSING ? "missing" : new String(into, 0, length, StandardCharsets.UTF_8);
    }
}
