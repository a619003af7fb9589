package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.AgentClosedException;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.SlotTable;
import io.hayate.bidder.threads.LongWork;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a base of all campaigns aside, so that whoever changes one, or stops one, need not wait for the others.
 *
 * <p>One job at a time: the campaign agent hands over a list that nobody changes, and takes an index that nobody has. What
 * an error leaves of a job is closed. Owned by the index merger's thread, but for {@link #begin} and {@link #takeResult},
 * which are the campaign agent's.
 */
public final class IndexMerger implements LongWork {
    private static final Logger LOG = LoggerFactory.getLogger(IndexMerger.class);

    private final EpochClock clock;
    private final AtomicReference<@Nullable Job> job = new AtomicReference<>();
    private final AtomicReference<@Nullable Result> result = new AtomicReference<>();

    private Runnable onProgress = () -> {};
    private volatile boolean ending;

    /** @param spare a table that may be used */
    record Job(
            List<LiveCampaign> campaigns,
            CurrencyRates rates,
            BiddingSwitches switches,
            @Nullable SlotTable spare) {}

    /**
     * What became of a job.
     *
     * @param base with the slots that may bid worked out; null: it could not be built
     * @param switches they were worked out for
     * @param unused the job's table, if it did not fit
     * @param failure why there is no base
     */
    record Result(
            @Nullable LivePart base,
            BiddingSwitches switches,
            @Nullable SlotTable table,
            @Nullable SlotTable unused,
            long durationMs,
            @Nullable Throwable failure) {}

    IndexMerger(final EpochClock clock) {
        this.clock = clock;
    }

    /** Hands over a job; the one before must have been taken. */
    void begin(final Job next) {
        job.set(next);
    }

    /** The result of the job begun last, once; null: not yet. */
    @Nullable
    Result takeResult() {
        return result.getAndSet(null);
    }

    /** A million campaigns take longer than a stuck agent is waited for. */
    @Override
    public void reportTo(final Runnable newOnProgress) {
        onProgress = () -> {
            if (ending) {
                throw new AgentClosedException();
            }
            newOnProgress.run();
        };
    }

    /** A base that nobody will see is left off. */
    @Override
    public void onEnding() {
        ending = true;
    }

    @Override
    public int doWork() {
        final Job next = job.getAndSet(null);
        if (next == null) {
            return 0;
        }
        result.set(build(next));
        return 1;
    }

    private Result build(final Job next) {
        final long startMs = clock.time();
        final Tables tables = new Tables(next.spare());
        try {
            final CampaignIndex index =
                    PartBuilder.build(SlotOrder.of(next.campaigns(), next.rates()), tables::take, onProgress);
            final LivePart base = new LivePart(index);
            base.refresh(next.switches(), clock.time());
            return new Result(base, next.switches(), tables.taken, tables.spare, clock.time() - startMs, null);
        } catch (final RuntimeException | Error e) {
            if (!(e instanceof AgentClosedException)) {
                LOG.error("The index could not be built; the one before stays", e);
            }
            if (tables.taken != null) {
                tables.taken.close();
            }
            return new Result(null, next.switches(), null, tables.spare, clock.time() - startMs, e);
        }
    }

    @Override
    public String roleName() {
        return "index-merger";
    }

    /** The job's table, or a new one. */
    private static final class Tables {
        private @Nullable SlotTable spare;
        private @Nullable SlotTable taken;

        Tables(final @Nullable SlotTable spare) {
            this.spare = spare;
        }

        SlotTable take(final int requiredBytes) {
            final SlotTable table;
            if (spare != null && TableMemory.fits(spare, requiredBytes)) {
                table = spare;
                spare = null;
            } else {
                table = TableMemory.make(requiredBytes);
            }
            taken = table;
            return table;
        }
    }
}
