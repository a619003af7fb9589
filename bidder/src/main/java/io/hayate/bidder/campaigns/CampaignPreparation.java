package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.CampaignParser;
import io.hayate.bidder.campaigns.admit.DocumentLimits;
import io.hayate.bidder.campaigns.admit.ParsedCampaign;
import java.util.List;

/** Makes {@link PreparedCampaign}s. Immutable; shared. */
final class CampaignPreparation {
    private final CampaignParser parser;
    private final CreativeEncoder encoder;

    CampaignPreparation(final DocumentLimits limits, final CreativeEncoder encoder) {
        this.parser = new CampaignParser(limits);
        this.encoder = encoder;
    }

    /** @param line that refusals name */
    PreparedCampaign prepare(final byte[] document, final int line) {
        return prepared(parser.parse(document, line));
    }

    /** A document that was admitted before, under whatever limits. */
    PreparedCampaign prepareStored(final byte[] json) {
        return prepared(parser.parseStored(json));
    }

    private PreparedCampaign prepared(final ParsedCampaign parsed) {
        final Campaign campaign = parsed.campaign();
        return new PreparedCampaign(
                parsed,
                campaign == null
                        ? List.of()
                        : campaign.creatives().stream()
                                .map(creative -> encoder.encode(campaign, creative))
                                .toList());
    }
}
