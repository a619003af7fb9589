package io.hayate.bidder.ledger.pacing;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Flight;
import io.hayate.bidder.ledger.AccountView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The controller of one paced campaign; docs/money.md has it as a formula. Owned by the ledger agent.
 */
final class PacedCampaign {
    /** What is behind the plan is made up for at no more than so many times the planned rate. */
    static final double MAX_CATCH_UP = 1.5;

    /** What is behind or ahead of the plan is made up for in the course of what is planned until then. */
    private static final long CORRECTED_WITHIN_MS = 2 * 3_600_000;

    /** But of what is planned for the rest of the day, no less than this. */
    private static final double LEAST_SOON = 0.02;

    /** Lanes let so many times the planned participations of a second through, whatever comes. */
    static final double MAX_BURST = 1.75;

    /** Of a lane's part of that, what it has without having asked for it: traffic may come to another lane. */
    private static final double EVEN_PART = 0.25;

    /** Of an hour, what a campaign may have been closed for without the hour being left out of the shape. */
    private static final double MOST_CLOSED = 0.02;

    /** Participations that tell how traffic is shared among lanes. */
    private static final double LANE_PARTICIPATIONS = 100;

    private static final long HOUR_MS = 3_600_000;

    final int ordinal;
    private final AccountView account;
    private final PacingPage[] pages;
    private final int i;
    private final TrafficShapes shapes;
    private final TrafficRate rate = new TrafficRate();
    private final CostEstimate cost;
    private final long[] takenByLane;
    private final long[] newTakenByLane;
    private final double[] laneShare;

    private Campaign campaign;
    private @Nullable DayPlan plan;
    private long dayEndMs;
    private long spentAtStartNanos;
    private long lastMs;
    private int share = PacingPage.WHOLE;
    private double deviation;

    private final long askedAtStart;
    private long askedSeen;
    private long takenSeen;
    private long reservedSeen;
    private long outstandingSeen;
    private long spentSeen;

    private int hourSeen = -1;
    private long hourBeganMs;
    private long hourAsked;
    private long hourAskedOfAll;
    private double hourClosedMs;
    private boolean hourWhole;

    PacedCampaign(
            final int ordinal,
            final Campaign campaign,
            final AccountView account,
            final PacingPage[] pages,
            final TrafficShapes shapes,
            final double billedShare) {
        this.ordinal = ordinal;
        this.campaign = campaign;
        this.account = account;
        this.pages = pages;
        this.i = ordinal & PacingPage.MASK;
        this.shapes = shapes;
        this.cost = new CostEstimate(Math.max(1, campaign.bidCpmMicros()), billedShare);
        this.takenByLane = new long[pages.length];
        this.newTakenByLane = new long[pages.length];
        this.laneShare = new double[pages.length];
        for (int lane = 0; lane < pages.length; lane++) {
            askedSeen += pages[lane].asked(i);
            reservedSeen += pages[lane].reserved(i);
            takenByLane[lane] = pages[lane].taken(i);
            takenSeen += takenByLane[lane];
            laneShare[lane] = 1.0 / pages.length;
        }
        askedAtStart = askedSeen;
        outstandingSeen = account.reservedNanos();
        spentSeen = account.spentTotalNanos();
    }

    /** Takes over a change; a plan is made anew if what it rests on is another. */
    void follow(final Campaign changed, final long nowMs) {
        final boolean replan =
                !changed.budget().equals(campaign.budget()) || !changed.flight().equals(campaign.flight());
        campaign = changed;
        if (replan) {
            makePlan(nowMs);
        }
    }

    /** Measures, plans, and tells the lanes. */
    void step(final long nowMs) {
        if (lastMs == 0 || nowMs < lastMs) {
            lastMs = nowMs;
            makePlan(nowMs);
            beginHour(nowMs, false);
            tellLanes(nowMs);
            return;
        }
        final double seconds = (nowMs - lastMs) / 1_000.0;
        if (seconds <= 0) {
            return;
        }
        learn(nowMs, seconds);
        lastMs = nowMs;
        if (account.dayEndMs() != dayEndMs || (plan != null && nowMs >= plan.endMs())) {
            shapes.learned(campaign.id());
            makePlan(nowMs);
        }
        tellLanes(nowMs);
    }

    /** Lets the campaign go: it is paced no more. */
    void release() {
        for (final PacingPage page : pages) {
            page.release(i);
        }
    }

    long campaignId() {
        return campaign.id();
    }

    boolean hasPlan() {
        return plan != null;
    }

    boolean takesPartAlways() {
        return share == PacingPage.WHOLE;
    }

    /** How far what is spent is from the plan, as a share of the plan's budget. */
    double deviation() {
        return deviation;
    }

    /** Opportunities since it is paced. */
    long asked() {
        return askedSeen - askedAtStart;
    }

    double billedShare() {
        return cost.billedShare();
    }

    PaceStatement statement(final long nowMs) {
        final DayPlan now = plan;
        return new PaceStatement(
                campaign.id(),
                (double) share / PacingPage.WHOLE,
                now == null ? 0 : now.startMs(),
                now == null ? Budget.NO_LIMIT : now.budgetNanos(),
                now == null ? 0 : (long) (now.budgetNanos() * now.shareBy(nowMs)),
                account.spentTotalNanos() - spentAtStartNanos,
                asked(),
                cost.nanosPerParticipation(),
                rate.perSecond());
    }

    private void learn(final long nowMs, final double seconds) {
        long asked = 0;
        long taken = 0;
        long reserved = 0;
        final long takenBefore = takenSeen;
        for (int lane = 0; lane < pages.length; lane++) {
            asked += pages[lane].asked(i);
            reserved += pages[lane].reserved(i);
            final long takenNow = pages[lane].taken(i);
            newTakenByLane[lane] = takenNow - takenByLane[lane];
            takenByLane[lane] = takenNow;
            taken += takenNow;
        }
        final long newTaken = taken - takenBefore;
        final double kept = Math.exp(-newTaken / LANE_PARTICIPATIONS);
        for (int lane = 0; newTaken > 0 && lane < pages.length; lane++) {
            laneShare[lane] = laneShare[lane] * kept + (1 - kept) * newTakenByLane[lane] / newTaken;
        }
        final long outstanding = account.reservedNanos();
        final long spent = account.spentTotalNanos();
        cost.onReserved(newTaken, (double) (reserved - reservedSeen));
        cost.onSettled(
                (double) (reserved - reservedSeen) - (outstanding - outstandingSeen),
                (double) Math.max(0, spent - spentSeen),
                seconds);
        rate.onCounted(asked - askedSeen, seconds);
        shapes.onAsked(asked - askedSeen);
        learnHour(nowMs, asked - askedSeen);
        askedSeen = asked;
        takenSeen = taken;
        reservedSeen = reserved;
        outstandingSeen = outstanding;
        spentSeen = spent;
    }

    private void learnHour(final long nowMs, final long asked) {
        if (account.leftNanos() < campaign.bidCpmMicros()) {
            hourClosedMs += nowMs - lastMs;
        }
        if (Math.floorDiv(nowMs, HOUR_MS / 4) == Math.floorDiv(lastMs, HOUR_MS / 4)) {
            hourAsked += asked;
            return;
        }
        // Hours of all time zones begin at a quarter of an hour.
        final int hour = hourOfDay(nowMs);
        if (hour == hourSeen && nowMs - hourBeganMs < HOUR_MS) {
            hourAsked += asked;
            return;
        }
        if (hourWhole && hourClosedMs < MOST_CLOSED * HOUR_MS && nowMs - hourBeganMs < HOUR_MS * 1.1) {
            // Where nobody is asked anything, something is out of order.
            if (shapes.asked() > hourAskedOfAll) {
                shapes.of(campaign.id()).onHour(hourSeen, (double) hourAsked);
            }
        }
        beginHour(nowMs, true);
        hourAsked = asked;
        // The same plan, by what is known of the hours by now: on a first day that is more with each.
        if (plan != null) {
            plan = plan.changedFrom(nowMs, campaign.flight().timeZone(), weights(nowMs));
        }
    }

    private void beginHour(final long nowMs, final boolean whole) {
        hourSeen = hourOfDay(nowMs);
        hourBeganMs = nowMs;
        hourAsked = 0;
        hourClosedMs = 0;
        hourAskedOfAll = shapes.asked();
        hourWhole = whole;
    }

    private int hourOfDay(final long timeMs) {
        return Instant.ofEpochMilli(timeMs).atZone(campaign.flight().timeZone()).getHour();
    }

    private void makePlan(final long nowMs) {
        dayEndMs = account.dayEndMs();
        spentAtStartNanos = account.spentTotalNanos();
        final Flight flight = campaign.flight();
        final long startMs = Math.max(nowMs, flight.startMs());
        final long endMs = Math.min(dayEndMs, flight.endMs());
        final long budgetNanos = plannedNanos(startMs, endMs, flight);
        if (endMs <= startMs || budgetNanos <= 0 || budgetNanos == Budget.NO_LIMIT) {
            plan = null;
            return;
        }
        plan = new DayPlan(startMs, endMs, budgetNanos, campaign.flight().timeZone(), weights(startMs));
    }

    /** Of hours in the campaign's time zone, as it is at a moment against UTC. */
    private double[] weights(final long timeMs) {
        return shapes.of(campaign.id()).weights(shapes.all(), utcHour(timeMs) - hourOfDay(timeMs));
    }

    /** What is left of the day; of a total budget no more than the time until the flight ends leaves for today. */
    private long plannedNanos(final long startMs, final long endMs, final Flight flight) {
        final Budget budget = campaign.budget();
        final long leftNanos = account.leftNanos();
        if (budget.totalNanos() == Budget.NO_LIMIT) {
            return leftNanos;
        }
        if (flight.endMs() == Flight.NO_END) {
            return budget.dailyNanos() == Budget.NO_LIMIT ? Budget.NO_LIMIT : leftNanos;
        }
        final double part = (double) (endMs - startMs) / Math.max(1, flight.endMs() - startMs);
        return (long) Math.min((double) leftNanos, part * Math.max(0, budget.totalNanos() - account.spentTotalNanos()));
    }

    private void tellLanes(final long nowMs) {
        final DayPlan now = plan;
        if (now == null) {
            share = PacingPage.WHOLE;
            deviation = 0;
            for (final PacingPage page : pages) {
                page.pace(i, share, Long.MAX_VALUE);
            }
            return;
        }
        final double spent = account.spentTotalNanos() - spentAtStartNanos;
        final double done = now.shareBy(nowMs);
        deviation = spent / now.budgetNanos() - done;
        final double plannedPerSecond = now.budgetNanos() * now.sharePerSecond(nowMs);
        final double perSecond = wantedPerSecond(nowMs, now, spent, done, plannedPerSecond);
        final double costNanos = cost.nanosPerParticipation();
        final double full = rate.perSecond() * costNanos;
        share = perSecond >= full ? PacingPage.WHOLE : (int) (PacingPage.WHOLE * perSecond / full);
        final double planned = plannedPerSecond / costNanos;
        for (int lane = 0; lane < pages.length; lane++) {
            final double ofLane = EVEN_PART / pages.length + (1 - EVEN_PART) * laneShare[lane];
            final long limit = perSecond <= 0 ? 0 : mostInStep(planned * ofLane);
            pages[lane].pace(i, share, takenByLane[lane] + limit);
        }
    }

    /** What is far above the plan, and above what chance makes of it. */
    private static long mostInStep(final double planned) {
        return (long) Math.min(1e15, Math.max(MAX_BURST * planned, planned + 2 * Math.sqrt(planned) + 2));
    }

    /**
     * What is planned for the next hours or so, and in it made up for what is behind or ahead of the plan; what is under way
     * counts as spent.
     */
    private double wantedPerSecond(
            final long nowMs, final DayPlan now, final double spent, final double done, final double plannedPerSecond) {
        final double underWay = cost.billedShare() * account.reservedNanos();
        final double left = Math.min((double) account.leftNanos(), now.budgetNanos() - spent) - underWay;
        if (left <= 0 || done >= 1) {
            return 0;
        }
        final double soon = Math.max(now.shareBy(nowMs + CORRECTED_WITHIN_MS) - done, LEAST_SOON * (1 - done));
        final double behind = done - (spent + underWay) / now.budgetNanos();
        final double perSecond = (1 + behind / soon) * plannedPerSecond;
        return Math.max(0, Math.min(perSecond, MAX_CATCH_UP * plannedPerSecond));
    }

    private static int utcHour(final long timeMs) {
        return ZonedDateTime.ofInstant(Instant.ofEpochMilli(timeMs), ZoneOffset.UTC)
                .getHour();
    }
}
