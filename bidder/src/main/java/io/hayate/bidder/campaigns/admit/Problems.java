package io.hayate.bidder.campaigns.admit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one document. Owned by the campaign agent. */
final class Problems {
    private final int line;
    private final List<Refusal> refusals = new ArrayList<>();
    private @Nullable Long id;

    Problems(final int line) {
        this.line = line;
    }

    void id(final long campaignId) {
        id = campaignId;
    }

    @Nullable
    Long id() {
        return id;
    }

    void add(final String path, final String reason) {
        if (refusals.size() < CampaignLimits.MAX_REFUSALS) {
            refusals.add(new Refusal(line, id, path, reason));
        } else if (refusals.size() == CampaignLimits.MAX_REFUSALS) {
            refusals.add(new Refusal(
                    line, id, "", "there are more problems than the " + CampaignLimits.MAX_REFUSALS + " listed"));
        }
    }

    boolean isEmpty() {
        return refusals.isEmpty();
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }
}
