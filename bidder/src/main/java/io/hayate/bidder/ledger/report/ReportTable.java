package io.hayate.bidder.ledger.report;

import io.hayate.bidder.journal.Checkpoint;
import io.hayate.bidder.ledger.LedgerTable;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sums by campaign, exchange, currency and UTC hour, and losses by campaign, exchange, reason and UTC day. It follows from
 * the records that it is told of in their order, and from nothing else: times are those of the records.
 *
 * <p>Hours that are older than {@link ReportLimits#hours} before the newest are added up to days, a whole day at a time.
 * Owned by the ledger agent.
 */
public final class ReportTable implements LedgerTable {
    static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
    static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    /** Loss reasons counted apart are below this; exchanges have theirs from 1000 on. */
    static final int REASONS = 4096;

    private static final int NO_ROW = -1;

    private final ReportLimits limits;
    private final CounterBlock<ReportCounter> counters = new CounterBlock<>(ReportCounter.class);
    private final Periods hours = new Periods(HOUR_MS, ReportColumn.COUNT);
    private final Periods days = new Periods(DAY_MS, ReportColumn.COUNT);
    private final Periods lossDays = new Periods(DAY_MS, 1);
    private final Long2ObjectHashMap<CampaignFacts> facts = new Long2ObjectHashMap<>();
    private final ReportCheckpoint checkpoint = new ReportCheckpoint(this);
    private long newestDayMs = Long.MIN_VALUE;
    private int rows;
    private int lossRows;

    public ReportTable(final ReportLimits limits) {
        this.limits = limits;
    }

    /** What campaigns' bids are counted in the currency of, until a notice tells it. */
    @Override
    public void onAccount(final long campaignId, final long advertiserId, final int currency) {
        final CampaignFacts known = facts.get(campaignId);
        if (known == null || known.advertiserId() != advertiserId || known.currency() != currency) {
            facts.put(campaignId, new CampaignFacts(advertiserId, currency));
        }
    }

    /**
     * A campaign has bid.
     *
     * @param exchange its number
     * @param count below 0 if bids were taken back that had been counted
     */
    @Override
    public void onBids(final long timeMs, final long campaignId, final int exchange, final long count) {
        final CampaignFacts known = facts.get(campaignId);
        final ReportRows period = period(timeMs);
        add(period, row(period, campaignId, exchange, known == null ? 0 : known.currency()), ReportColumn.BIDS, count);
    }

    /**
     * A notice that had not come before.
     *
     * @param booked whether its cost was booked
     */
    @Override
    public void onNotice(final NoticeRecord notice, final boolean booked) {
        if (!facts.containsKey(notice.campaignId)) {
            onAccount(notice.campaignId, notice.advertiserId, notice.currency);
        }
        final ReportRows period = period(notice.noticeTimeMs);
        final int row = row(period, notice.campaignId, notice.exchange, notice.currency);
        final boolean billedApart = notice.billedOn == NoticeKind.BILL;
        switch (notice.kind) {
            case WIN -> {
                add(period, row, ReportColumn.WINS, 1);
                add(period, row, ReportColumn.WON_AT_BID_NANOS, notice.reservedNanos);
                add(period, row, ReportColumn.UNBILLED, billedApart ? 1 : 0);
            }
            case BILL -> add(period, row, ReportColumn.UNBILLED, billedApart ? -1 : 0);
            case LOSS -> {
                add(period, row, ReportColumn.LOSSES, 1);
                onLoss(notice);
            }
            case IMPRESSION -> add(period, row, ReportColumn.IMPRESSIONS, 1);
            case CLICK -> add(period, row, ReportColumn.CLICKS, 1);
            case CONVERSION -> {
                add(period, row, ReportColumn.CONVERSIONS, 1);
                add(period, row, ReportColumn.VALUE_NANOS, notice.valueNanos);
            }
        }
        add(period, row, ReportColumn.BILLED, notice.books() ? 1 : 0);
        add(period, row, ReportColumn.SPEND_NANOS, booked ? notice.costNanos : 0);
    }

    /** Writes all of it as records of a checkpoint, for {@link #onRecord}. */
    @Override
    public void writeTo(final Checkpoint.Sink sink) throws IOException {
        checkpoint.writeTo(sink);
    }

    /** Takes a record of a checkpoint; false if it is not one of {@link #writeTo}. */
    @Override
    public boolean onRecord(final ByteBuffer record) {
        return checkpoint.onRecord(record);
    }

    public CounterBlock<ReportCounter> counters() {
        return counters;
    }

    /** Rows of hours and days. */
    public int rowCount() {
        return rows;
    }

    /** Days, then hours, oldest first. */
    List<ReportRows> periods() {
        final List<ReportRows> all = new ArrayList<>(days.all());
        all.addAll(hours.all());
        return all;
    }

    List<ReportRows> lossPeriods() {
        return lossDays.all();
    }

    Long2ObjectHashMap<CampaignFacts> facts() {
        return facts;
    }

    @Nullable
    CampaignFacts facts(final long campaignId) {
        return facts.get(campaignId);
    }

    /** Of a checkpoint: rows of a span are there again. */
    void restore(final ReportRows restored, final boolean losses) {
        final boolean hourly = restored.lengthMs == HOUR_MS;
        final Periods periods = losses ? lossDays : hourly ? hours : days;
        newestDayMs = Math.max(newestDayMs, Math.floorDiv(restored.startMs, DAY_MS) * DAY_MS);
        addAll(restored, periods.at(restored.startMs), losses);
    }

    /** The rows of a time; those of the day if its hours have been added up already. */
    private ReportRows period(final long timeMs) {
        final long dayMs = Math.floorDiv(timeMs, DAY_MS) * DAY_MS;
        if (dayMs > newestDayMs) {
            newestDayMs = dayMs;
            mergeHours();
            expireDays();
        }
        return dayMs < firstHourlyDayMs() ? days.at(timeMs) : hours.at(timeMs);
    }

    private long firstHourlyDayMs() {
        final long wholeDays = (limits.hours() + 23L) / 24;
        return newestDayMs - wholeDays * DAY_MS;
    }

    private void mergeHours() {
        while (hours.startsBefore(firstHourlyDayMs())) {
            final ReportRows hour = hours.removeOldest();
            rows -= hour.size();
            addAll(hour, days.at(hour.startMs), false);
            counters.increment(ReportCounter.HOURS_MERGED);
        }
    }

    private void expireDays() {
        final long oldestMs = newestDayMs - (limits.days() - 1) * DAY_MS;
        while (days.startsBefore(oldestMs)) {
            rows -= days.removeOldest().size();
            counters.increment(ReportCounter.DAYS_EXPIRED);
        }
        while (lossDays.startsBefore(oldestMs)) {
            lossRows -= lossDays.removeOldest().size();
        }
    }

    private void addAll(final ReportRows from, final ReportRows to, final boolean losses) {
        for (int each = 0; each < from.size(); each++) {
            final int row = losses
                    ? openLoss(to, from.firstKey(each), from.secondKey(each))
                    : open(to, from.firstKey(each), from.secondKey(each));
            for (int column = 0; row != NO_ROW && column < from.columns(); column++) {
                to.add(row, column, from.sum(each, column));
            }
        }
    }

    private void onLoss(final NoticeRecord notice) {
        final boolean readable = notice.lossReason >= 0 && notice.lossReason < REASONS;
        final int reason = readable ? notice.lossReason : NoticeRecord.NO_REASON;
        final ReportRows day = lossDays.at(notice.noticeTimeMs);
        final int row = openLoss(day, notice.campaignId, pack(notice.exchange, reason));
        if (row != NO_ROW) {
            day.add(row, 0, 1);
        }
    }

    private int row(final ReportRows period, final long campaignId, final int exchange, final int currency) {
        return open(period, campaignId, pack(exchange, currency));
    }

    /** The row of a key; {@link #NO_ROW} if there are too many rows in this span alone. */
    private int open(final ReportRows period, final long first, final long second) {
        final int known = period.find(first, second);
        if (known >= 0) {
            return known;
        }
        while (rows >= limits.rows()) {
            final int dropped = dropOldest(days.isEmpty() ? hours : days, period);
            if (dropped == 0) {
                return NO_ROW;
            }
            rows -= dropped;
        }
        rows++;
        return period.open(first, second);
    }

    private int openLoss(final ReportRows day, final long first, final long second) {
        final int known = day.find(first, second);
        if (known >= 0) {
            return known;
        }
        while (lossRows >= limits.rows()) {
            final int dropped = dropOldest(lossDays, day);
            if (dropped == 0) {
                return NO_ROW;
            }
            lossRows -= dropped;
        }
        lossRows++;
        return day.open(first, second);
    }

    /** Returns how many rows went; 0 if the oldest span is the one that needs room. */
    private int dropOldest(final Periods periods, final ReportRows needed) {
        if (periods.isOldest(needed)) {
            counters.increment(ReportCounter.ROWS_DROPPED);
            return 0;
        }
        final int dropped = periods.removeOldest().size();
        counters.add(ReportCounter.ROWS_DROPPED, dropped);
        return dropped;
    }

    private static void add(final ReportRows period, final int row, final ReportColumn column, final long amount) {
        if (amount != 0 && row != NO_ROW) {
            period.add(row, column.ordinal(), amount);
        }
    }

    static long pack(final int high, final int low) {
        return ((long) high << 32) | (low & 0xffff_ffffL);
    }

    static int high(final long packed) {
        return (int) (packed >> 32);
    }

    static int low(final long packed) {
        return (int) packed;
    }
}
