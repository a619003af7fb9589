package io.hayate.benchmarks.bid.match;

import io.hayate.benchmarks.bid.DecodedRequest;
import io.hayate.benchmarks.bid.PlainImpression.Size;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The candidates of a request without an index: every campaign's rules are held against the request's values, campaign by
 * campaign in descending order of bid. The scan is given every advantage that does not make it an index: values are numbers
 * already, on both sides; campaigns that may not bid at this moment are left out beforehand; what all impressions have in
 * common is asked once. Owned by the benchmark's thread.
 */
final class LinearScan {
    /** Of a dimension that does not bind the request, such as apps on a site. */
    private static final int[] NOT_BOUND = {-1};

    private final Map<Object, Integer> ids = new HashMap<>();
    private final Row[] rows;
    private final Row[] matched;

    /** A request's values as numbers. */
    @SuppressWarnings("ArrayRecordComponent") // read by the scan, never compared
    record Request(int[][] valuesByDimension, Impression[] impressions) {}

    /** Sizes that it allows, by number, and its deals; none stands for the open auction. */
    @SuppressWarnings("ArrayRecordComponent")
    record Impression(boolean[] sizes, int[] deals) {}

    /** One dimension of one campaign; numbers in ascending order. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Rule(int dimension, int[] include, int[] exclude) {
        boolean allows(final int[] values) {
            if (values == NOT_BOUND) {
                return true;
            }
            boolean included = include.length == 0;
            for (final int value : values) {
                if (contains(exclude, value)) {
                    return false;
                }
                included |= contains(include, value);
            }
            return included;
        }
    }

    /** One campaign. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(int slot, Rule[] rules, int[] deals, int[] sizes) {
        boolean allows(final Request request) {
            for (final Rule rule : rules) {
                if (!rule.allows(request.valuesByDimension[rule.dimension])) {
                    return false;
                }
            }
            return true;
        }

        boolean bidsUnder(final int deal) {
            return deal == BidContext.NO_DEAL ? deals.length == 0 : contains(deals, deal);
        }

        boolean hasSize(final boolean[] allowed) {
            for (final int size : sizes) {
                if (allowed[size]) {
                    return true;
                }
            }
            return false;
        }
    }

    LinearScan(final CampaignIndex index) {
        final long[] biddable = new long[index.wordCount()];
        index.copyBiddable(biddable, 0, biddable.length);
        final List<Row> all = new ArrayList<>();
        for (int slot = 0; slot < index.slotCount(); slot++) {
            if ((biddable[slot >> 6] & 1L << slot) != 0) {
                all.add(row(slot, index.campaign(slot)));
            }
        }
        rows = all.toArray(new Row[0]);
        matched = new Row[rows.length];
    }

    private Row row(final int slot, final Campaign campaign) {
        final List<Rule> rules = new ArrayList<>();
        for (final Dimension dimension : Dimension.values()) {
            final Targeting.Rule rule = campaign.targeting().rule(dimension);
            final boolean restricts =
                    !rule.include().isEmpty() || !rule.exclude().isEmpty();
            if (restricts && dimension != Dimension.DEAL && dimension != Dimension.HOUR_OF_WEEK) {
                rules.add(new Rule(dimension.ordinal(), ids(rule.include()), ids(rule.exclude())));
            }
        }
        return new Row(
                slot,
                rules.toArray(new Rule[0]),
                ids(campaign.targeting().rule(Dimension.DEAL).include()),
                ids(campaign.creatives().stream()
                        .map(each -> new Size(each.w(), each.h()))
                        .distinct()
                        .toList()));
    }

    /** What the scan works on; made before the clock starts, as the decoded request is for the index. */
    Request prepare(final DecodedRequest request) {
        final int[][] values = new int[Dimension.values().length][];
        Arrays.fill(values, NOT_BOUND);
        request.plain().values().forEach((dimension, texts) -> values[dimension.ordinal()] = ids(texts));
        final List<Impression> impressions = new ArrayList<>();
        for (final DecodedRequest.Impression each : request.impressions()) {
            final int[] deals = Arrays.stream(each.deals())
                    .map(deal -> deal == BidContext.NO_DEAL
                            ? BidContext.NO_DEAL
                            : id(request.plain().dealIds().get(deal)))
                    .toArray();
            final boolean[] sizes = new boolean[ids.size()];
            ids.forEach((value, id) ->
                    sizes[id] = value instanceof Size size && each.plain().allows(size));
            impressions.add(new Impression(sizes, deals));
        }
        return new Request(values, impressions.toArray(new Impression[0]));
    }

    /** Adds the slots of each impression's opportunities, best first. */
    void match(final Request request, final FoundSlots found) {
        int matchedCount = 0;
        for (final Row row : rows) {
            if (row.allows(request)) {
                matched[matchedCount++] = row;
            }
        }
        for (final Impression impression : request.impressions()) {
            for (final int deal : impression.deals()) {
                int given = 0;
                for (int i = 0; i < matchedCount && given < BidLimits.MAX_CANDIDATES; i++) {
                    if (matched[i].bidsUnder(deal) && matched[i].hasSize(impression.sizes())) {
                        found.add(matched[i].slot());
                        given++;
                    }
                }
                found.endOpportunity();
            }
        }
    }

    private int[] ids(final List<?> values) {
        return values.stream().mapToInt(this::id).sorted().toArray();
    }

    private int id(final Object value) {
        return ids.computeIfAbsent(value, unseen -> ids.size());
    }

    private static boolean contains(final int[] ascending, final int value) {
        return ascending.length > 0 && Arrays.binarySearch(ascending, value) >= 0;
    }
}
