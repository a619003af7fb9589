package io.hayate.bidder.campaigns;

import java.time.ZoneId;

/**
 * When a campaign runs. Immutable; shared.
 *
 * @param startMs epoch milliseconds, inclusive
 * @param endMs epoch milliseconds, exclusive; {@link #NO_END} if open
 * @param timeZone of its days and hours
 */
public record Flight(long startMs, long endMs, ZoneId timeZone) {
    public static final long NO_END = Long.MAX_VALUE;
}
