package io.hayate.bidder.ledger;

import static io.hayate.bidder.ledger.TestBudgets.BID_NANOS;
import static io.hayate.bidder.ledger.TestBudgets.campaign;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One seeded attempt to pass budgets: bursts, notices that are late, missing, doubled and in any order, processes that are
 * killed, power cuts, a log that is full, a clock that is set. What was spent it knows only by adding up what it has sent.
 */
final class BudgetAttack {
    private static final long DAY_MS = 86_400_000;
    private static final long IN_TIME_MS = 300_000;
    private static final long FUTURE_MS = 60_000;

    private final Random random;
    private final MemoryLog log = new MemoryLog(false);
    private final int lanes;
    private final List<Books> campaigns = new ArrayList<>();
    private final List<Bid> inFlight = new ArrayList<>();

    /** Sent, and not answered before the process that took them died. */
    private final List<Sent> unanswered = new ArrayList<>();

    /** Every other attempt sends no bill late, so that the budget itself is the bound. */
    private final boolean inTime;

    private LedgerHarness ledger;
    private long reallyMs;
    private long kills;

    /** What the exchange knows of a bid. */
    private static final class Bid {
        final NoticePayload payload;
        final Books books;
        final long reallyMadeMs;
        final long costNanos;
        boolean isLate;
        boolean isLost;
        boolean isBilled;
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
        forgetExpired();
        campaigns.forEach(this::check);
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
            case 3 -> log.full = !log.full && random.nextInt(3) == 0;
            case 4, 6 -> pass(random.nextInt(8 * 3_600_000));
            case 5 -> {
                ledger.agent.onClose();
                kill(false);
            }
            default -> log.force();
        }
    }

    private void burst() {
        final int c = random.nextInt(campaigns.size());
        final int lane = random.nextInt(lanes);
        final int most = random.nextInt(5) == 0 ? 100 : 3;
        for (int i = random.nextInt(most); i >= 0; i--) {
            final long cpmMicros = random.nextBoolean() ? BID_NANOS : 1L + random.nextInt((int) BID_NANOS);
            final NoticePayload bid = ledger.bid(lane, c, c + 1, cpmMicros);
            if (bid != null) {
                final long cost = random.nextBoolean() ? cpmMicros : cpmMicros / 2;
                inFlight.add(new Bid(bid, campaigns.get(c), reallyMs, cost));
            }
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
            final boolean never = inTime && (bid.isLost || reallyMs - bid.reallyMadeMs >= IN_TIME_MS);
            if (!never && bid.payload.timeMs <= ledger.clock.time() + FUTURE_MS) {
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
        if (random.nextInt(3) == 0) {
            log.force();
        }
        unanswered.removeIf(sent -> sent.position >= 0 && sent.position <= log.durablePosition());
        lookAtReserves();
    }

    private void lookAtReserves() {
        for (final Books books : campaigns) {
            final Account account = ledger.ledger.account(books.id);
            final long absorbed = account == null ? 0 : account.late.absorbedNanos();
            books.day(Math.floorDiv(ledger.clock.time(), DAY_MS))[2] += absorbed - books.absorbed;
            books.absorbed = absorbed;
        }
    }

    /** The process dies; the exchange sends again what it has no answer for. */
    private void kill(final boolean powerCut) {
        kills++;
        log.full = false;
        if (powerCut) {
            log.cutToDurable();
        } else {
            log.force();
        }
        ledger = ledger.restarted();
        if (random.nextInt(4) == 0) {
            setClock();
        }
        final List<Sent> again = List.copyOf(unanswered);
        unanswered.clear();
        for (final Sent sent : again) {
            if (sent.kind == NoticeKind.BILL && sent.bid.isBilled) {
                // Booked when it comes again, if it was not before.
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

    private void pass(final long ms) {
        ledger.clock.advance(ms);
        reallyMs += ms;
    }

    private void forgetExpired() {
        if (inFlight.size() > 2_000) {
            inFlight.subList(0, 500).clear();
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
