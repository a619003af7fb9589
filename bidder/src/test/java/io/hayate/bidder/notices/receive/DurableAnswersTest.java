package io.hayate.bidder.notices.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.bid.accept.AcceptCounter;
import io.hayate.bidder.bid.accept.AcceptSettings;
import io.hayate.bidder.bid.accept.BidLoopParts;
import io.hayate.bidder.bid.accept.BidServer;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.ExchangeProfiles;
import io.hayate.bidder.exchanges.PriceKeys;
import io.hayate.bidder.journal.EventLog;
import io.hayate.bidder.journal.JournalSync;
import io.hayate.bidder.journal.RecordReader;
import io.hayate.bidder.journal.SegmentEventLog;
import io.hayate.bidder.journal.SegmentEventLog.Sync;
import io.hayate.bidder.ledger.AccountStatement;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.DurableNotices;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerBooks;
import io.hayate.bidder.ledger.LedgerClock;
import io.hayate.bidder.ledger.LedgerCounter;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.LedgerQueries;
import io.hayate.bidder.ledger.MoneyRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenSigner;
import io.hayate.bidder.notices.token.TokenVerifier;
import io.hayate.bidder.notices.token.Tokens;
import io.hayate.bidder.wire.WireClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.CachedEpochClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a socket to the disk and back: the real bid port, receiver, ledger agent and money log; agents driven by hand. */
@Tag("jdk25")
class DurableAnswersTest {
    private static final String HOST = "127.0.0.1";
    private static final int SEGMENT_BYTES = 1024;
    private static final int SMALL_RING_BYTES = 2048;
    private static final int CLIENTS = 40;

    @TempDir
    private Path folder;

    private final CachedEpochClock clock = new CachedEpochClock();
    private final TokenSigner signer = new TokenSigner(Tokens.keys(Tokens.KEY_A));
    private final NoticePayload payload = Tokens.payload();
    private final List<WireClient> clients = new ArrayList<>();
    private final LedgerProxy proxy = new LedgerProxy(SMALL_RING_BYTES);
    private final LedgerQueries queries = new LedgerQueries();
    private FullableLog log;
    private JournalSync sync;
    private LedgerAgent ledger;
    private BidServer server;

    private void open(final Sync mode) throws IOException {
        clock.update(Tokens.NOW_MS);
        final SegmentEventLog segments = SegmentEventLog.open(folder, SEGMENT_BYTES, mode);
        log = new FullableLog(segments);
        final DurableNotices durable = new DurableNotices(List.of(proxy));
        sync = new JournalSync(segments, durable);
        final Runnable onWritten = mode == Sync.GROUP ? sync::wake : durable::onWritten;
        ledger = new LedgerAgent(
                LedgerBooks.empty(log, 1, Tokens.DAY_MS),
                new LiveIndex(1),
                0,
                List.of(new BudgetLane()),
                List.of(proxy),
                onWritten,
                queries,
                new LedgerClock(clock, () -> TimeUnit.MILLISECONDS.toNanos(clock.time())));
        // What a start tells the log is not what there may be no room for.
        ledger.doWork();
        sync.doWork();
        final ExchangeProfiles profiles = ExchangeProfiles.builtIn();
        final NoticeReceiver receiver = new NoticeReceiver(
                new TokenVerifier(Tokens.keys(Tokens.KEY_A), Tokens.DAY_MS),
                profiles.all(),
                PriceKeys.NONE,
                proxy,
                TestConversions.PARTS,
                clock);
        server = BidServer.open(
                new AcceptSettings(HOST, 0, 20_000, 0),
                profiles.all(),
                List.of(new BidLoopParts(new NoBids(), receiver, latencyNs -> {})));
    }

    @AfterEach
    void close() throws IOException {
        for (final WireClient client : clients) {
            client.close();
        }
        server.close();
        ledger.onClose();
        log.close();
    }

    @Test
    void shouldAnswerAfterTheForceOnly() throws IOException {
        open(Sync.GROUP);
        final WireClient client = bill();
        awaitParked(1);
        ledger.doWork();
        assertThat(log.writtenPosition()).isPositive();
        // Looked at twice by the loop: once it has nothing more to say, it has not answered either.
        assertBidding();
        assertThat(server.parkedConnections(0)).isEqualTo(1);
        sync.doWork();
        assertThat(client.readAnswer().status()).isEqualTo(204);
        assertThat(statement().billed()).isEqualTo(1);
    }

    @Test
    void shouldAnswerAfterTheWriteWhereNobodyForces() throws IOException {
        open(Sync.NONE);
        final WireClient client = bill();
        awaitParked(1);
        ledger.doWork();
        assertThat(client.readAnswer().status()).isEqualTo(204);
    }

    @Test
    void shouldAnswerAtOnceWhatIsNotBooked() throws IOException {
        open(Sync.GROUP);
        payload.test = true;
        assertThat(bill().readAnswer().status()).isEqualTo(204);
        assertThat(server.counters().get(0).get(AcceptCounter.NOTICES_PARKED)).isZero();
    }

    /** The ring holds fewer than come: the disk is full, then has room for a while, then is full in the middle again. */
    @Test
    void shouldBidOnWhileTheDiskIsFullAndThenBookEachOnce() throws IOException {
        open(Sync.GROUP);
        for (int i = 0; i < CLIENTS / 2; i++) {
            bill();
        }
        awaitParked(CLIENTS / 2);
        log.roomNotices = 3;
        work();
        for (int i = CLIENTS / 2; i < CLIENTS; i++) {
            bill();
        }
        assertBidding();
        awaitParked(CLIENTS - 3);
        for (int i = 0; i < 5; i++) {
            work();
        }
        assertBidding();
        assertThat(server.parkedConnections(0)).isEqualTo(CLIENTS - 3);
        assertThat(ledger.counters().get(LedgerCounter.LOG_FAILURES)).isGreaterThan(1);
        log.roomNotices = 5;
        work();
        awaitParked(CLIENTS - 8);

        log.roomNotices = Integer.MAX_VALUE;
        while (server.parkedConnections(0) > 0) {
            work();
        }
        for (final WireClient client : clients) {
            assertThat(client.readAnswer().status()).isEqualTo(204);
        }
        assertThat(statement().billed()).isEqualTo(CLIENTS);
        assertThat(booked()).hasSize(CLIENTS).doesNotHaveDuplicates();
        assertThat(server.counters().get(0).get(AcceptCounter.NOTICES_BUSY)).isZero();
    }

    private void work() {
        clock.advance(100);
        ledger.doWork();
        sync.doWork();
    }

    /** Sequences of the bids whose notices are in the log. */
    private List<Long> booked() throws IOException {
        final List<Long> sequences = new ArrayList<>();
        log.replay(0, (record, end) -> {
            if (record.get(record.position()) != MoneyRecord.NOTICE) {
                return;
            }
            assertThat(record.remaining()).isEqualTo(MoneyRecord.NOTICE_LENGTH_BYTES);
            sequences.add(Long.reverseBytes(record.getLong(record.position() + MoneyRecord.NOTICE_OFFSET + 24)));
        });
        return sequences;
    }

    /** The notice of another bid each time, on a connection of its own. */
    private WireClient bill() throws IOException {
        payload.sequence++;
        final WireClient client = connect();
        client.send("GET /notice/bill?t=" + Tokens.token(signer, payload, NoticeKind.BILL)
                + "&p=1 HTTP/1.1\r\nHost: x\r\n\r\n");
        clients.add(client);
        return client;
    }

    private void assertBidding() throws IOException {
        try (WireClient client = connect()) {
            client.post("{}");
            assertThat(client.readAnswer().status()).isEqualTo(204);
        }
    }

    private WireClient connect() throws IOException {
        return new WireClient(HOST, server.boundPort());
    }

    private void awaitParked(final int count) {
        final long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while (server.parkedConnections(0) != count && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        assertThat(server.parkedConnections(0)).isEqualTo(count);
    }

    private AccountStatement statement() {
        final var answer = queries.ask(payload.campaignId).toCompletableFuture();
        ledger.doWork();
        return answer.join().orElseThrow();
    }

    /** The real log, on a disk with room for so many notices more. */
    private static final class FullableLog implements EventLog {
        private final SegmentEventLog log;
        int roomNotices = Integer.MAX_VALUE;

        FullableLog(final SegmentEventLog log) {
            this.log = log;
        }

        @Override
        public long append(final DirectBuffer record, final int offset, final int length) throws IOException {
            requireRoom();
            if (record.getByte(offset) == MoneyRecord.NOTICE) {
                roomNotices--;
            }
            return log.append(record, offset, length);
        }

        @Override
        public void write() throws IOException {
            log.write();
        }

        private void requireRoom() throws IOException {
            if (roomNotices == 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public long startPosition() {
            return log.startPosition();
        }

        @Override
        public long endPosition() {
            return log.endPosition();
        }

        @Override
        public long writtenPosition() {
            return log.writtenPosition();
        }

        @Override
        public long durablePosition() {
            return log.durablePosition();
        }

        @Override
        public void replay(final long fromPosition, final RecordReader reader) throws IOException {
            log.replay(fromPosition, reader);
        }

        @Override
        public void deleteBefore(final long position) throws IOException {
            log.deleteBefore(position);
        }

        @Override
        public void close() throws IOException {
            log.close();
        }
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
        public int noBidLengthBytes() {
            return 0;
        }

        @Override
        public void endOfBatch() {}
    }
}
