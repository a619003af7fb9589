package io.hayate.bidder.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.journal.SegmentLog;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {
    private static final long NOON_MS = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

    @TempDir
    private Path dataDir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private SegmentLog log;

    @BeforeEach
    void open() throws IOException {
        log = SegmentLog.open(dataDir.resolve("money"), 1_000);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @Test
    void shouldPrintEveryRecordInTheContractsWords() throws IOException {
        exchange(0, "demo");
        account(1001);
        bids(1001, 0, 5);
        notice(NoticeKind.BILL, 9, 1_250_000, NOON_MS + 1);
        assertThat(run()).isZero();
        assertThat(lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"kind\":\"exchange\",\"number\":0,\"exchange\":\"demo\""),
                        line -> assertThat(line)
                                .contains("\"kind\":\"account\",\"time\":\"2026-11-22T12:00:00Z\",\"campaign\":1001,"
                                        + "\"advertiser\":7,\"currency\":\"USD\",\"timeZone\":\"Asia/Tokyo\""),
                        line -> assertThat(line).contains("\"campaign\":1001,\"exchange\":\"demo\",\"bids\":5}"),
                        line -> assertThat(line)
                                .contains("\"kind\":\"bill\",\"time\":\"2026-11-22T12:00:00.001Z\",\"bid\":\"4d-1-9\"")
                                .contains("\"exchange\":\"demo\",\"currency\":\"USD\",\"bidPrice\":2.5,")
                                .endsWith("\"books\":true,\"cost\":0.00125}"));
    }

    @Test
    void shouldPrintOnlyTheTimeThatIsAskedFor() throws IOException {
        exchange(0, "demo");
        for (int i = 0; i < 20; i++) { // several segments
            notice(NoticeKind.WIN, i, 0, NOON_MS + i * 60_000L);
        }
        assertThat(run("--from", "2026-11-22T12:05:00Z", "--to", "2026-11-22T12:07:00Z"))
                .isZero();
        assertThat(lines()).hasSize(2).allMatch(line -> line.contains("\"exchange\":\"demo\""));
    }

    @Test
    void shouldStopAtARecordThatIsNotWholeYet() throws IOException {
        notice(NoticeKind.WIN, 1, 0, NOON_MS);
        try (var files = Files.list(dataDir.resolve("money"))) {
            Files.write(files.findFirst().orElseThrow(), new byte[] {0, 0, 0, 99, 1}, StandardOpenOption.APPEND);
        }
        assertThat(run()).isZero();
        assertThat(lines()).hasSize(1);
    }

    @Test
    @Timeout(20)
    void shouldFollowUntilNobodyReads() throws Exception {
        notice(NoticeKind.WIN, 1, 0, NOON_MS);
        final CountDownLatch first = new CountDownLatch(1);
        final OutputStream reader = new OutputStream() {
            @Override
            public void write(final int unused) {}

            @Override
            public void write(final byte[] bytes, final int offset, final int length) throws IOException {
                if (first.getCount() == 0) {
                    throw new IOException("Broken pipe");
                }
                first.countDown();
            }
        };
        final int[] exitCode = {-1};
        final Thread command = new Thread(() -> exitCode[0] = JournalCommand.run(
                new String[] {"--data-dir", dataDir.toString(), "-f"}, reader, System.err, Map.of()));
        command.start();
        first.await();
        for (int i = 0; i < 30; i++) {
            notice(NoticeKind.WIN, 2 + i, 0, NOON_MS); // over the end of segments
        }
        command.join();
        assertThat(exitCode[0]).isZero();
    }

    @Test
    void shouldRefuseWhatCannotBeUsed() {
        assertThat(run("--from", "noon")).isEqualTo(2);
        assertThat(err()).contains("--from: 'noon' is no time");
        assertThat(run("--log", "bids")).isEqualTo(2);
        assertThat(err()).contains("has no bids log");
        assertThat(run("--check", "-f")).isEqualTo(2);
        assertThat(run("--colour")).isEqualTo(2);
    }

    @Test
    void shouldFindWhereTheLedgerDiffersFromAStraightReading() throws IOException {
        account(1001);
        bids(1001, 0, 3);
        notice(NoticeKind.WIN, 1, 0, NOON_MS);
        notice(NoticeKind.BILL, 1, 1_250_000, NOON_MS);
        notice(NoticeKind.BILL, 1, 1_250_000, NOON_MS + 5); // again
        notice(NoticeKind.BILL, 2, 1, NOON_MS);
        final String equal = "{\"currency\":\"USD\",\"spentTotal\":0.001250001,\"bids\":3,\"wins\":1,\"billed\":2}";
        assertThat(check(equal)).isZero();
        assertThat(lines()).anyMatch(line -> line.contains("4 notices, 1 of them again"));
        assertThat(check(equal.replace("0.001250001", "0.00125"))).isEqualTo(1);
        assertThat(lines()).contains("campaign 1001: spent: log 0.001250001, ledger 0.00125");
        assertThat(check(equal.replace("\"billed\":2", "\"billed\":3"))).isEqualTo(1);
        assertThat(lines()).contains("campaign 1001: billed: log 2, ledger 3");
    }

    private int check(final String ledger) throws IOException {
        final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/campaigns/1001/ledger", exchange -> {
            final byte[] body = ledger.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            return run(
                    "--check",
                    "--admin-url",
                    "http://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private int run(final String... args) {
        out.reset();
        err.reset();
        final List<String> all = new ArrayList<>(List.of("--data-dir", dataDir.toString()));
        all.addAll(Arrays.asList(args));
        return JournalCommand.run(
                all.toArray(new String[0]), out, new PrintStream(err, true, StandardCharsets.UTF_8), Map.of());
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void notice(final NoticeKind kind, final long sequence, final long costNanos, final long timeMs)
            throws IOException {
        final NoticeRecord notice = new NoticeRecord();
        notice.kind = kind;
        notice.noticeTimeMs = timeMs;
        notice.bidTimeMs = NOON_MS;
        notice.epoch = 77;
        notice.lane = 1;
        notice.sequence = sequence;
        notice.campaignId = 1001;
        notice.bidCpmMicros = 2_500_000;
        notice.reservedNanos = 2_500_000;
        notice.costNanos = costNanos;
        notice.billedOn = NoticeKind.BILL;
        notice.currency = CurrencyCode.USD;
        final byte[] record = new byte[1 + NoticeRecord.LENGTH_BYTES];
        record[0] = 1;
        notice.write(new UnsafeBuffer(record), 1);
        log.append(record, 0, record.length);
    }

    private void exchange(final int number, final String name) throws IOException {
        append(text(record(5).putInt(number), name));
    }

    private void account(final long campaign) throws IOException {
        append(text(record(3).putLong(NOON_MS).putLong(campaign).putLong(7).putInt(CurrencyCode.USD), "Asia/Tokyo"));
    }

    private void bids(final long campaign, final int exchange, final long count) throws IOException {
        append(record(6).putLong(NOON_MS).putLong(campaign).putInt(exchange).putLong(count));
    }

    private static ByteBuffer record(final int kind) {
        return ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN).put((byte) kind);
    }

    private static ByteBuffer text(final ByteBuffer record, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return record.putShort((short) bytes.length).put(bytes);
    }

    private void append(final ByteBuffer record) throws IOException {
        final byte[] bytes = new byte[record.position()];
        record.flip().get(bytes);
        log.append(bytes, 0, bytes.length);
    }
}
