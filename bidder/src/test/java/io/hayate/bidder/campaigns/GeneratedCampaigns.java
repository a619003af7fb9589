package io.hayate.bidder.campaigns;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.admit.CampaignParser;
import io.hayate.loadtest.campaigns.CampaignGenerator;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Campaigns of the load harness, as they are once admitted; the same for the same numbers. */
public final class GeneratedCampaigns {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 1;

    private GeneratedCampaigns() {}

    /** Without limits of their budgets: the last request is to meet the campaigns that the first one met. */
    public static Campaign[] withoutBudgets(final int count, final String... currencies) throws IOException {
        final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        new CampaignGenerator(new GeneratorOptions(
                        GeneratorOptions.Profile.MIXED,
                        count,
                        SEED,
                        0,
                        new GeneratorOptions.Content(GeneratorOptions.DEFAULT_FORMATS, List.of(currencies), List.of()),
                        GeneratorOptions.Ids.DEFAULT,
                        GeneratorOptions.DEFAULT_START))
                .write(lines);
        final CampaignParser parser = new CampaignParser();
        final List<Campaign> campaigns = new ArrayList<>();
        for (final String line : lines.toString(StandardCharsets.UTF_8).lines().toList()) {
            final ObjectNode campaign = (ObjectNode) JSON.readTree(line);
            campaign.withObject("/budget").remove(List.of("daily", "total"));
            campaigns.add(Objects.requireNonNull(
                    parser.parse(JSON.writeValueAsBytes(campaign), 1).campaign()));
        }
        return campaigns.toArray(new Campaign[0]);
    }
}
