package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;

/**
 * Books what notices tell and grants what bids may reserve. Sole writer of accounts, grants, and the index's open slots;
 * everything is in memory. Owned by the ledger agent.
 */
public final class LedgerAgent implements Agent {
    /** Questions answered in one duty cycle. */
    static final int QUERIES_PER_CYCLE = 64;

    /** How often expired bid ids are looked for. */
    static final long BID_ID_SWEEP_MS = TimeUnit.MINUTES.toMillis(5);

    private final NoticeIntake intake;
    private final LedgerQueries queries;
    private final EpochClock clock;
    private final IndexedBudgets.Source index;
    private final SeenBids seenBids;
    private final CounterBlock<LedgerCounter> counters = new CounterBlock<>(LedgerCounter.class);
    private final FollowedParts parts = new FollowedParts();
    private final List<LedgerPart> ledgerParts = new ArrayList<>();
    private final List<Account> dirty = new ArrayList<>();
    private final List<LedgerQueries.Query> taken = new ArrayList<>();
    private final Leases leases;
    private final LeaseGrants grants;
    private final Ledger ledger;
    private long nowMs;
    private long nextSweepMs;
    private long followedVersion = -1;
    private volatile long releasedIndexVersion = -1;

    /**
     * @param epoch of this process, as in the bids' ids
     * @param indexReader the agent's number among the index's readers, for its pin
     * @param lanes one for each bid loop, by the loop's number
     * @param intake where notices come from
     * @param noticeExpiryMs how long notices are accepted, as the verifiers have it
     */
    public LedgerAgent(
            final int epoch,
            final LiveIndex live,
            final int indexReader,
            final List<BudgetLane> lanes,
            final NoticeIntake intake,
            final LedgerQueries queries,
            final long noticeExpiryMs,
            final EpochClock clock) {
        this(epoch, new LiveBudgets(live, indexReader), lanes, intake, queries, noticeExpiryMs, clock);
    }

    /** One that is forgotten with its process. */
    public LedgerAgent(
            final int epoch,
            final LiveIndex live,
            final int indexReader,
            final List<BudgetLane> lanes,
            final List<LedgerProxy> proxies,
            final LedgerQueries queries,
            final long noticeExpiryMs,
            final EpochClock clock) {
        this(epoch, live, indexReader, lanes, NoticeIntake.withoutLog(proxies), queries, noticeExpiryMs, clock);
    }

    LedgerAgent(
            final int epoch,
            final IndexedBudgets.Source index,
            final List<BudgetLane> lanes,
            final NoticeIntake intake,
            final LedgerQueries queries,
            final long noticeExpiryMs,
            final EpochClock clock) {
        this.index = index;
        this.intake = intake;
        intake.handOnTo(this::onNotice);
        this.queries = queries;
        this.clock = clock;
        this.seenBids = new SeenBids(noticeExpiryMs);
        this.grants = new LeaseGrants(counters, lanes.size());
        this.leases = new Leases(lanes, counters, this::markDirty);
        this.ledger = new Ledger(epoch, seenBids, counters, leases, dirty);
    }

    @Override
    public int doWork() {
        nowMs = clock.time();
        final IndexedBudgets budgets = index.pin();
        try {
            final int work = takeQueries()
                    + ledger.rollDays(nowMs)
                    + intake.drain(nowMs, !taken.isEmpty())
                    + leases.expire(nowMs)
                    + followIndex(budgets);
            // Under traffic there is always a lane that has bid. It is no reason to look again at once: what looking
            // costs is
            // bounded by the campaigns, and the longer the pause, the more bids it serves.
            leases.collectTouched();
            shareBudgets();
            return work + workOnParts() + answerQueries() + dropExpiredBidIds() + intake.write();
        } finally {
            index.unpin();
        }
    }

    /** Before the agent is started: what works beside the books. */
    public void add(final LedgerPart part) {
        ledgerParts.add(part);
    }

    @Override
    public String roleName() {
        return "ledger-agent";
    }

    /**
     * The ledger needs no ordinal any more that was in some version before this one and is not in it: nothing is reserved
     * there. An ordinal may be given to another campaign only then. Any thread.
     */
    public long releasedIndexVersion() {
        return releasedIndexVersion;
    }

    public CounterBlock<LedgerCounter> counters() {
        return counters;
    }

    /** What is counted about taking notices in. */
    public CounterBlock<IntakeCounter> intakeCounters() {
        return intake.counters();
    }

    /** All that the loops have offered goes into the log. */
    @Override
    public void onClose() {
        nowMs = clock.time();
        intake.drain(nowMs, true);
        intake.write();
    }

    private void onNotice(final NoticeRecord record) {
        final Account account = ledger.onNotice(record, nowMs);
        if (account != null) {
            for (final LedgerPart part : ledgerParts) {
                part.onNotice(record, account, record.books() && account.currency() == record.currency);
            }
        }
    }

    private int workOnParts() {
        int work = 0;
        for (final LedgerPart part : ledgerParts) {
            work += part.doWork(nowMs);
        }
        return work;
    }

    private void markDirty(final Account account) {
        ledger.markDirty(account);
    }

    private int followIndex(final IndexedBudgets budgets) {
        final long version = budgets.version();
        if (version == followedVersion) {
            return 0;
        }
        parts.follow(budgets, this::followSlot, this::onSlotGone);
        leases.letGoOfSettled();
        followedVersion = version;
        return 1;
    }

    private void onSlotGone(final IndexedBudgets.Part part, final int slot) {
        final int ordinal = part.ordinal(slot);
        if (leases.retire(ordinal, part, slot, followedVersion)) {
            for (final LedgerPart each : ledgerParts) {
                each.onCampaignGone(part.campaign(slot).id(), ordinal);
            }
        }
    }

    private void followSlot(final IndexedBudgets.Part part, final int slot) {
        final Account account = ledger.follow(part.campaign(slot), nowMs);
        final Lease lease = leases.open(part.ordinal(slot), account);
        if (lease == null) {
            part.setOpen(slot, false);
            return;
        }
        lease.part = part;
        lease.slot = slot;
        part.setOpen(slot, lease.open);
        ledger.markDirty(account);
        for (final LedgerPart each : ledgerParts) {
            each.onCampaign(part.campaign(slot), part.ordinal(slot), account);
        }
    }

    private void shareBudgets() {
        for (final Account account : dirty) {
            account.dirty = false;
            for (final Lease lease : account.leases) {
                if (lease.part != null) {
                    final boolean open = grants.share(account, lease);
                    if (open != lease.open) {
                        lease.open = open;
                        lease.part.setOpen(lease.slot, open);
                    }
                }
            }
        }
        dirty.clear();
        releasedIndexVersion = leases.releasedVersion(followedVersion);
    }

    /** Taken before the rings are drained and answered after, so that an answer holds all notices before its question. */
    private int takeQueries() {
        while (taken.size() < QUERIES_PER_CYCLE) {
            final LedgerQueries.Query query = queries.poll();
            if (query == null) {
                break;
            }
            taken.add(query);
        }
        return taken.size();
    }

    private int answerQueries() {
        for (final LedgerQueries.Query query : taken) {
            final Account account = ledger.account(query.campaignId());
            if (account != null) {
                account.leases.forEach(Lease::collectBids);
            }
            query.answer().complete(Optional.ofNullable(account).map(Account::statement));
        }
        final int answered = taken.size();
        taken.clear();
        return answered;
    }

    private int dropExpiredBidIds() {
        if (nowMs < nextSweepMs) {
            return 0;
        }
        nextSweepMs = nowMs + BID_ID_SWEEP_MS;
        return seenBids.dropExpired(nowMs);
    }
}
