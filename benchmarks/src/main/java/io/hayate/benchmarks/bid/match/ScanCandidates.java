package io.hayate.benchmarks.bid.match;

import static io.hayate.benchmarks.bid.match.CampaignRows.SIZES_END;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import java.util.List;

/**
 * By a scan that goes only as far as candidates are asked for: what a campaign says of the whole request is asked once, and
 * remembered for the impressions behind. Owned by the benchmark's thread.
 */
final class ScanCandidates implements Candidates, TakesRequests {
    private final LinearScan scan;
    private final List<LinearScan.Request> requests;
    private LinearScan.Request request;
    private LinearScan.Impression impression;
    private int deal;

    /** Rows that allow the request, as far as was looked. */
    private final int[] matched;

    private int matchedCount;
    private int nextRow;
    private int at;
    private int given;

    /** @param requests at least one */
    ScanCandidates(final LinearScan scan, final List<LinearScan.Request> requests, final int slotCount) {
        this.scan = scan;
        this.requests = requests;
        this.request = requests.get(0);
        this.impression = request.impressions()[0];
        this.matched = new int[slotCount];
    }

    @Override
    public void take(final int number) {
        request = requests.get(number);
    }

    @Override
    public boolean matchRequest(final BidContext context) {
        matchedCount = 0;
        nextRow = 0;
        return true;
    }

    @Override
    public boolean matchImpression(final BidContext context, final int place) {
        impression = request.impressions()[place];
        return true;
    }

    @Override
    public boolean matchOpportunity(final BidContext context, final int place) {
        deal = impression.deals()[place];
        at = 0;
        given = 0;
        return true;
    }

    @Override
    public boolean next(final BidContext context) {
        while (given < BidLimits.MAX_CANDIDATES && (at < matchedCount || findOneMore())) {
            final int row = matched[at++];
            if (scan.allows(row, impression, deal)) {
                context.slot = scan.slot(row);
                given++;
                return true;
            }
        }
        return false;
    }

    private boolean findOneMore() {
        final int[] rows = scan.rows();
        while (nextRow < rows.length) {
            final int row = nextRow;
            nextRow = rows[row + SIZES_END];
            if (scan.allows(row, request)) {
                matched[matchedCount++] = row;
                return true;
            }
        }
        return false;
    }
}
