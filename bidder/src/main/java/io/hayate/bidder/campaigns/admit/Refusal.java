package io.hayate.bidder.campaigns.admit;

import org.jspecify.annotations.Nullable;

/**
 * One problem of a refused campaign, or of another refused line. Immutable; shared.
 *
 * @param line of the NDJSON, from 1; 1 for a single document
 * @param id of the campaign, if it could be read
 * @param path of the field, such as {@code creatives[1].domain[0]}; empty for the campaign as a whole
 * @param reason what is wrong and what is expected, in words
 */
public record Refusal(int line, @Nullable Long id, String path, String reason) {}
