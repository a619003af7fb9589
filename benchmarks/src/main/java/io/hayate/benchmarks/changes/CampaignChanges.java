package io.hayate.benchmarks.changes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.benchmarks.compare.CampaignFile;
import io.hayate.loadtest.traffic.Dice;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Changes of generated campaigns, the same for the same number: of a campaign drawn evenly, the price is up to a fifth
 * higher or lower than at first, one in sixteen is paused, and every third is aimed at what another campaign is aimed at.
 * So all campaigns together stay as they are, however many are changed. Immutable; shared.
 */
final class CampaignChanges {
    private static final long SEED = 2;
    private static final double PRICE_SPREAD = 0.2;
    private static final double PAUSED_SHARE = 1.0 / 16;
    private static final double TARGETING_SHARE = 1.0 / 3;
    private static final int PRICE_DECIMALS = 6;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CampaignFile campaigns;

    /** A campaign as it is to be. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Change(long campaignId, byte[] body) {}

    CampaignChanges(final CampaignFile campaigns) {
        this.campaigns = campaigns;
    }

    /** Safe from any thread. */
    Change change(final long number) throws IOException {
        final Dice dice = new Dice(SEED);
        dice.reset(SEED, number);
        final ObjectNode campaign = campaign(dice);
        final ObjectNode bid = campaign.withObject("/bid");
        final double factor = 1 - PRICE_SPREAD + 2 * PRICE_SPREAD * dice.unit();
        bid.put(
                "amount",
                bid.required("amount")
                        .decimalValue()
                        .multiply(BigDecimal.valueOf(factor))
                        .setScale(PRICE_DECIMALS, RoundingMode.HALF_UP));
        if (dice.chance(PAUSED_SHARE)) {
            campaign.put("status", "paused");
        }
        if (dice.chance(TARGETING_SHARE)) {
            campaign.set("targeting", campaign(dice).required("targeting"));
        }
        return new Change(campaign.required("id").longValue(), JSON.writeValueAsBytes(campaign));
    }

    private ObjectNode campaign(final Dice dice) throws IOException {
        return (ObjectNode) JSON.readTree(campaigns.line(dice.below(campaigns.count())));
    }
}
