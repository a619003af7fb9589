package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.campaigns.Campaign;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one document: a campaign, or why not. Immutable; shared.
 *
 * @param campaign null if it is refused
 * @param json the document as it was given, without white space
 * @param refusals all problems; empty if there is a campaign
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record ParsedCampaign(@Nullable Campaign campaign, byte[] json, List<Refusal> refusals) {}
