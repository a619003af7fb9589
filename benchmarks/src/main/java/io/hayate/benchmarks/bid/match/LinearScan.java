package io.hayate.benchmarks.bid.match;

import io.hayate.benchmarks.bid.DecodedRequest;
import io.hayate.benchmarks.bid.PlainImpression.Size;
import io.hayate.benchmarks.bid.PlainRequest;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The candidates of a request without an index: every campaign's rules are held against the request's values, campaign by
 * campaign in descending order of bid. It is spared what an index is spared too: campaigns that may not bid at this moment
 * are left out beforehand, rules are hash sets, and what all impressions have in common is asked once. Owned by the
 * benchmark's thread.
 */
final class LinearScan {
    private final List<Row> rows = new ArrayList<>();
    private final Row[] matched;

    /** One dimension of one campaign. */
    private record Rule(Dimension dimension, Set<String> include, Set<String> exclude) {
        boolean allows(final PlainRequest request) {
            final List<String> values = request.values().get(dimension);
            if (values == null) {
                return true;
            }
            boolean included = include.isEmpty();
            for (final String value : values) {
                if (exclude.contains(value)) {
                    return false;
                }
                included |= include.contains(value);
            }
            return included;
        }
    }

    /** One campaign. */
    private record Row(int slot, List<Rule> rules, Set<String> deals, Set<Size> sizes) {
        boolean allows(final PlainRequest request) {
            for (final Rule rule : rules) {
                if (!rule.allows(request)) {
                    return false;
                }
            }
            return true;
        }

        boolean bidsUnder(final DecodedRequest request, final int deal) {
            return deal == BidContext.NO_DEAL
                    ? deals.isEmpty()
                    : deals.contains(request.plain().dealIds().get(deal));
        }

        boolean hasSize(final DecodedRequest.Impression impression) {
            for (final Size size : sizes) {
                if (impression.plain().allows(size)) {
                    return true;
                }
            }
            return false;
        }
    }

    LinearScan(final CampaignIndex index) {
        final long[] biddable = new long[index.wordCount()];
        index.copyBiddable(biddable);
        for (int slot = 0; slot < index.slotCount(); slot++) {
            if ((biddable[slot >> 6] & 1L << slot) != 0) {
                rows.add(row(slot, index.campaign(slot)));
            }
        }
        matched = new Row[rows.size()];
    }

    private static Row row(final int slot, final Campaign campaign) {
        final List<Rule> rules = new ArrayList<>();
        for (final Dimension dimension : Dimension.values()) {
            final Targeting.Rule rule = campaign.targeting().rule(dimension);
            final boolean restricts =
                    !rule.include().isEmpty() || !rule.exclude().isEmpty();
            if (restricts && dimension != Dimension.DEAL && dimension != Dimension.HOUR_OF_WEEK) {
                rules.add(new Rule(dimension, Set.copyOf(rule.include()), Set.copyOf(rule.exclude())));
            }
        }
        final Set<Size> sizes = new HashSet<>();
        campaign.creatives().forEach(each -> sizes.add(new Size(each.w(), each.h())));
        return new Row(
                slot,
                rules,
                Set.copyOf(campaign.targeting().rule(Dimension.DEAL).include()),
                sizes);
    }

    /** Adds the slots of each impression's opportunities, best first. */
    void match(final DecodedRequest request, final FoundSlots found) {
        int matchedCount = 0;
        for (final Row row : rows) {
            if (row.allows(request.plain())) {
                matched[matchedCount++] = row;
            }
        }
        for (final DecodedRequest.Impression impression : request.impressions()) {
            for (final int deal : impression.deals()) {
                int given = 0;
                for (int i = 0; i < matchedCount && given < BidLimits.MAX_CANDIDATES; i++) {
                    if (matched[i].bidsUnder(request, deal) && matched[i].hasSize(impression)) {
                        found.add(matched[i].slot());
                        given++;
                    }
                }
                found.endOpportunity();
            }
        }
    }
}
