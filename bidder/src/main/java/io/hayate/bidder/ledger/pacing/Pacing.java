package io.hayate.bidder.ledger.pacing;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.ledger.AccountView;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerPart;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Works out how often paced campaigns take part, each about once a second, a few in each duty cycle. Owned by the ledger
 * agent; its gauges are read by anybody, a moment late.
 */
public final class Pacing implements LedgerPart {
    /** From one step of a campaign to its next. */
    static final long STEP_MS = 1_000;

    private static final long HOUR_MS = 3_600_000;

    /** Of what campaigns together have billed of what was settled, in each step of one of them. */
    private static final double BILLED_SHARE_KEPT = 0.999;

    private final PacingLane[] lanes;
    private final TrafficShapes shapes;
    private final List<PacedCampaign> paced = new ArrayList<>();
    private final Int2ObjectHashMap<PacedCampaign> pacedByOrdinal = new Int2ObjectHashMap<>();
    private int next;
    private double stepsDue;
    private long lastMs;
    private double billedShare = CostEstimate.ASSUMED_BILLED;

    private long allAsked;
    private long askedOfGone;
    private long allHour = -1;
    private boolean allHourWhole;

    private int alwaysInRound;
    private int plannedInRound;
    private double deviationInRound;
    private volatile int pacedCount;
    private volatile int alwaysCount;
    private volatile double meanDeviation;

    /** @param lanes one for each bid loop */
    public Pacing(final List<PacingLane> lanes, final TrafficShapes shapes) {
        this.lanes = lanes.toArray(new PacingLane[0]);
        this.shapes = shapes;
    }

    /** One that is a part of the ledger's agent and keeps there what it learns, for its like after a restart. */
    public static Pacing keptIn(final LedgerAgent ledger, final List<PacingLane> lanes) {
        final TrafficShapes shapes = new TrafficShapes();
        shapes.onBytes(TrafficShapes.ALL_CAMPAIGNS, ledger.trafficOfAll());
        // If the log does not take it, it is there again in a day.
        shapes.onLearned(campaignId -> ledger.keepTraffic(campaignId, shapes.bytes(campaignId)));
        final Pacing pacing = new Pacing(lanes, shapes);
        ledger.add(pacing);
        return pacing;
    }

    @Override
    public void onCampaign(final Campaign campaign, final int ordinal, final AccountView account) {
        final PacedCampaign known = pacedByOrdinal.get(ordinal);
        final boolean even = campaign.budget().pacing() == Budget.Pacing.EVEN;
        if (known != null && even && known.campaignId() == campaign.id()) {
            known.follow(campaign, lastMs);
            return;
        }
        if (known != null) {
            letGo(known);
        }
        final PacingPage[] pages = even ? openPages(ordinal) : null;
        if (pages != null) {
            if (!shapes.knows(campaign.id())) {
                shapes.onBytes(campaign.id(), account.traffic());
            }
            final PacedCampaign made = new PacedCampaign(ordinal, campaign, account, pages, shapes, billedShare);
            pacedByOrdinal.put(ordinal, made);
            paced.add(made);
            pacedCount = paced.size();
            if (lastMs > 0) {
                made.step(lastMs);
            }
        }
    }

    @Override
    public void onCampaignGone(final long campaignId, final int ordinal) {
        final PacedCampaign known = pacedByOrdinal.get(ordinal);
        if (known != null && known.campaignId() == campaignId) {
            letGo(known);
        }
    }

    @Override
    public int doWork(final long nowMs) {
        if (lastMs == 0 || nowMs < lastMs) {
            lastMs = nowMs;
            paced.forEach(campaign -> campaign.step(nowMs));
            return paced.size();
        }
        stepsDue += (double) paced.size() * (nowMs - lastMs) / STEP_MS;
        lastMs = nowMs;
        final int steps = (int) Math.min(stepsDue, paced.size());
        stepsDue = steps == paced.size() ? 0 : stepsDue - steps;
        for (int step = 0; step < steps; step++) {
            stepNext(nowMs);
        }
        return steps;
    }

    /** How a campaign stands; null if it is not paced. Only on the ledger agent. */
    public @Nullable PaceStatement statement(final int ordinal) {
        final PacedCampaign campaign = pacedByOrdinal.get(ordinal);
        return campaign == null ? null : campaign.statement(lastMs);
    }

    /** How all paced campaigns stand. Only on the ledger agent. */
    public List<PaceStatement> statements() {
        return paced.stream().map(campaign -> campaign.statement(lastMs)).toList();
    }

    /** Campaigns that are paced. Any thread. */
    public int pacedCount() {
        return pacedCount;
    }

    /** Those of them that take part always. Any thread. */
    public int alwaysCount() {
        return alwaysCount;
    }

    /** Mean over paced campaigns of the absolute distance from the plan, as a share of the plan's budget. Any thread. */
    public double meanDeviation() {
        return meanDeviation;
    }

    private void stepNext(final long nowMs) {
        if (next >= paced.size()) {
            endRound(nowMs);
        }
        final PacedCampaign campaign = paced.get(next++);
        campaign.step(nowMs);
        billedShare = BILLED_SHARE_KEPT * billedShare + (1 - BILLED_SHARE_KEPT) * campaign.billedShare();
        if (campaign.takesPartAlways()) {
            alwaysInRound++;
        }
        if (campaign.hasPlan()) {
            plannedInRound++;
            deviationInRound += Math.abs(campaign.deviation());
        }
    }

    private void endRound(final long nowMs) {
        next = 0;
        alwaysCount = alwaysInRound;
        meanDeviation = plannedInRound == 0 ? 0 : deviationInRound / plannedInRound;
        alwaysInRound = 0;
        plannedInRound = 0;
        deviationInRound = 0;
        learnAll(nowMs);
    }

    /** The traffic of all paced campaigns by the hour of UTC. */
    private void learnAll(final long nowMs) {
        final long hour = Math.floorDiv(nowMs, HOUR_MS);
        if (hour == allHour) {
            return;
        }
        long asked = askedOfGone;
        for (final PacedCampaign campaign : paced) {
            asked += campaign.asked();
        }
        if (allHourWhole && hour == allHour + 1 && asked > allAsked) {
            shapes.all().onHour((int) Math.floorMod(allHour, (long) TrafficShape.HOURS), (double) (asked - allAsked));
            if (Math.floorMod(hour, TrafficShape.HOURS) == 0) {
                shapes.learned(TrafficShapes.ALL_CAMPAIGNS);
            }
        }
        allHourWhole = allHour >= 0;
        allHour = hour;
        allAsked = asked;
    }

    private PacingPage @Nullable [] openPages(final int ordinal) {
        final PacingPage[] pages = new PacingPage[lanes.length];
        for (int lane = 0; lane < lanes.length; lane++) {
            final PacingPage page = lanes[lane].openPage(ordinal);
            if (page == null) {
                return null;
            }
            pages[lane] = page;
        }
        return pages;
    }

    private void letGo(final PacedCampaign campaign) {
        campaign.release();
        askedOfGone += campaign.asked();
        pacedByOrdinal.remove(campaign.ordinal);
        paced.remove(campaign);
        next = Math.min(next, paced.size());
        pacedCount = paced.size();
    }
}
