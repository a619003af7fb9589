package io.hayate.bidder.ledger.audit;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.ledger.StartedLedger;
import io.hayate.bidder.notices.token.NoticeKind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.LongHashSet;

/**
 * The ledger, recomputed the plain way: one record after the other, decimals and sets. Holds every bid id it has met, so it
 * takes some 20 bytes for each notice. Owned by the thread that reads.
 */
final class StraightReading {
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    /** Told again later, an order counts again; whole UTC days. */
    private static final long ORDER_DAYS = 30;

    private final StartedLedger before;
    private final NoticeRecord notice = new NoticeRecord();
    private final Map<Long, CampaignSums> campaigns = new HashMap<>();
    private final Map<String, LongHashSet> sequencesByLaneAndKind = new HashMap<>();
    private final Map<String, Long> dayByOrder = new HashMap<>();
    private long notices;
    private long repeated;
    private long unknown;

    private static final class CampaignSums {
        int currency;
        BigDecimal spent = BigDecimal.ZERO;
        final long[] counts = new long[NoticeKind.values().length];
        long bids;
        long billed;
    }

    /** @param before what the log said that is not there any more; empty if all of it is */
    StraightReading(final StartedLedger before) {
        this.before = before;
        before.statements().forEach((id, statement) -> {
            final CampaignSums campaign = campaign(id);
            campaign.currency = CurrencyCode.of(statement.currency());
            campaign.spent = BigDecimal.valueOf(statement.spentTotalNanos(), 9);
            campaign.bids = statement.bids();
            campaign.billed = statement.billed();
            campaign.counts[NoticeKind.WIN.ordinal()] = statement.wins();
            campaign.counts[NoticeKind.IMPRESSION.ordinal()] = statement.impressions();
            campaign.counts[NoticeKind.CLICK.ordinal()] = statement.clicks();
            campaign.counts[NoticeKind.CONVERSION.ordinal()] = statement.conversions();
            campaign.counts[NoticeKind.LOSS.ordinal()] = statement.losses();
        });
    }

    void read(final ByteBuffer record) {
        final MoneyEvent event = MoneyEvent.decode(record, notice);
        switch (event.kind()) {
            case NOTICE -> onNotice(event.notice());
            case ACCOUNT -> onAccount(event.campaignId(), event.currency());
            case BIDS -> campaign(event.campaignId()).bids += event.amount();
            case OTHER -> unknown++;
            case LEASE, START, EXCHANGE, TRAFFIC, TIME, EXPIRED, LATE -> {
                // Nothing is spent or counted by them.
            }
        }
    }

    /** By campaign. */
    SortedMap<Long, Sums> sums() {
        final SortedMap<Long, Sums> all = new TreeMap<>();
        campaigns.forEach((id, sums) -> all.put(id, sums(sums)));
        return all;
    }

    /** Notices that were in the log for the first time. */
    long notices() {
        return notices;
    }

    /** Notices that had been in the log before. */
    long repeated() {
        return repeated;
    }

    /** Records of a kind that this program does not know. */
    long unknown() {
        return unknown;
    }

    private void onAccount(final long campaignId, final int currency) {
        final CampaignSums campaign = campaign(campaignId);
        if (campaign.currency != 0 && campaign.currency != currency) {
            campaign.spent = BigDecimal.ZERO; // made again in another currency: a sum of both is a sum of nothing
        }
        campaign.currency = currency;
    }

    private void onNotice(final NoticeRecord each) {
        if (!isNew(each)) {
            repeated++;
            return;
        }
        notices++;
        final CampaignSums campaign = campaign(each.campaignId);
        if (campaign.currency == 0) {
            campaign.currency = each.currency;
        }
        campaign.counts[each.kind.ordinal()]++;
        if (each.books()) {
            campaign.billed++;
            if (each.currency == campaign.currency) {
                campaign.spent = campaign.spent.add(BigDecimal.valueOf(each.costNanos, 9));
            }
        }
    }

    private boolean isNew(final NoticeRecord each) {
        if (before.hasSeen(each)) {
            return false;
        }
        if (each.kind == NoticeKind.CONVERSION && each.orderHash != 0) {
            final long day = Math.floorDiv(each.noticeTimeMs, DAY_MS);
            final Long before = dayByOrder.putIfAbsent(each.advertiserId + "/" + each.orderHash, day);
            if (before != null && day - before > ORDER_DAYS) {
                dayByOrder.put(each.advertiserId + "/" + each.orderHash, day);
                return true;
            }
            return before == null;
        }
        return sequencesByLaneAndKind
                .computeIfAbsent(each.epoch + "/" + each.lane + "/" + each.kind, lane -> new LongHashSet())
                .add(each.sequence);
    }

    private CampaignSums campaign(final long id) {
        return campaigns.computeIfAbsent(id, unused -> new CampaignSums());
    }

    private static Sums sums(final CampaignSums campaign) {
        return new Sums(
                Sums.currency(campaign.currency),
                campaign.spent,
                campaign.bids,
                campaign.counts[NoticeKind.WIN.ordinal()],
                campaign.billed,
                campaign.counts[NoticeKind.IMPRESSION.ordinal()],
                campaign.counts[NoticeKind.CLICK.ordinal()],
                campaign.counts[NoticeKind.CONVERSION.ordinal()],
                campaign.counts[NoticeKind.LOSS.ordinal()]);
    }
}
