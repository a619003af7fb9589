package io.hayate.bidder.audience;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.FrequencyCap;
import io.hayate.bidder.campaigns.FrequencyCap.Scope;
import io.hayate.bidder.ledger.AccountView;
import io.hayate.bidder.ledger.LedgerPart;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands impressions of known users from the ledger agent to the audience agent: each bid's once, with the windows that it
 * counts in. Those are of the caps of its campaign, and of the advertiser's caps of all live campaigns of the advertiser.
 * Owned by the ledger agent.
 */
public final class ImpressionFeed implements LedgerPart {
    /** The caps of a campaign that is live no more are known for so long: impressions of its last bids come still. */
    static final long GONE_KEPT_MS = TimeUnit.HOURS.toMillis(1);

    private final ImpressionRing ring;
    private final ExchangeTags exchanges;
    private final CounterBlock<ImpressionCounter> counters = new CounterBlock<>(ImpressionCounter.class);
    private final Long2ObjectHashMap<Followed> followedByCampaignId = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<List<Followed>> cappingByAdvertiserId = new Long2ObjectHashMap<>();
    private final ArrayDeque<Followed> gone = new ArrayDeque<>();
    private final CountedImpression impression = new CountedImpression();
    private long nowMs;

    /** A campaign as it was last; {@code goneMs} is {@link #LIVE} while it is. */
    private static final class Followed {
        static final long LIVE = Long.MAX_VALUE;

        final Campaign campaign;
        long goneMs = LIVE;

        Followed(final Campaign campaign) {
            this.campaign = campaign;
        }
    }

    ImpressionFeed(final ImpressionRing ring, final ExchangeTags exchanges) {
        this.ring = ring;
        this.exchanges = exchanges;
    }

    public CounterBlock<ImpressionCounter> counters() {
        return counters;
    }

    @Override
    public void onCampaign(final Campaign campaign, final int ordinal, final AccountView account) {
        forget(followedByCampaignId.get(campaign.id()));
        final Followed followed = new Followed(campaign);
        followedByCampaignId.put(campaign.id(), followed);
        if (hasAdvertiserCap(campaign)) {
            cappingByAdvertiserId
                    .computeIfAbsent(campaign.advertiserId(), id -> new ArrayList<>())
                    .add(followed);
        }
    }

    @Override
    public void onCampaignGone(final long campaignId, final int ordinal) {
        final Followed followed = followedByCampaignId.get(campaignId);
        if (followed != null && followed.goneMs == Followed.LIVE) {
            followed.goneMs = nowMs;
            gone.add(followed);
        }
    }

    @Override
    public void onImpression(final NoticeRecord notice, final AccountView account) {
        if (!notice.hasUser) {
            return;
        }
        final Followed followed = followedByCampaignId.get(notice.campaignId);
        if (followed == null) {
            counters.increment(ImpressionCounter.CAMPAIGN_UNKNOWN);
            return;
        }
        fill(notice);
        for (final FrequencyCap cap : followed.campaign.frequencyCaps()) {
            if (cap.scope() == Scope.CAMPAIGN) {
                add(Scope.CAMPAIGN.key(notice.campaignId), cap);
            } else if (cap.scope() == Scope.CREATIVE) {
                add(Scope.CREATIVE.key(notice.creativeId), cap);
            }
        }
        addOfAdvertiser(notice.advertiserId);
        counters.increment(ring.offer(impression) ? ImpressionCounter.HANDED_OVER : ImpressionCounter.DROPPED);
    }

    /** Forgets campaigns that are gone long enough. */
    @Override
    public int doWork(final long newNowMs) {
        nowMs = newNowMs;
        int forgotten = 0;
        while (!gone.isEmpty() && isOver(gone.peek())) {
            forget(gone.poll());
            forgotten++;
        }
        return forgotten;
    }

    private boolean isOver(final Followed first) {
        // Gone in the future: the clock was set back.
        return nowMs - first.goneMs >= GONE_KEPT_MS || first.goneMs > nowMs;
    }

    private void fill(final NoticeRecord notice) {
        impression.key.high = notice.userKeyHigh;
        impression.key.low = notice.userKeyLow;
        impression.last.advertiserId = notice.advertiserId;
        impression.last.campaignId = notice.campaignId;
        impression.last.creativeId = notice.creativeId;
        impression.last.currency = notice.currency;
        impression.last.timeSeconds = notice.noticeTimeMs / 1000;
        impression.last.exchangeTag = exchanges.tag(notice.exchange);
        impression.counterCount = 0;
    }

    private void addOfAdvertiser(final long advertiserId) {
        final List<Followed> capping = cappingByAdvertiserId.get(advertiserId);
        if (capping == null) {
            return;
        }
        for (int i = 0; i < capping.size(); i++) {
            for (final FrequencyCap cap : capping.get(i).campaign.frequencyCaps()) {
                if (cap.scope() == Scope.ADVERTISER) {
                    add(Scope.ADVERTISER.key(advertiserId), cap);
                }
            }
        }
    }

    /** Each window once, however many campaigns have it. */
    private void add(final long counted, final FrequencyCap cap) {
        final int partMinutes = cap.partMinutes();
        for (int i = 0; i < impression.counterCount; i++) {
            if (impression.counted[i] == counted && impression.partMinutes[i] == partMinutes) {
                return;
            }
        }
        if (!impression.add(counted, partMinutes)) {
            counters.increment(ImpressionCounter.COUNTERS_LEFT_OUT);
        }
    }

    private void forget(final @Nullable Followed before) {
        if (before == null) {
            return;
        }
        final Campaign campaign = before.campaign;
        if (followedByCampaignId.get(campaign.id()) == before) {
            followedByCampaignId.remove(campaign.id());
        }
        final List<Followed> capping = cappingByAdvertiserId.get(campaign.advertiserId());
        if (capping != null && capping.remove(before) && capping.isEmpty()) {
            cappingByAdvertiserId.remove(campaign.advertiserId());
        }
    }

    private static boolean hasAdvertiserCap(final Campaign campaign) {
        return campaign.frequencyCaps().stream().anyMatch(cap -> cap.scope() == Scope.ADVERTISER);
    }
}
