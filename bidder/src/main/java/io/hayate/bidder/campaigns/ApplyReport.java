package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.Refusal;
import java.util.List;

/**
 * What became of many lines. Immutable; shared.
 *
 * @param accepted lines that are durable and in the index
 * @param unchanged lines of the start file that had been applied before
 */
public record ApplyReport(int accepted, int unchanged, List<Refusal> refused) {}
