package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.campaigns.Advertiser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one document: an advertiser, or why not. Immutable; shared.
 *
 * @param advertiser null if it is refused
 * @param json the document as it was given, without white space
 * @param refusals all problems; empty if there is an advertiser
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record ParsedAdvertiser(@Nullable Advertiser advertiser, byte[] json, List<Refusal> refusals) {}
