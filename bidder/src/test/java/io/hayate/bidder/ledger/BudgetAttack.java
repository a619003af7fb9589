package io.hayate.bidder.ledger;

import static io.hayate.bidder.ledger.TestBudgets.BID_NANOS;
import static io.hayate.bidder.ledger.TestBudgets.campaign;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One seeded attempt to pass budgets: bursts, notices that are late, missing, doubled and in any order, processes that are
 * killed when all that budgets give is in flight, power cuts, a log that is full, a clock that is set. What was spent it
 * knows only by adding up what it has sent; where no clock is set, the ledger must come to the same.
 */
final class BudgetAttack {
    private static final long DAY_MS = 86_400_000;
    private static final long IN_TIME_MS = 300_000;
    private static final long FUTURE_MS = 60_000;

    private static final int FLOOD_TURNS = 5;
    private static final int FLOOD_BIDS = 12;
    private static final int BILLS_AFTER_KILL = 400;

    private final Random random;
    private final MemoryLog log = new MemoryLog(false);
    private final int lanes;
    private final List<Books> campaigns = new ArrayList<>();
    private final List<Bid> inFlight = new ArrayList<>();

    /** Sent, and not answered before the process that took them died. */
    private final List<Sent> unanswered = new ArrayList<>();

    /** Every other attempt sends no bill late, so that the budget itself is the bound. */
    private final boolean inTime;

    /** As of some moment when all of the log was durable. */
    private List<byte[]> checkpoint = List.of();

    private long checkpointPosition;
    private LedgerHarness ledger;
    private long reallyMs;
    private long kills;
    private boolean diskIsSlow;

    /** What the exchange knows of a bid. */
    private static final class Bid {
        final NoticePayload payload;
        final Books books;
        final long reallyMadeMs;
        final long costNanos;
        boolean isLate;
        boolean isLost;
        boolean isBilled;
        /** A bill of it is in the log for good. */
        boolean isKept;

        long countedDay;

        Bid(final NoticePayload payload, final Books books, final long reallyMadeMs, final long costNanos) {
            this.payload = payload;
            this.books = books;
            this.reallyMadeMs = reallyMadeMs;
            this.costNanos = costNanos;
        }
    }

    private static final class Sent {
        final Bid bid;
        final NoticeKind kind;
        long position = -1;

        Sent(final Bid bid, final NoticeKind kind) {
            this.bid = bid;
            this.kind = kind;
        }
    }

    /** The exchange's, of one campaign. */
    private static final class Books {
        final long id;
        final long daily;
        final long total;
        final Map<Long, long[]> spentLateAbsorbedByDay = new HashMap<>();
        long spent;
        long late;
        long absorbed;

        Books(final long id, final long daily, final long total) {
            this.id = id;
            this.daily = daily;
            this.total = total;
        }

        boolean isBounded() {
            return daily != Budget.NO_LIMIT || total != Budget.NO_LIMIT;
        }

        long[] day(final long day) {
            return spentLateAbsorbedByDay.computeIfAbsent(day, number -> new long[3]);
        }
    }

    BudgetAttack(final long seed) {
        random = new Random(seed);
        inTime = seed % 2 == 0;
        lanes = 1 + random.nextInt(8);
        ledger = new LedgerHarness(lanes, "2026-11-22T21:00:00Z", log);
        for (int c = 0; c < 3; c++) {
            final int bids = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 5 + random.nextInt(300);
            final long nanos = bids * BID_NANOS + random.nextInt(1000);
            final Books books = new Books(
                    c + 1,
                    random.nextInt(3) == 0 ? Budget.NO_LIMIT : nanos,
                    random.nextInt(3) == 0 ? Budget.NO_LIMIT : nanos * (1 + random.nextInt(20)));
            campaigns.add(books);
            ledger.budgets.put(c, campaign(books.id, books.daily, books.total, "UTC"));
        }
        work();
    }

    void step() {
        switch (random.nextInt(10)) {
            case 0, 1 -> burst();
            case 2, 3, 4 -> notice();
            case 5 -> pass(random.nextInt(random.nextInt(30) == 0 ? 400_000 : 800));
            case 6 -> rarely();
            default -> work();
        }
        if (log.full && random.nextInt(10) == 0) {
            log.full = false;
        }
        forgetExpired();
        campaigns.forEach(this::check);
        if (inTime && ledger.proxies.stream().noneMatch(LedgerProxy::hasNotices)) {
            campaigns.forEach(this::compare);
        }
    }

    long lateNanos() {
        return campaigns.stream().mapToLong(each -> each.late).sum();
    }

    long absorbedNanos() {
        return campaigns.stream().mapToLong(each -> each.absorbed).sum();
    }

    long billedNanos() {
        return campaigns.stream().mapToLong(each -> each.spent).sum();
    }

    long kills() {
        return kills;
    }

    private void rarely() {
        switch (random.nextInt(12)) {
            case 0 -> kill(false);
            case 1 -> kill(true);
            case 2 -> setClock();
            case 3 -> log.full = true;
            case 4, 6 -> pass(random.nextInt(8 * 3_600_000));
            case 5 -> {
                flood(FLOOD_TURNS);
                ledger.agent.onClose();
                dieAndGoOn(false);
            }
            case 7 -> writeCheckpoint();
            default -> log.force();
        }
    }

    private void burst() {
        final int c = random.nextInt(campaigns.size());
        final int lane = random.nextInt(lanes);
        final int most = random.nextInt(5) == 0 ? 100 : 3;
        for (int i = random.nextInt(most); i >= 0; i--) {
            final long cpmMicros = random.nextBoolean() ? BID_NANOS : 1L + random.nextInt((int) BID_NANOS);
            bid(lane, c, cpmMicros, random.nextBoolean() ? cpmMicros : cpmMicros / 2);
        }
    }

    private boolean bid(final int lane, final int c, final long cpmMicros, final long costNanos) {
        final NoticePayload bid = ledger.bid(lane, c, c + 1, cpmMicros);
        if (bid != null) {
            inFlight.add(new Bid(bid, campaigns.get(c), reallyMs, costNanos));
        }
        return bid != null;
    }

    /** All that budgets give, or much of it, is in flight afterwards. */
    private void flood(final int turns) {
        for (int turn = 0; turn < turns; turn++) {
            for (int c = 0; c < campaigns.size(); c++) {
                for (int lane = 0; campaigns.get(c).isBounded() && lane < lanes; lane++) {
                    int left = FLOOD_BIDS;
                    while (left > 0 && bid(lane, c, BID_NANOS, BID_NANOS)) {
                        left--;
                    }
                }
            }
            work();
        }
    }

    /** Of any bid there is: what is not sent by chance comes late, or never. */
    private void notice() {
        for (int n = random.nextInt(20); n > 0 && !inFlight.isEmpty(); n--) {
            final int recent = Math.min(inFlight.size(), 60);
            final int at = random.nextInt(6) == 0
                    ? random.nextInt(inFlight.size())
                    : inFlight.size() - 1 - random.nextInt(recent);
            final Bid bid = inFlight.get(at);
            final NoticeKind kind = switch (random.nextInt(8)) {
                case 0, 1 -> NoticeKind.LOSS;
                case 2 -> NoticeKind.WIN;
                default -> NoticeKind.BILL;
            };
            if (!(inTime && isTooLate(bid)) && bid.payload.timeMs <= ledger.clock.time() + FUTURE_MS) {
                final int times = random.nextInt(6) == 0 ? 2 : 1;
                for (int i = 0; i < times; i++) {
                    send(new Sent(bid, kind));
                }
            }
        }
    }

    private void send(final Sent sent) {
        final Bid bid = sent.bid;
        ledger.notice(sent.kind, bid.payload, bid.costNanos);
        unanswered.add(sent);
        if (sent.kind == NoticeKind.LOSS) {
            bid.isLost |= !bid.isBilled;
        }
        if (sent.kind != NoticeKind.BILL || bid.isBilled) {
            return;
        }
        bid.isBilled = true;
        final boolean late = bid.isLate
                || bid.isLost
                || reallyMs - bid.reallyMadeMs >= IN_TIME_MS
                || ledger.clock.time() - bid.payload.timeMs >= IN_TIME_MS;
        bid.isLate = late;
        bid.countedDay = Math.floorDiv(ledger.clock.time(), DAY_MS);
        count(bid, 1);
    }

    private static void count(final Bid bid, final int sign) {
        final long nanos = sign * bid.costNanos;
        final long[] day = bid.books.day(bid.countedDay);
        bid.books.spent += nanos;
        day[0] += nanos;
        if (bid.isLate) {
            bid.books.late += nanos;
            day[1] += nanos;
        }
    }

    private void work() {
        if (log.full && ledger.proxies.stream().anyMatch(LedgerProxy::hasNotices)) {
            return; // the agent leaves them in the rings
        }
        ledger.agent.doWork();
        for (final Sent sent : unanswered) {
            if (sent.position < 0) {
                sent.position = log.endPosition();
            }
        }
        if (!diskIsSlow && random.nextInt(3) == 0) {
            log.force();
        }
        unanswered.removeIf(sent -> {
            final boolean answered = sent.position >= 0 && sent.position <= log.durablePosition();
            if (answered) {
                keep(sent);
            }
            return answered;
        });
        lookAtReserves();
    }

    /** Once all that was sent has come, the exchange's books and the ledger are the same to the nano. */
    private void compare(final Books books) {
        final Account account = ledger.ledger.account(books.id);
        final long booked = account == null ? 0 : account.spentTotalNanos();
        if (booked != books.spent) {
            throw new AssertionError(
                    "campaign %d: %d were billed, %d are booked".formatted(books.id, books.spent, booked));
        }
    }

    private void lookAtReserves() {
        for (final Books books : campaigns) {
            final Account account = ledger.ledger.account(books.id);
            final long absorbed = account == null ? 0 : account.late.absorbedNanos();
            books.day(Math.floorDiv(ledger.clock.time(), DAY_MS))[2] += absorbed - books.absorbed;
            books.absorbed = absorbed;
        }
    }

    private boolean isInLog(final Sent sent) {
        return sent.position >= 0 && sent.position <= log.endPosition();
    }

    private static void keep(final Sent sent) {
        sent.bid.isKept |= sent.kind == NoticeKind.BILL;
    }

    /** The process dies; the exchange sends again what it has no answer for, and goes on. */
    private void kill(final boolean powerCut) {
        log.full = false;
        if (powerCut) {
            // Of what is asked for now, nothing is granted by what the cut takes.
            diskIsSlow = true;
        }
        flood(FLOOD_TURNS);
        diskIsSlow = false;
        dieAndGoOn(powerCut);
    }

    private void dieAndGoOn(final boolean powerCut) {
        kills++;
        log.full = false;
        if (powerCut) {
            log.cutToDurable();
        } else {
            log.force();
        }
        ledger = ledger.restarted(LedgerHarness.replay(checkpoint, log, checkpointPosition));
        if (random.nextInt(4) == 0) {
            setClock();
        }
        final List<Sent> again = List.copyOf(unanswered);
        unanswered.clear();
        again.stream().filter(this::isInLog).forEach(BudgetAttack::keep);
        for (final Sent sent : again) {
            if (sent.kind == NoticeKind.BILL && sent.bid.isBilled && !sent.bid.isKept) {
                // Booked when it comes again.
                count(sent.bid, -1);
                sent.bid.isBilled = false;
            }
        }
        for (final Sent sent : again) {
            if (isAccepted(sent.bid)) {
                send(sent);
            }
        }
        work();
        billWhileBiddingGoesOn();
    }

    /** Those of the dead process and of the new one alike. */
    private void billWhileBiddingGoesOn() {
        final List<Bid> bids =
                new ArrayList<>(inFlight.subList(Math.max(0, inFlight.size() - BILLS_AFTER_KILL), inFlight.size()));
        final int before = inFlight.size();
        flood(FLOOD_TURNS);
        bids.addAll(inFlight.subList(before, inFlight.size()));
        Collections.shuffle(bids, random);
        int turn = 0;
        for (final Bid bid : bids) {
            if (isAccepted(bid) && !(inTime && isTooLate(bid)) && random.nextInt(30) > 0) {
                send(new Sent(bid, NoticeKind.BILL));
            }
            if (++turn % 100 == 0) {
                work();
                flood(1);
                campaigns.forEach(this::check);
            }
        }
        work();
    }

    private void writeCheckpoint() {
        log.force();
        work();
        log.force();
        final List<byte[]> records = new ArrayList<>();
        try {
            ledger.ledger.writeTo(records::add);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        checkpoint = records;
        checkpointPosition = log.endPosition();
    }

    private boolean isTooLate(final Bid bid) {
        return bid.isLost || reallyMs - bid.reallyMadeMs >= IN_TIME_MS;
    }

    private boolean isAccepted(final Bid bid) {
        return bid.payload.timeMs <= ledger.clock.time() + FUTURE_MS
                && bid.payload.timeMs >= ledger.clock.time() - DAY_MS;
    }

    /** Bids that are in flight when the clock is set are late, by the one clock or the other. */
    private void setClock() {
        if (inTime) {
            return;
        }
        work();
        final long byMs = (random.nextBoolean() ? 1 : -1) * (70_000L + random.nextInt(10 * 3_600_000));
        inFlight.forEach(bid -> bid.isLate = true);
        ledger.setClockBy(byMs);
        work();
    }

    /** What was sent is booked by the time that it was sent at: what is set aside is looked at by days. */
    private void pass(final long ms) {
        if (ledger.proxies.stream().anyMatch(LedgerProxy::hasNotices)) {
            log.full = false;
            work();
        }
        ledger.clock.advance(ms);
        reallyMs += ms;
    }

    private void forgetExpired() {
        if (inFlight.size() > 1_500) {
            inFlight.subList(0, inFlight.size() - 1_000).clear();
        }
        inFlight.removeIf(bid -> bid.payload.timeMs < ledger.clock.time() - DAY_MS);
    }

    private void check(final Books books) {
        check(books, "total", books.total, books.spent, books.late, books.absorbed);
        books.spentLateAbsorbedByDay.forEach(
                (day, sums) -> check(books, "of day " + day, books.daily, sums[0], sums[1], sums[2]));
    }

    private void check(
            final Books books,
            final String which,
            final long budget,
            final long spent,
            final long late,
            final long absorbed) {
        if (budget != Budget.NO_LIMIT && spent > budget + Math.max(0, late - absorbed)) {
            throw new AssertionError("campaign %d, budget %s: spent %d of %d, %d late, %d of that set aside"
                    .formatted(books.id, which, spent, budget, late, absorbed));
        }
    }
}
