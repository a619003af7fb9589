package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Flight;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Works out which slots may bid at a moment, by flight and hour of the week, and when that next changes. Owned by
 * the part that it works for.
 */
final class BiddableNow {
    private static final long SHORTEST_WAIT_MS = 60_000;
    private static final int HOURS_OF_DAY = 24;

    private final Map<ZoneId, LocalHour> hourByZone = new HashMap<>();
    private long nextEdgeMs;

    /** The slots in flight and hour, as a bit set. */
    long[] inTime(final CampaignIndex index, final long nowMs) {
        final long[] slots = new long[index.wordCount()];
        hourByZone.clear();
        nextEdgeMs = Long.MAX_VALUE;
        for (int slot = 0; slot < index.slotCount(); slot++) {
            final Campaign campaign = index.campaign(slot);
            if (inFlight(campaign.flight(), nowMs) && inHour(campaign, nowMs)) {
                slots[slot >> 6] |= 1L << slot;
            }
        }
        return slots;
    }

    /** When the slots found last may change by themselves; epoch milliseconds. */
    long nextEdgeMs() {
        return nextEdgeMs;
    }

    private boolean inFlight(final Flight flight, final long nowMs) {
        if (nowMs < flight.startMs()) {
            nextEdgeMs = Math.min(nextEdgeMs, flight.startMs());
            return false;
        }
        if (nowMs < flight.endMs()) {
            nextEdgeMs = Math.min(nextEdgeMs, flight.endMs());
            return true;
        }
        return false;
    }

    private boolean inHour(final Campaign campaign, final long nowMs) {
        final Targeting.Rule hours = campaign.targeting().rule(Dimension.HOUR_OF_WEEK);
        if (hours.include().isEmpty() && hours.exclude().isEmpty()) {
            return true;
        }
        final LocalHour hour =
                hourByZone.computeIfAbsent(campaign.flight().timeZone(), zone -> LocalHour.of(zone, nowMs));
        nextEdgeMs = Math.min(nextEdgeMs, hour.endMs());
        return (hours.include().isEmpty() || hours.include().contains(hour.ofWeek()))
                && !hours.exclude().contains(hour.ofWeek());
    }

    /**
     * Worked out once for all campaigns of a time zone.
     *
     * @param ofWeek as campaigns name it
     */
    private record LocalHour(String ofWeek, long endMs) {
        static LocalHour of(final ZoneId zone, final long nowMs) {
            final ZonedDateTime now = Instant.ofEpochMilli(nowMs).atZone(zone);
            final ZonedDateTime nextHour = now.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            // Where a clock is put back by less than an hour, its next full hour can have been before.
            return new LocalHour(
                    Integer.toString(hourOfWeek(now)),
                    Math.max(nextHour.toInstant().toEpochMilli(), nowMs + SHORTEST_WAIT_MS));
        }
    }

    /** 0 is Monday 00:00 to 00:59. */
    private static int hourOfWeek(final ZonedDateTime time) {
        return (time.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()) * HOURS_OF_DAY + time.getHour();
    }
}
