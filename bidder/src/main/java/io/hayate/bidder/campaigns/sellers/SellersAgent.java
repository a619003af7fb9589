package io.hayate.bidder.campaigns.sellers;

import io.hayate.bidder.campaigns.WatchedFile;
import io.hayate.bidder.campaigns.admit.Refusal;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the file of authorised sellers and publishes what it holds.
 *
 * <p>A bad line is refused, told and counted, and the rest goes in. A changed file of which no line can be used changes
 * nothing: it is likely to be in the middle of being written. Single writer: the sellers agent; readers: anybody, via {@link
 * #current}.
 */
public final class SellersAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(SellersAgent.class);

    private final Path file;
    private final EpochClock clock;
    private final WatchedFile watched;
    private final CounterBlock<SellersCounter> counters = new CounterBlock<>(SellersCounter.class);
    private volatile AuthorizedSellers current = AuthorizedSellers.NONE;
    /** When what is current was read; volatile for the metrics. */
    private volatile long readMs;

    private boolean readFailed;

    private SellersAgent(final Path file, final EpochClock clock) {
        this.file = file;
        this.clock = clock;
        this.watched = new WatchedFile(file, clock.time());
    }

    /**
     * Reads the file. Lines that are refused are told in the log.
     *
     * @param problems gets a sentence for everything for which nothing of the file can be used
     * @return null if there was such a problem
     */
    public static @Nullable SellersAgent open(final Path file, final EpochClock clock, final List<String> problems) {
        final SellersAgent agent = new SellersAgent(file, clock);
        try {
            agent.watched.hasChanged();
            final SellersFile read = agent.read();
            if (read.isEmpty() && read.linesRefused() > 0) {
                read.refusals().forEach(refusal -> problems.add(sentence(refusal)));
                return null;
            }
            agent.publish(read);
            return agent;
        } catch (final IOException e) {
            problems.add(file + " cannot be read: " + e.getMessage());
            return null;
        }
    }

    /** Those to bid by now. Any thread. */
    public AuthorizedSellers current() {
        return current;
    }

    /** How long ago the current ones were read, in seconds. Any thread. */
    public double ageSeconds() {
        return (clock.time() - readMs) / 1_000.0;
    }

    public CounterBlock<SellersCounter> counters() {
        return counters;
    }

    @Override
    public String roleName() {
        return "sellers-agent";
    }

    @Override
    public int doWork() {
        return watched.isDue(clock.time()) ? takeOverChanges() : 0;
    }

    private int takeOverChanges() {
        try {
            if (!watched.hasChanged()) {
                readFailed = false;
                return 0;
            }
            final SellersFile read = read();
            readFailed = false;
            if (read.isEmpty()) {
                counters.increment(SellersCounter.REFUSED);
                tellRefused(read);
                LOG.warn("Authorised sellers of {} are refused, those before stay: no line can be used", file);
                return 1;
            }
            publish(read);
            counters.increment(SellersCounter.RELOADED);
            return 1;
        } catch (final IOException e) {
            onReadFailed(e);
            return 0;
        }
    }

    private SellersFile read() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024)) {
            return SellersFile.read(in);
        } catch (final IOException e) {
            watched.forget();
            throw e;
        }
    }

    private void publish(final SellersFile read) {
        tellRefused(read);
        final AuthorizedSellers sellers = read.sellers();
        readMs = clock.time();
        current = sellers;
        LOG.info(
                "{} authorised sellers of {} domains and {} apps",
                sellers.sellerCount(),
                sellers.domainCount(),
                sellers.bundleCount());
    }

    private void tellRefused(final SellersFile read) {
        if (read.linesRefused() == 0) {
            return;
        }
        counters.add(SellersCounter.LINES_REFUSED, read.linesRefused());
        read.refusals().forEach(refusal -> LOG.warn("Authorised sellers of {}: {}", file, sentence(refusal)));
        LOG.warn("Authorised sellers of {}: {} lines are refused", file, read.linesRefused());
    }

    private void onReadFailed(final IOException e) {
        counters.increment(SellersCounter.READ_FAILED);
        if (!readFailed) {
            readFailed = true;
            LOG.warn("Authorised sellers of {} cannot be read, those before stay: {}", file, e.toString());
        }
    }

    private static String sentence(final Refusal refusal) {
        return "line " + refusal.line() + ": " + (refusal.path().isEmpty() ? "" : refusal.path() + " ")
                + refusal.reason();
    }
}
