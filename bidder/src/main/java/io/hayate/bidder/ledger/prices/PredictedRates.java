package io.hayate.bidder.ledger.prices;

import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.ledger.AccountView;
import io.hayate.bidder.ledger.LedgerPart;
import io.hayate.bidder.ledger.NoticeRecord;
import java.util.LinkedHashSet;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Works out what impressions are worth to campaigns that pay for clicks or conversions: the amount times the rate of its
 * campaign ({@link SmoothedRate}), at most its maxCpm. All it knows are the accounts' counts, so it knows the same after a
 * restart. Owned by the ledger agent.
 */
public final class PredictedRates implements LedgerPart {
    /** Values follow the counts that late: what one notice moves is little, and advertisers' averages move all of theirs. */
    static final long PUBLISH_MS = 1_000;

    private final CampaignValues values;
    private final Long2ObjectHashMap<Followed> followedById = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<Advertiser> advertisers = new Long2ObjectHashMap<>();

    /** Campaigns whose counts have moved since they were looked at. */
    private final Set<Followed> moved = new LinkedHashSet<>();

    private long nextPublishMs = Long.MIN_VALUE;

    /** One live campaign, of any strategy, and its counts as they were when looked at last. */
    private static final class Followed {
        final int ordinal;
        final Bid bid;
        final AccountView account;
        final Advertiser advertiser;
        long impressions;
        long clicks;
        long conversions;

        Followed(final int ordinal, final Bid bid, final AccountView account, final Advertiser advertiser) {
            this.ordinal = ordinal;
            this.bid = bid;
            this.account = account;
            this.advertiser = advertiser;
        }

        /** Takes over the account's counts, in the advertiser's sums, too; whether they had moved. */
        boolean count() {
            final long impressionsBefore = impressions;
            final long clicksBefore = clicks;
            final long conversionsBefore = conversions;
            impressions = impressionsOf(account);
            clicks = account.clicks();
            conversions = account.conversions();
            advertiser.impressions += impressions - impressionsBefore;
            advertiser.clicks += clicks - clicksBefore;
            advertiser.conversions += conversions - conversionsBefore;
            return impressions != impressionsBefore || clicks != clicksBefore || conversions != conversionsBefore;
        }

        long cpmMicros() {
            final SmoothedRate rate = SmoothedRate.of(bid.strategy());
            final boolean clicked = rate == SmoothedRate.CLICKS;
            final long events = clicked ? clicks : conversions;
            final long advertiserEvents = clicked ? advertiser.clicks : advertiser.conversions;
            return SmoothedRate.cpmMicros(
                    bid,
                    rate.nanos(events, impressions, advertiserEvents - events, advertiser.impressions - impressions));
        }

        boolean isPredicted() {
            return bid.strategy() != Bid.Strategy.CPM;
        }
    }

    /** Sums over an advertiser's live campaigns. */
    private static final class Advertiser {
        final long id;
        long impressions;
        long clicks;
        long conversions;
        int campaigns;

        /** Campaigns whose values depend on the sums. */
        final Set<Followed> predicted = new LinkedHashSet<>(2);

        Advertiser(final long id) {
            this.id = id;
        }
    }

    public PredictedRates(final CampaignValues values) {
        this.values = values;
    }

    /**
     * Impressions that were seen, or where fewer of them are told of than were paid for (a format or an exchange without
     * such notices), those.
     */
    static long impressionsOf(final AccountView account) {
        return Math.max(account.impressions(), account.billed());
    }

    @Override
    public void onCampaign(final Campaign campaign, final int ordinal, final AccountView account) {
        forget(campaign.id());
        final Advertiser advertiser = advertisers.computeIfAbsent(campaign.advertiserId(), Advertiser::new);
        final Followed followed = new Followed(ordinal, campaign.bid(), account, advertiser);
        followedById.put(campaign.id(), followed);
        advertiser.campaigns++;
        followed.count();
        if (followed.isPredicted()) {
            advertiser.predicted.add(followed);
            values.publish(ordinal, followed.cpmMicros());
        }
        moved.add(followed);
    }

    @Override
    public void onCampaignGone(final long campaignId, final int ordinal) {
        values.publish(ordinal, 0);
        final Followed followed = followedById.get(campaignId);
        // A campaign that was made again has another ordinal by then.
        if (followed != null && followed.ordinal == ordinal) {
            forget(campaignId);
        }
    }

    @Override
    public void onNotice(final NoticeRecord notice, final AccountView account, final boolean booked) {
        final Followed followed = followedById.get(notice.campaignId);
        if (followed != null) {
            moved.add(followed);
        }
    }

    @Override
    public int doWork(final long nowMs) {
        if (moved.isEmpty() || (nowMs < nextPublishMs && nextPublishMs - nowMs <= PUBLISH_MS)) {
            return 0;
        }
        nextPublishMs = nowMs + PUBLISH_MS;
        final Set<Advertiser> touched = new LinkedHashSet<>();
        for (final Followed each : moved) {
            each.count();
            touched.add(each.advertiser);
        }
        moved.clear();
        for (final Advertiser each : touched) {
            for (final Followed predicted : each.predicted) {
                values.publish(predicted.ordinal, predicted.cpmMicros());
            }
        }
        return 1;
    }

    private void forget(final long campaignId) {
        final Followed followed = followedById.remove(campaignId);
        if (followed == null) {
            return;
        }
        moved.remove(followed);
        final Advertiser advertiser = followed.advertiser;
        advertiser.impressions -= followed.impressions;
        advertiser.clicks -= followed.clicks;
        advertiser.conversions -= followed.conversions;
        advertiser.predicted.remove(followed);
        if (--advertiser.campaigns == 0) {
            advertisers.remove(advertiser.id);
        }
    }
}
