package io.hayate.benchmarks.bid.match;

import static io.hayate.benchmarks.bid.match.CampaignRows.DEALS_END;
import static io.hayate.benchmarks.bid.match.CampaignRows.DIMENSIONS;
import static io.hayate.benchmarks.bid.match.CampaignRows.HEADER_LENGTH;
import static io.hayate.benchmarks.bid.match.CampaignRows.IMPRESSION_RULES_END;
import static io.hayate.benchmarks.bid.match.CampaignRows.OS_VERSION;
import static io.hayate.benchmarks.bid.match.CampaignRows.RADIUS;
import static io.hayate.benchmarks.bid.match.CampaignRows.REQUEST_RULES_END;
import static io.hayate.benchmarks.bid.match.CampaignRows.RULE_COUNT;
import static io.hayate.benchmarks.bid.match.CampaignRows.RULE_VALUES;
import static io.hayate.benchmarks.bid.match.CampaignRows.SEGMENT;
import static io.hayate.benchmarks.bid.match.CampaignRows.SIZES_END;
import static io.hayate.benchmarks.bid.match.CampaignRows.SLOT;

import io.hayate.benchmarks.bid.DecodedRequest;
import io.hayate.benchmarks.bid.PlainImpression;
import io.hayate.benchmarks.bid.PlainImpression.Size;
import io.hayate.benchmarks.bid.PlainTargeting;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The candidates of a request without an index: every campaign's rules are held against the request's values, campaign by
 * campaign in descending order of bid. The scan is given every advantage that does not make it an index: values are numbers
 * already, on both sides, and those of the request that no campaign names are left out; campaigns lie packed in one array,
 * those that may not bid at this moment left out; what all impressions have in common is asked once. Owned by the
 * benchmark's thread.
 */
final class LinearScan {
    /** Of a dimension that does not bind the request, such as apps on a site. */
    static final int[] NOT_BOUND = {-1};

    /** The request does not tell its operating system. */
    private static final int NO_SYSTEM = -1;

    /** Up to this many values are looked through one by one. */
    private static final int MAX_UNSORTED_LOOK = 16;

    private final ValueNumbers<String> values = new ValueNumbers<>();
    private final ValueNumbers<Size> sizes = new ValueNumbers<>();
    private final int[] rows;
    private final double[] circles;
    private final long[] versions;
    /** Where the rows begin that the request's rules allow. */
    private final int[] matched;

    /**
     * A request's values as numbers.
     *
     * @param system {@link #NO_SYSTEM} if it does not tell it
     * @param place on the unit sphere; empty if it does not tell it
     */
    @SuppressWarnings("ArrayRecordComponent") // read by the scan, never compared
    record Request(int[][] valuesByDimension, int system, long version, double[] place, Impression[] impressions) {}

    /** Sizes that it allows, by number, and its deals; none stands for the open auction. */
    @SuppressWarnings("ArrayRecordComponent")
    record Impression(int[][] positions, boolean[] sizes, int[] deals) {}

    LinearScan(final CampaignIndex index) {
        final long[] biddable = new long[index.wordCount()];
        index.copyBiddable(biddable, 0, biddable.length);
        final CampaignRows packed = new CampaignRows(values, sizes);
        for (int slot = 0; slot < index.slotCount(); slot++) {
            if ((biddable[slot >> 6] & 1L << slot) != 0) {
                packed.add(slot, index.campaign(slot));
            }
        }
        rows = packed.numbers();
        circles = packed.circles();
        versions = packed.versions();
        matched = new int[index.slotCount()];
    }

    /** What the scan works on; made before the clock starts, as the decoded request is for the index. */
    Request prepare(final DecodedRequest request) {
        final PlainTargeting targeting = request.plain().targeting();
        final int[][] byDimension = new int[DIMENSIONS][];
        Arrays.fill(byDimension, NOT_BOUND);
        targeting.values().forEach((dimension, texts) -> byDimension[dimension.ordinal()] = values.numbers(texts));
        byDimension[SEGMENT] = values.numbers(targeting.segments());
        final PlainTargeting.Place place = targeting.place();
        final List<Impression> impressions = new ArrayList<>();
        for (final DecodedRequest.Impression each : request.impressions()) {
            impressions.add(prepare(each, request.plain().dealIds()));
        }
        return new Request(
                byDimension,
                targeting.os() == null ? NO_SYSTEM : values.number(targeting.os()),
                targeting.osVersion(),
                place == null ? new double[0] : CampaignRows.onUnitSphere(place.latitude(), place.longitude()),
                impressions.toArray(new Impression[0]));
    }

    private Impression prepare(final DecodedRequest.Impression impression, final List<String> dealIds) {
        final boolean[] allowed = new boolean[sizes.all().size()];
        sizes.all().forEach((size, number) -> allowed[number] = allows(impression.plain(), size));
        final int[] deals = Arrays.stream(impression.deals())
                .map(deal -> deal == BidContext.NO_DEAL ? deal : values.number(dealIds.get(deal)))
                .toArray();
        final int[][] positions =
                impression.plain().positions().stream().map(values::numbers).toArray(int[][]::new);
        return new Impression(positions, allowed, deals);
    }

    private static boolean allows(final PlainImpression impression, final Size size) {
        return size.width() == CampaignRows.NOT_A_BANNER
                ? impression.offers(size.height())
                : impression.offers(BidRequestView.BANNER) && impression.allows(size);
    }

    /** Adds the slots of each impression's opportunities, best first. */
    void match(final Request request, final FoundSlots found) {
        int matchedCount = 0;
        for (int row = 0; row < rows.length; row = rows[row + SIZES_END]) {
            if (allows(row, request)) {
                matched[matchedCount++] = row;
            }
        }
        for (final Impression impression : request.impressions()) {
            for (final int deal : impression.deals()) {
                int given = 0;
                for (int i = 0; i < matchedCount && given < BidLimits.MAX_CANDIDATES; i++) {
                    if (allows(matched[i], impression, deal)) {
                        found.add(slot(matched[i]));
                        given++;
                    }
                }
                found.endOpportunity();
            }
        }
    }

    /** Campaigns packed as {@link CampaignRows} says; the row behind one begins at its {@link CampaignRows#SIZES_END}. */
    int[] rows() {
        return rows;
    }

    int slot(final int row) {
        return rows[row + SLOT];
    }

    /** Whether a campaign allows an impression and bids under a deal that it offers, or openly. */
    boolean allows(final int row, final Impression impression, final int deal) {
        return bidsUnder(row, deal) && hasSize(row, impression.sizes()) && allowsPosition(row, impression.positions());
    }

    /** Whether a campaign allows a request, by what is asked beside values: places and versions. */
    boolean allowsBesideValues(final int row, final Request request) {
        final int end = rows[row + REQUEST_RULES_END];
        for (int rule = row + HEADER_LENGTH; rule < end; rule += RULE_VALUES + rows[rule + RULE_COUNT]) {
            if (rows[rule] == OS_VERSION && !allowsVersion(rule, request.system(), request.version())) {
                return false;
            }
            if (rows[rule] == RADIUS && !allowsPlace(rule, request.place())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a campaign allows what all impressions of a request have in common. */
    boolean allows(final int row, final Request request) {
        final int end = rows[row + REQUEST_RULES_END];
        for (int rule = row + HEADER_LENGTH; rule < end; rule += RULE_VALUES + rows[rule + RULE_COUNT]) {
            final int what = rows[rule];
            final boolean allowed = switch (what) {
                case OS_VERSION -> allowsVersion(rule, request.system(), request.version());
                case RADIUS -> allowsPlace(rule, request.place());
                default -> allowsValues(rule, request.valuesByDimension()[what >> 1]);
            };
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    private boolean allowsPosition(final int row, final int[][] positions) {
        final int end = rows[row + IMPRESSION_RULES_END];
        for (int rule = rows[row + REQUEST_RULES_END]; rule < end; rule += RULE_VALUES + rows[rule + RULE_COUNT]) {
            for (final int[] position : positions) {
                if (!allowsValues(rule, position)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean allowsValues(final int rule, final int[] told) {
        if (told == NOT_BOUND) {
            return true;
        }
        final int from = rule + RULE_VALUES;
        final int to = from + rows[rule + RULE_COUNT];
        boolean named = false;
        for (int i = 0; i < told.length && !named; i++) {
            named = contains(from, to, told[i]);
        }
        return named == isInclude(rows[rule]);
    }

    /** A system that the rule does not name is not restricted. */
    private boolean allowsVersion(final int rule, final int system, final long version) {
        final int from = rule + RULE_VALUES;
        final int to = from + rows[rule + RULE_COUNT];
        for (int pair = from; pair < to; pair += 2) {
            if (rows[pair] == system) {
                final int bounds = rows[pair + 1];
                // An unknown version is below every lowest one.
                return versions[bounds] <= version && version <= versions[bounds + 1];
            }
        }
        return system != NO_SYSTEM;
    }

    private boolean allowsPlace(final int rule, final double[] place) {
        if (place.length == 0) {
            return false;
        }
        final int from = rule + RULE_VALUES;
        final int to = from + rows[rule + RULE_COUNT];
        for (int i = from; i < to; i++) {
            final int circle = rows[i];
            final double x = place[0] - circles[circle];
            final double y = place[1] - circles[circle + 1];
            final double z = place[2] - circles[circle + 2];
            if (x * x + y * y + z * z <= circles[circle + 3]) {
                return true;
            }
        }
        return false;
    }

    private boolean bidsUnder(final int row, final int deal) {
        final int from = rows[row + IMPRESSION_RULES_END];
        final int to = rows[row + DEALS_END];
        return deal == BidContext.NO_DEAL ? from == to : contains(from, to, deal);
    }

    private boolean hasSize(final int row, final boolean[] allowed) {
        final int end = rows[row + SIZES_END];
        for (int i = rows[row + DEALS_END]; i < end; i++) {
            if (allowed[rows[i]]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInclude(final int what) {
        return (what & 1) == 0;
    }

    /** Whether a value is in an ascending part of the rows. */
    private boolean contains(final int from, final int to, final int value) {
        if (to - from > MAX_UNSORTED_LOOK) {
            return Arrays.binarySearch(rows, from, to, value) >= 0;
        }
        for (int i = from; i < to; i++) {
            if (rows[i] == value) {
                return true;
            }
        }
        return false;
    }
}
