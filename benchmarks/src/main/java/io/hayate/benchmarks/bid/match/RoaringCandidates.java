package io.hayate.benchmarks.bid.match;

import static io.hayate.benchmarks.bid.match.CampaignRows.DEALS_END;
import static io.hayate.benchmarks.bid.match.CampaignRows.HEADER_LENGTH;
import static io.hayate.benchmarks.bid.match.CampaignRows.IMPRESSION_RULES_END;
import static io.hayate.benchmarks.bid.match.CampaignRows.REQUEST_RULES_END;
import static io.hayate.benchmarks.bid.match.CampaignRows.RULE_COUNT;
import static io.hayate.benchmarks.bid.match.CampaignRows.RULE_VALUES;
import static io.hayate.benchmarks.bid.match.CampaignRows.SIZES_END;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.campaigns.Dimension;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * By sets that RoaringBitmap holds: for each dimension the campaigns without the rule, and those that name a value. A
 * request narrows a set, dimension by dimension, the country first; places and versions are asked of each candidate. Values
 * are numbers before the clock starts, as for the scan. Owned by the benchmark's thread.
 */
final class RoaringCandidates implements Candidates, TakesRequests {
    /** Rules of one kind that a campaign may have: lists of segments. */
    private static final int MOST_ALIKE = 4;

    private final LinearScan scan;
    private final List<LinearScan.Request> requests;
    private final int[] rowBySlot;

    private final RoaringBitmap all = new RoaringBitmap();
    private final RoaringBitmap open = new RoaringBitmap();
    private final Rules rules = new Rules();
    private final Rules positions = new Rules();
    private final Int2ObjectHashMap<RoaringBitmap> bySize = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<RoaringBitmap> byDeal = new Int2ObjectHashMap<>();

    private LinearScan.Request request;
    private LinearScan.Impression impression;
    private RoaringBitmap ofRequest = new RoaringBitmap();
    private RoaringBitmap ofImpression = new RoaringBitmap();
    private IntIterator slots = new RoaringBitmap().getIntIterator();
    private int given;

    /** Rules by what they ask, times {@link #MOST_ALIKE}, and which of those alike. */
    private static final class Rules {
        private final Int2ObjectHashMap<Rule> byKind = new Int2ObjectHashMap<>();

        Rule rule(final int kind) {
            return byKind.computeIfAbsent(kind, unseen -> new Rule());
        }
    }

    private static final class Rule {
        private final RoaringBitmap restricted = new RoaringBitmap();
        private RoaringBitmap others = new RoaringBitmap();
        private final Int2ObjectHashMap<RoaringBitmap> byValue = new Int2ObjectHashMap<>();
    }

    /** @param requests at least one */
    RoaringCandidates(final LinearScan scan, final List<LinearScan.Request> requests, final int slotCount) {
        this.scan = scan;
        this.requests = requests;
        this.request = requests.get(0);
        this.impression = request.impressions()[0];
        this.rowBySlot = new int[slotCount];
        final int[] rows = scan.rows();
        for (int row = 0; row < rows.length; row = rows[row + SIZES_END]) {
            add(row, rows);
        }
        finish(rules);
        finish(positions);
        bySize.values().forEach(RoaringBitmap::runOptimize);
        byDeal.values().forEach(RoaringBitmap::runOptimize);
        open.runOptimize();
        all.runOptimize();
    }

    private void add(final int row, final int[] rows) {
        final int slot = scan.slot(row);
        rowBySlot[slot] = row;
        all.add(slot);
        addRules(rules, slot, row + HEADER_LENGTH, rows[row + REQUEST_RULES_END]);
        addRules(positions, slot, rows[row + REQUEST_RULES_END], rows[row + IMPRESSION_RULES_END]);
        if (rows[row + IMPRESSION_RULES_END] == rows[row + DEALS_END]) {
            open.add(slot);
        }
        addAll(byDeal, slot, rows[row + IMPRESSION_RULES_END], rows[row + DEALS_END]);
        addAll(bySize, slot, rows[row + DEALS_END], rows[row + SIZES_END]);
    }

    private void addRules(final Rules to, final int slot, final int from, final int end) {
        final int[] rows = scan.rows();
        int last = Integer.MIN_VALUE;
        int alike = 0;
        for (int at = from; at < end; at += RULE_VALUES + rows[at + RULE_COUNT]) {
            alike = rows[at] == last ? alike + 1 : 0;
            last = rows[at];
            if (last >= 0) {
                final Rule rule = to.rule(last * MOST_ALIKE + alike);
                rule.restricted.add(slot);
                addAll(rule.byValue, slot, at + RULE_VALUES, at + RULE_VALUES + rows[at + RULE_COUNT]);
            }
        }
    }

    private void addAll(final Int2ObjectHashMap<RoaringBitmap> to, final int slot, final int from, final int end) {
        for (int at = from; at < end; at++) {
            to.computeIfAbsent(scan.rows()[at], unseen -> new RoaringBitmap()).add(slot);
        }
    }

    private void finish(final Rules all) {
        for (final Rule rule : all.byKind.values()) {
            rule.others = RoaringBitmap.andNot(this.all, rule.restricted);
            rule.others.runOptimize();
            rule.byValue.values().forEach(RoaringBitmap::runOptimize);
        }
    }

    @Override
    public void take(final int number) {
        request = requests.get(number);
    }

    @Override
    public boolean matchRequest(final BidContext context) {
        ofRequest = all;
        final int country = CampaignRows.include(Dimension.COUNTRY.ordinal()) * MOST_ALIKE;
        keep(country, rules.byKind.get(country), request.valuesByDimension()[Dimension.COUNTRY.ordinal()]);
        rules.byKind.forEachInt((kind, rule) -> {
            if (kind != country) {
                keep(kind, rule, request.valuesByDimension()[(kind / MOST_ALIKE) >> 1]);
            }
        });
        return !ofRequest.isEmpty();
    }

    private void keep(final int kind, final Rule rule, final int[] told) {
        if (rule != null && told != LinearScan.NOT_BOUND) {
            ofRequest = kept(ofRequest, kind, rule, told);
        }
    }

    private static RoaringBitmap kept(final RoaringBitmap slots, final int kind, final Rule rule, final int[] told) {
        if (((kind / MOST_ALIKE) & 1) == 0) {
            final RoaringBitmap kept = RoaringBitmap.and(slots, rule.others);
            for (final int value : told) {
                final RoaringBitmap named = rule.byValue.get(value);
                if (named != null) {
                    kept.or(RoaringBitmap.and(slots, named));
                }
            }
            return kept;
        }
        RoaringBitmap kept = slots;
        for (final int value : told) {
            final RoaringBitmap named = rule.byValue.get(value);
            if (named != null) {
                kept = RoaringBitmap.andNot(kept, named);
            }
        }
        return kept;
    }

    @Override
    public boolean matchImpression(final BidContext context, final int place) {
        impression = request.impressions()[place];
        final RoaringBitmap sized = new RoaringBitmap();
        for (int size = 0; size < impression.sizes().length; size++) {
            final RoaringBitmap having = impression.sizes()[size] ? bySize.get(size) : null;
            if (having != null) {
                sized.or(RoaringBitmap.and(ofRequest, having));
            }
        }
        ofImpression = sized;
        for (final int[] position : impression.positions()) {
            positions.byKind.forEachInt((kind, rule) -> ofImpression = kept(ofImpression, kind, rule, position));
        }
        return !ofImpression.isEmpty();
    }

    @Override
    public boolean matchOpportunity(final BidContext context, final int place) {
        final int deal = impression.deals()[place];
        final RoaringBitmap bidding = deal == BidContext.NO_DEAL ? open : byDeal.get(deal);
        given = 0;
        if (bidding == null) {
            return false;
        }
        slots = RoaringBitmap.and(ofImpression, bidding).getIntIterator();
        return true;
    }

    @Override
    public boolean next(final BidContext context) {
        while (given < BidLimits.MAX_CANDIDATES && slots.hasNext()) {
            final int slot = slots.next();
            if (scan.allowsBesideValues(rowBySlot[slot], request)) {
                context.slot = slot;
                given++;
                return true;
            }
        }
        return false;
    }
}
