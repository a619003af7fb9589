package io.hayate.benchmarks.notices;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.bid.accept.AcceptSettings;
import io.hayate.bidder.bid.accept.BidLoopParts;
import io.hayate.bidder.bid.accept.BidServer;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.ExchangeProfiles;
import io.hayate.bidder.exchanges.PriceKeys;
import io.hayate.bidder.journal.JournalSync;
import io.hayate.bidder.journal.SegmentEventLog;
import io.hayate.bidder.journal.SegmentEventLog.Sync;
import io.hayate.bidder.journal.SegmentLog;
import io.hayate.bidder.journal.SyncCounter;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.DurableNotices;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerBooks;
import io.hayate.bidder.ledger.LedgerClock;
import io.hayate.bidder.ledger.LedgerCounter;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.LedgerQueries;
import io.hayate.bidder.notices.receive.ConversionParts;
import io.hayate.bidder.notices.receive.NoticeReceiver;
import io.hayate.bidder.notices.receive.SeenImpressions;
import io.hayate.bidder.notices.token.NoticeKeys;
import io.hayate.bidder.notices.token.TokenVerifier;
import io.hayate.bidder.threads.AgentThreads;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * Bid port, notice receivers, ledger agent and money log as a bidder has them, with its threads and pauses; nobody bids.
 * Owned by the thread that opened it.
 */
public final class BookingBidder implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long NOTICE_EXPIRY_MS = TimeUnit.HOURS.toMillis(24);

    /** As a bidder has them. */
    private static final long LEDGER_IDLE_MS = 4;

    private static final long SYNC_IDLE_MS = 200;

    private static final int REQUEST_TIMEOUT_MS = 10_000;

    private final AgentThreads agents = new AgentThreads(AgentThreads.Mode.THREADS, SystemNanoClock.INSTANCE);
    private final SegmentEventLog log;
    private final JournalSync journalSync;
    private final LedgerAgent ledger;
    private final BidServer server;

    public BookingBidder(final Path folder, final Sync sync, final int loops, final NoticeKeys keys)
            throws IOException {
        final List<LedgerProxy> proxies = new ArrayList<>();
        final List<BudgetLane> lanes = new ArrayList<>();
        for (int loop = 0; loop < loops; loop++) {
            proxies.add(new LedgerProxy());
            lanes.add(new BudgetLane());
        }
        log = SegmentEventLog.open(folder, SegmentLog.DEFAULT_SEGMENT_BYTES, sync);
        final DurableNotices durable = new DurableNotices(proxies);
        journalSync = new JournalSync(log, durable);
        final Runnable onWritten = sync == Sync.GROUP ? journalSync::wake : durable::onWritten;
        ledger = new LedgerAgent(
                LedgerBooks.empty(log, 1, NOTICE_EXPIRY_MS),
                new LiveIndex(1),
                0,
                lanes,
                proxies,
                onWritten,
                new LedgerQueries(),
                new LedgerClock(SystemEpochClock.INSTANCE, SystemNanoClock.INSTANCE));
        if (sync == Sync.GROUP) {
            agents.start(journalSync, SYNC_IDLE_MS);
        }
        agents.start(ledger, LEDGER_IDLE_MS);
        final ExchangeProfiles profiles = ExchangeProfiles.builtIn();
        final List<BidLoopParts> parts = new ArrayList<>();
        for (final LedgerProxy proxy : proxies) {
            final NoticeReceiver receiver = new NoticeReceiver(
                    new TokenVerifier(keys, NOTICE_EXPIRY_MS),
                    profiles.all(),
                    PriceKeys.NONE,
                    proxy,
                    new ConversionParts(null, new byte[16], () -> CurrencyRates.NONE, SeenImpressions.NONE),
                    SystemEpochClock.INSTANCE);
            parts.add(new BidLoopParts(new NoBids(), receiver, latencyNs -> {}));
        }
        server = BidServer.open(new AcceptSettings(HOST, 0, REQUEST_TIMEOUT_MS, 0), profiles.all(), parts);
    }

    public int port() {
        return server.boundPort();
    }

    /** Bids whose cost was booked. */
    public long booked() {
        return ledger.counters().get(LedgerCounter.BOOKED);
    }

    /** Bytes in the money log. */
    public long logBytes() {
        return log.writtenPosition();
    }

    public long forces() {
        return journalSync.counters().get(SyncCounter.FORCES);
    }

    /** CPU time of the threads that a bidder has for this, in nanoseconds. */
    public static long cpuNs() {
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sumNs = 0;
        for (final long id : threads.getAllThreadIds()) {
            final ThreadInfo thread = threads.getThreadInfo(id);
            if (thread != null && isOurs(thread.getThreadName())) {
                sumNs += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return sumNs;
    }

    private static boolean isOurs(final String name) {
        return name.startsWith("bid-loop-")
                || name.startsWith("acceptor-")
                || name.equals("ledger-agent")
                || name.equals("journal-sync");
    }

    @Override
    public void close() throws IOException {
        server.close();
        agents.close();
        log.close();
    }

    private static final class NoBids implements BidRoute {
        private final byte[] body = new byte[BidLimits.BODY_BUFFER_BYTES];

        @Override
        public byte[] body() {
            return body;
        }

        @Override
        public int bid(
                final ExchangeProfile exchange,
                final int bodyLengthBytes,
                final long arrivalNs,
                final long arrivalMs,
                final byte[] answer) {
            return NO_BID;
        }

        @Override
        public void endOfBatch() {}
    }
}
