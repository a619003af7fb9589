package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;

/**
 * Books what notices tell and grants what bids may reserve: each change is in the money log before it is made. Sole writer
 * of the log, accounts, grants, and the index's open slots. Owned by the ledger agent.
 */
public final class LedgerAgent implements Agent {
    /** Questions answered in one duty cycle. */
    static final int QUERIES_PER_CYCLE = 64;

    /** How often the log is told how many bids campaigns have made. */
    static final long BIDS_INTERVAL_MS = TimeUnit.SECONDS.toMillis(10);

    private final NoticeIntake intake;
    private final LedgerQueries queries;
    private final LedgerClock clock;
    private final IndexedBudgets.Source index;
    private final LedgerBooks books;
    private final CounterBlock<LedgerCounter> counters = new CounterBlock<>(LedgerCounter.class);
    private final FollowedParts parts = new FollowedParts();
    private final List<LedgerPart> ledgerParts = new ArrayList<>();
    private final List<LedgerQueries.Query> taken = new ArrayList<>();
    private final Ledger ledger;
    private final MoneyLog log;
    private final UntoldChanges changes;
    private final Leases leases;
    private final LeaseGrants grants;
    private final LeaseCeilings ceilings;
    private final ExchangeNumbers exchangeNumbers;

    /** Slots that could not be followed because the log did not take their accounts. */
    private final List<UnfollowedSlot> unfollowed = new ArrayList<>();

    private long nowMs;
    private boolean started;
    private long nextBidsMs;
    private long deletedBefore;
    private long followedVersion = -1;
    private volatile long releasedIndexVersion = -1;

    private record UnfollowedSlot(IndexedBudgets.Part part, int slot) {}

    /** With books that are forgotten at the end; the parameters as below. */
    public LedgerAgent(
            final int epoch,
            final LiveIndex live,
            final int indexReader,
            final List<BudgetLane> lanes,
            final List<LedgerProxy> proxies,
            final LedgerQueries queries,
            final long noticeExpiryMs,
            final EpochClock clock) {
        this(
                LedgerBooks.forgetful(epoch, noticeExpiryMs),
                new LiveBudgets(live, indexReader),
                lanes,
                proxies,
                new DurableNotices(proxies)::onWritten,
                queries,
                new LedgerClock(clock, () -> TimeUnit.MILLISECONDS.toNanos(clock.time())));
    }

    /**
     * @param indexReader the agent's number among the index's readers, for its pin
     * @param lanes one for each bid loop, by the loop's number
     * @param proxies one for each bid loop
     * @param onWritten called when notices were written to the log, and told so to the proxies
     * @param clock of the bids and notices
     */
    public LedgerAgent(
            final LedgerBooks books,
            final LiveIndex live,
            final int indexReader,
            final List<BudgetLane> lanes,
            final List<LedgerProxy> proxies,
            final Runnable onWritten,
            final LedgerQueries queries,
            final LedgerClock clock) {
        this(books, new LiveBudgets(live, indexReader), lanes, proxies, onWritten, queries, clock);
    }

    LedgerAgent(
            final LedgerBooks books,
            final IndexedBudgets.Source index,
            final List<BudgetLane> lanes,
            final List<LedgerProxy> proxies,
            final Runnable onWritten,
            final LedgerQueries queries,
            final LedgerClock clock) {
        this.books = books;
        this.index = index;
        this.queries = queries;
        this.clock = clock;
        this.ledger = books.ledger;
        ledger.countInto(counters);
        this.log = new MoneyLog(books.log, ledger, counters);
        this.exchangeNumbers = new ExchangeNumbers(ledger, log, books.exchangeNames);
        this.changes = new UntoldChanges(log, exchangeNumbers);
        this.intake = new NoticeIntake(log, exchangeNumbers, proxies, onWritten);
        intake.handOnTo(this::afterNotice);
        this.grants = new LeaseGrants(counters, lanes.size());
        this.leases = new Leases(lanes, counters, changes);
        this.ceilings = new LeaseCeilings(log, changes, counters, lanes.size());
    }

    @Override
    public int doWork() {
        nowMs = clock.timeMs();
        if (!start()) {
            return 0;
        }
        final IndexedBudgets budgets = index.pin();
        try {
            final int work = keepTime()
                    + takeQueries()
                    + intake.drain(nowMs, !taken.isEmpty())
                    + expire()
                    + followIndex(budgets);
            // Under traffic there is always a lane that has bid. It is no reason to look again at once: what looking
            // costs is bounded by the campaigns, and the longer the pause, the more bids it serves.
            leases.collectTouched();
            tellBids();
            ceilings.confirm();
            shareBudgets();
            return work + intake.write() + workOnParts() + answerQueries() + deleteFromLog();
        } finally {
            index.unpin();
        }
    }

    /** Before the agent is started: what works beside the books. */
    public void add(final LedgerPart part) {
        ledgerParts.add(part);
    }

    /**
     * For parts, on the ledger agent: keeps some bytes in a campaign's account, see {@link AccountView#traffic}; with 0 in
     * place of a campaign those of all, see {@link #trafficOfAll}.
     *
     * @return false if the log does not take it at present
     */
    public boolean keepTraffic(final long campaignId, final byte[] bytes) {
        return log.write(MoneyRecord.traffic(log.record(), nowMs, campaignId, bytes));
    }

    /** For parts, before the agent is started or on it: what pacing had kept last of all campaigns; not to be changed. */
    public byte[] trafficOfAll() {
        return ledger.trafficOfAll;
    }

    /** For parts, on the ledger agent: tables of the ledger know of all bids until now. */
    public void tellBidsNow() {
        leases.collectTouched();
        changes.tellBids(nowMs);
    }

    /** For parts, on the ledger agent: the name of an exchange by its number in the log; null if there is none. */
    public @Nullable String exchangeName(final int number) {
        return number >= 0 && number < ledger.exchanges.size() ? ledger.exchanges.get(number) : null;
    }

    @Override
    public String roleName() {
        return "ledger-agent";
    }

    /** At a clean end, when no loop bids any more: the next process has to hold what is reserved, and no more. */
    @Override
    public void onClose() {
        if (!started) {
            return;
        }
        nowMs = clock.timeMs();
        intake.drain(nowMs, true);
        leases.collectTouched();
        changes.tellExpired(nowMs);
        changes.tellBids(nowMs);
        leases.takeBackAll();
        for (final Account account : ledger.accountByCampaignId.values()) {
            ceilings.lower(account, nowMs);
        }
        intake.write();
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

    /** False if the log did not take that this process has begun; nothing is done before. */
    private boolean start() {
        if (started) {
            return true;
        }
        if (!exchangeNumbers.tell() || !log.write(MoneyRecord.start(log.record(), nowMs, nowMs, books.epoch))) {
            return false;
        }
        started = true;
        ceilings.onStart(ledger.accountByCampaignId.values());
        leases.expire(nowMs);
        return true;
    }

    /**
     * What begins and ends by the time is told to the log. If the clock was set, all that is reserved is held as it is at a
     * start: windows are named by the old time.
     */
    private int keepTime() {
        if (clock.wasSet()) {
            leases.takeBackAll();
            if (!log.write(MoneyRecord.start(log.record(), nowMs, clock.timeBeforeMs(), books.epoch))) {
                return 0;
            }
            leases.letGoOfAll(nowMs);
            clock.follow();
            counters.increment(LedgerCounter.CLOCK_STEPPED);
            markAllDirty();
            return 1;
        }
        clock.follow();
        final boolean due = nowMs >= ledger.nextDueMs() || nowMs < ledger.clockMs - Ledger.CLOCK_SLACK_MS;
        if (due && log.write(MoneyRecord.time(log.record(), nowMs))) {
            markAllDirty();
            return 1;
        }
        return 0;
    }

    private void markAllDirty() {
        ledger.accountByCampaignId.values().forEach(changes::markDirty);
    }

    /** A notice is in the log and in the ledger. */
    private void afterNotice(final NoticeRecord record) {
        final Account account = ledger.noticeAccount;
        if (account == null) {
            return;
        }
        final boolean booked = ledger.noticeBooked;
        final boolean shows = ledger.noticeShows;
        if (ledger.noticeReleases || record.books()) {
            final long releasedNanos = ledger.noticeReleases && record.epoch == books.epoch ? leases.settle(record) : 0;
            final long unreservedNanos = record.costNanos - releasedNanos - ledger.noticeHeldNanos;
            if (booked && unreservedNanos > 0) {
                counters.increment(LedgerCounter.BOOKED_WITHOUT_RESERVATION);
                log.write(MoneyRecord.late(log.record(), nowMs, account.campaignId, record.bidTimeMs, unreservedNanos));
            }
            changes.markDirty(account);
        }
        for (final LedgerPart part : ledgerParts) {
            part.onNotice(record, account, booked);
            if (shows) {
                part.onImpression(record, account);
            }
        }
    }

    private int expire() {
        // If the clock was set, and the log has not been told yet, windows are no measure of time.
        return (clock.wasSet() ? 0 : leases.expire(nowMs)) + changes.tellExpired(nowMs);
    }

    private void tellBids() {
        if (nowMs >= nextBidsMs) {
            nextBidsMs = nowMs + BIDS_INTERVAL_MS;
            changes.tellBids(nowMs);
        }
    }

    private int workOnParts() {
        int work = 0;
        for (final LedgerPart part : ledgerParts) {
            work += part.doWork(nowMs);
        }
        return work;
    }

    private int followIndex(final IndexedBudgets budgets) {
        if (!unfollowed.isEmpty()) {
            final List<UnfollowedSlot> again = List.copyOf(unfollowed);
            unfollowed.clear();
            again.forEach(each -> followSlot(each.part(), each.slot()));
        }
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
        unfollowed.remove(new UnfollowedSlot(part, slot));
        final int ordinal = part.ordinal(slot);
        if (leases.retire(ordinal, part, slot, followedVersion)) {
            for (final LedgerPart each : ledgerParts) {
                each.onCampaignGone(part.campaign(slot).id(), ordinal);
            }
        }
    }

    private void followSlot(final IndexedBudgets.Part part, final int slot) {
        final Campaign campaign = part.campaign(slot);
        if (!tellAccount(campaign)) {
            part.setOpen(slot, false);
            unfollowed.add(new UnfollowedSlot(part, slot));
            return;
        }
        final Account account = ledger.accountByCampaignId.get(campaign.id());
        account.follow(campaign);
        final Lease lease = leases.open(part.ordinal(slot), account);
        if (lease == null) {
            part.setOpen(slot, false);
            return;
        }
        lease.part = part;
        lease.slot = slot;
        part.setOpen(slot, lease.open);
        changes.markDirty(account);
        for (final LedgerPart each : ledgerParts) {
            each.onCampaign(campaign, part.ordinal(slot), account);
        }
    }

    /** False if the log does not take what is new about the campaign. */
    private boolean tellAccount(final Campaign campaign) {
        final Account account = ledger.account(campaign.id());
        return (account != null && account.isOf(campaign))
                || log.write(MoneyRecord.account(
                        log.record(),
                        nowMs,
                        campaign.id(),
                        campaign.advertiserId(),
                        campaign.budget().currencyCode(),
                        campaign.flight().timeZone().getId()));
    }

    private void shareBudgets() {
        final List<Account> dirty = changes.dirty();
        for (final Account account : dirty) {
            ceilings.raise(account, nowMs);
            account.live.dirty = false;
            for (final Lease lease : account.live.leases) {
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
            query.answer()
                    .complete(Optional.ofNullable(ledger.account(query.campaignId()))
                            .map(Account::statement));
        }
        final int answered = taken.size();
        taken.clear();
        return answered;
    }

    private int deleteFromLog() {
        final long neededFrom = books.neededFrom();
        if (neededFrom <= deletedBefore) {
            return 0;
        }
        deletedBefore = neededFrom;
        log.deleteBefore(neededFrom);
        return 1;
    }
}
