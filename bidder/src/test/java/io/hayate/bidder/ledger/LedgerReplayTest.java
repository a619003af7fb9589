package io.hayate.bidder.ledger;

import static io.hayate.bidder.ledger.TestBudgets.BID_NANOS;
import static io.hayate.bidder.ledger.TestBudgets.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens and wherever a process ends: the log alone, read from any checkpoint on, makes the ledger again. */
class LedgerReplayTest {
    private static final int CAMPAIGNS = 4;
    private static final String[] ZONES = {"UTC", "Asia/Tokyo", "America/New_York", "Asia/Kathmandu"};

    private final MemoryLog log = new MemoryLog(true);
    private final List<NoticePayload> bids = new ArrayList<>();
    private LedgerHarness ledger = new LedgerHarness(2, "2026-10-31T22:00:00Z", log);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldComeToTheSameFromTheLogAlone(final long seed) throws IOException {
        final Random random = new Random(seed);
        for (int c = 0; c < CAMPAIGNS; c++) {
            follow(c, random);
        }
        byte[] checkpoint = {};
        List<byte[]> records = new ArrayList<>();
        long position = 0;
        for (int step = 0; step < 4_000; step++) {
            step(random);
            if (step % 500 == 250) {
                records = new ArrayList<>();
                ledger.ledger.writeTo(records::add);
                position = log.endPosition();
                checkpoint = LedgerHarness.bytes(ledger.ledger);
                assertThat(LedgerHarness.bytes(LedgerHarness.replay(log))).isEqualTo(checkpoint);
            }
        }
        final byte[] atWork = LedgerHarness.bytes(ledger.ledger);
        assertThat(atWork).isNotEqualTo(checkpoint);
        assertThat(LedgerHarness.bytes(LedgerHarness.replay(log))).isEqualTo(atWork);
        assertThat(LedgerHarness.bytes(LedgerHarness.replay(records, log, position)))
                .isEqualTo(atWork);
        for (byte kind = MoneyRecord.NOTICE; kind <= MoneyRecord.LATE; kind++) {
            assertThat(log.count(kind)).as("records of kind %d", kind).isPositive();
        }
    }

    private void step(final Random random) {
        final int c = random.nextInt(CAMPAIGNS);
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> bid(c, random);
            case 4, 5, 6 -> notice(random);
            case 7 -> ledger.clock.advance(random.nextInt(random.nextInt(20) == 0 ? 3_600_000 : 2_000));
            case 8 -> rarely(random);
            default -> ledger.agent.doWork();
        }
    }

    private void rarely(final Random random) {
        switch (random.nextInt(20)) {
            case 0 -> ledger = ledger.restarted();
            case 1 -> {
                ledger.agent.onClose();
                ledger = ledger.restarted();
            }
            case 2 -> follow(random.nextInt(CAMPAIGNS), random);
            case 3 -> ledger.setClockBy(TimeUnit.MINUTES.toMillis(random.nextInt(1200) - 600));
            case 4 -> ledger.agent.keepTraffic(random.nextInt(1 + CAMPAIGNS), new byte[] {1, (byte) random.nextInt()});
            case 5 -> ledger.clock.advance(LedgerHarness.DAY_MS);
            case 6 -> ledger.budgets.remove(random.nextInt(CAMPAIGNS));
            default -> {
                // Nothing.
            }
        }
    }

    private void follow(final int c, final Random random) {
        ledger.budgets.put(
                c,
                campaign(
                        c + 1,
                        (10 + random.nextInt(100)) * BID_NANOS,
                        (100 + random.nextInt(10_000)) * BID_NANOS,
                        ZONES[random.nextInt(ZONES.length)]));
    }

    private void bid(final int c, final Random random) {
        final NoticePayload bid = ledger.bid(random.nextInt(2), c, c + 1, 1L + random.nextInt((int) BID_NANOS));
        if (bid != null) {
            bids.add(bid);
        }
    }

    private void notice(final Random random) {
        if (bids.isEmpty()) {
            return;
        }
        // The newest mostly, and those of days ago.
        final int back = random.nextInt(random.nextInt(10) == 0 ? bids.size() : Math.min(20, bids.size()));
        final NoticePayload bid = bids.get(bids.size() - 1 - back);
        final NoticeKind kind = NoticeKind.values()[random.nextInt(NoticeKind.values().length)];
        ledger.notice(kind, bid, bid.bidCpmMicros, random.nextBoolean() ? 0 : random.nextInt(500));
    }
}
