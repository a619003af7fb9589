package io.hayate.benchmarks.bid;

import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.admit.CampaignParser;
import io.hayate.bidder.campaigns.admit.ParsedCampaign;
import io.hayate.bidder.campaigns.index.CompactCampaigns;
import io.hayate.bidder.campaigns.index.IndexBuilder;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An index of generated campaigns without the rest of a bidder: no maps, no logs, no ledger, so that a million fit into the
 * heap of a benchmark. Campaigns are admitted as they are generated, a line at a time. Owned by the benchmark's thread.
 */
public final class GeneratedIndex implements AutoCloseable {
    private final LiveIndex live = new LiveIndex(1);
    private final IndexBuilder builder = new IndexBuilder(live, () -> CurrencyRates.NONE);
    private final List<LiveCampaign> campaigns;

    private GeneratedIndex(final List<LiveCampaign> campaigns) {
        this.campaigns = campaigns;
    }

    /** Of the first so many generated campaigns of all formats, with three creatives each. */
    public static GeneratedIndex of(final int campaignCount) {
        final GeneratedIndex generated = withoutIndex(campaignCount);
        generated.build();
        return generated;
    }

    /** Only the campaigns, so that building can be measured. */
    public static GeneratedIndex withoutIndex(final int campaignCount) {
        return new GeneratedIndex(campaigns(campaignCount));
    }

    /** As a campaign agent holds them. */
    private static List<LiveCampaign> campaigns(final int campaignCount) {
        final CampaignParser parser = new CampaignParser();
        final CompactCampaigns compact = new CompactCampaigns();
        final List<LiveCampaign> campaigns = new ArrayList<>(campaignCount);
        GeneratedTraffic.forEachCampaign(
                campaignCount,
                GeneratedTraffic.CREATIVES_AT_SCALE,
                GeneratorOptions.DEFAULT_FORMATS,
                line -> campaigns.add(live(parser.parse(line, 1), compact, campaigns.size())));
        return campaigns;
    }

    private static LiveCampaign live(final ParsedCampaign parsed, final CompactCampaigns compact, final int ordinal) {
        final Campaign campaign = parsed.campaign();
        if (campaign == null) {
            throw new IllegalStateException("refused: " + parsed.refusals());
        }
        final long firstVersion = (long) ordinal * GeneratedTraffic.CREATIVES_AT_SCALE;
        return new LiveCampaign(
                compact.compact(campaign),
                ordinal,
                1,
                LongStream.range(
                                firstVersion,
                                firstVersion + campaign.creatives().size())
                        .boxed()
                        .toList());
    }

    /** Builds the index once more, and publishes it. */
    public void build() {
        live.publish(builder.build(campaigns, BenchmarkBidder.NOW_MS));
    }

    public CampaignIndex index() {
        return live.current();
    }

    @Override
    public void close() {
        builder.close();
    }
}
