package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.Refusal;
import java.util.ArrayList;
import java.util.List;

/** What became of many lines so far. Owned by the campaign agent. */
final class LinesResult {
    /** Refusals in one answer, over all lines. */
    static final int MAX_REFUSALS = 10_000;

    int accepted;
    int unchanged;
    private final List<Refusal> refused = new ArrayList<>();
    private boolean cut;

    void refuse(final List<Refusal> refusals) {
        for (final Refusal refusal : refusals) {
            if (refused.size() < MAX_REFUSALS) {
                refused.add(refusal);
            } else if (!cut) {
                cut = true;
                refused.add(
                        new Refusal(refusal.line(), refusal.id(), "", "more was refused from here on than is listed"));
            }
        }
    }

    ApplyReport report() {
        return new ApplyReport(accepted, unchanged, List.copyOf(refused));
    }
}
