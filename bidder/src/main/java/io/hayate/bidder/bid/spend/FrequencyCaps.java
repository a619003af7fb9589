package io.hayate.bidder.bid.spend;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.FrequencyCap.Scope;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.SlotTable;
import org.jspecify.annotations.Nullable;

/**
 * Holds candidates against their frequency caps: what the user's record tells of impressions, and bids of all loops that
 * are pending, those of the request at hand included. Two loops that look at the same moment do not see each other's bid.
 * Test requests are neither capped nor counted. Owned by the bid loop.
 */
public final class FrequencyCaps {
    private static final Scope[] SCOPES = Scope.values();
    private static final int CREATIVE = Scope.CREATIVE.code();

    private final PendingImpressions[] all;
    private final @Nullable PendingImpressions own;
    private final boolean bidWithoutUser;

    /**
     * @param all bids pending on each loop
     * @param loop whose bids are noted
     * @param bidWithoutUser campaigns with caps bid also where the user cannot be told
     */
    public FrequencyCaps(final PendingImpressions[] all, final int loop, final boolean bidWithoutUser) {
        this.all = all.clone();
        this.own = all[loop];
        this.bidWithoutUser = bidWithoutUser;
    }

    private FrequencyCaps(final boolean bidWithoutUser) {
        this.all = new PendingImpressions[0];
        this.own = null;
        this.bidWithoutUser = bidWithoutUser;
    }

    /** Notes no bids, and of those pending knows only the request's own. */
    public static FrequencyCaps withoutPending(final boolean bidWithoutUser) {
        return new FrequencyCaps(bidWithoutUser);
    }

    /** Whether the caps of the candidate's campaign and advertiser let it bid. */
    boolean allowCampaign(final BidContext context) {
        final SlotTable table = context.index.table();
        final int caps = table.caps(context.slot);
        if (caps == SlotTable.NO_CAPS || context.request.test) {
            return true;
        }
        if (!context.hasUserHistory) {
            if (bidWithoutUser) {
                return true;
            }
            context.note(NoBidReason.CAPPED_WITHOUT_USER);
            return false;
        }
        return allow(context, caps, false);
    }

    /** Whether the caps of the candidate's creative let it bid. */
    boolean allowCreative(final BidContext context) {
        final int caps = context.index.table().caps(context.slot);
        return caps == SlotTable.NO_CAPS
                || context.request.test
                || !context.hasUserHistory
                || allow(context, caps, true);
    }

    private boolean allow(final BidContext context, final int caps, final boolean ofCreative) {
        final SlotTable table = context.index.table();
        final int end = caps + 1 + table.listItem(caps);
        final long nowSeconds = context.arrivalMs / 1000;
        for (int cap = caps + 1; cap < end; cap += SlotTable.CAP_ITEMS) {
            final int scope = table.listItem(cap);
            if ((scope == CREATIVE) == ofCreative) {
                final long counted = counted(table, context.slot, context.creative, scope);
                final int seen = context.user.impressions(counted, table.listItem(cap + 2), nowSeconds);
                final int most = table.listItem(cap + 1);
                if (seen >= most || seen + pending(context, counted) >= most) {
                    context.note(NoBidReason.FREQUENCY_CAPPED);
                    return false;
                }
            }
        }
        return true;
    }

    /** A bid of the candidate is kept. */
    void add(final BidContext context) {
        if (own != null && isNoted(context, context.index, context.slot)) {
            final SlotTable table = context.index.table();
            for (final Scope scope : SCOPES) {
                if (counts(context, context.index, context.slot, scope)) {
                    own.add(
                            hash(context, counted(table, context.slot, context.creative, scope.code())),
                            context.arrivalMs);
                }
            }
        }
    }

    /** A bid that was kept is not sent after all. */
    void cancel(final BidContext context, final int bid) {
        final CampaignIndex index = context.view.part(context.bidPart[bid]);
        final int slot = context.bidSlot[bid];
        if (own != null && isNoted(context, index, slot)) {
            for (final Scope scope : SCOPES) {
                if (counts(context, index, slot, scope)) {
                    own.remove(
                            hash(context, counted(index.table(), slot, context.bidCreative[bid], scope.code())),
                            context.arrivalMs);
                }
            }
        }
    }

    private static boolean isNoted(final BidContext context, final CampaignIndex index, final int slot) {
        return context.hasUserKey && !context.request.test && context.followsUsers(index, slot);
    }

    /** Whether impressions of the slot count for a cap of the scope: its own, or of another campaign of its advertiser. */
    private static boolean counts(
            final BidContext context, final CampaignIndex index, final int slot, final Scope scope) {
        final SlotTable table = index.table();
        if (scope == Scope.ADVERTISER) {
            return context.view.capsAdvertiser(table.advertiserId(slot));
        }
        final int caps = table.caps(slot);
        if (caps == SlotTable.NO_CAPS) {
            return false;
        }
        for (int cap = caps + 1; cap <= caps + table.listItem(caps); cap += SlotTable.CAP_ITEMS) {
            if (table.listItem(cap) == scope.code()) {
                return true;
            }
        }
        return false;
    }

    private int pending(final BidContext context, final long counted) {
        if (own == null) {
            return bidsOfRequest(context, counted);
        }
        final long hash = hash(context, counted);
        int pending = 0;
        for (final PendingImpressions each : all) {
            pending += each.count(hash, context.arrivalMs);
        }
        return pending;
    }

    /** Bids kept for the request at hand that count in the same. */
    private static int bidsOfRequest(final BidContext context, final long counted) {
        final int scope = Scope.codeOf(counted);
        int bids = 0;
        for (int bid = 0; bid < context.bidCount; bid++) {
            final SlotTable table = context.view.part(context.bidPart[bid]).table();
            if (counted(table, context.bidSlot[bid], context.bidCreative[bid], scope) == counted) {
                bids++;
            }
        }
        return bids;
    }

    private static long counted(final SlotTable table, final int slot, final int creative, final int scope) {
        final long id = scope == CREATIVE
                ? table.creativeId(creative)
                : scope == Scope.CAMPAIGN.code() ? table.campaignId(slot) : table.advertiserId(slot);
        return Scope.key(scope, id);
    }

    private static long hash(final BidContext context, final long counted) {
        return PendingImpressions.hash(context.userKeyHigh, context.userKeyLow, counted);
    }
}
