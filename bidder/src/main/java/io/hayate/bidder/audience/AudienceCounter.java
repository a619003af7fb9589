package io.hayate.bidder.audience;

import io.hayate.bidder.telemetry.Counted;

/** What happened to users; written by the audience agent. Immutable; shared. */
public enum AudienceCounter implements Counted {
    LINES_APPLIED("user_lines_applied", "A line of an import was applied."),
    LINES_REFUSED("user_lines_refused", "A line of an import was refused, for whatever reason."),
    USERS_DELETED("users_deleted", "A user was deleted, by a call or by a line."),
    SEGMENTS_EXPIRED("user_segments_expired", "A segment of a user had expired and was dropped."),
    USERS_EXPIRED("users_expired", "A user had nothing left but what had expired and was dropped."),
    SEGMENTS_OVER_LIMIT(
            "user_segments_over_limit", "A line was refused because its user would have too many segments."),
    NAMES_OVER_LIMIT(
            "user_segment_names_over_limit", "A line was refused because there are too many different segments."),
    USERS_OVER_LIMIT("users_over_limit", "A line was refused because there are as many users as max-users allows."),
    MAP_FULL("user_map_full", "A line was refused because the map was full and could not be made larger."),
    MAP_GROWN("user_map_grown", "The map was made anew, larger."),
    RECORDS_TORN("user_records_torn", "A user was dropped at the start because the record was torn by an unclean end."),
    MAP_REPAIRS("user_map_repairs", "A count or hint of the map was put right at the start after an unclean end."),
    MAPS_LOST("user_maps_lost", "All users were dropped at the start because the map could not be recovered."),
    IMPRESSIONS_KEPT("user_impressions_kept", "An impression was counted in its user's record."),
    IMPRESSIONS_NOT_KEPT(
            "user_impressions_not_kept",
            "An impression was not counted, for there was no room for its user: a frequency cap may be passed by it."),
    COUNTERS_EXPIRED("user_counters_expired", "A frequency counter of a user was over and was dropped."),
    COUNTERS_OVER_LIMIT(
            "user_counters_over_limit",
            "A frequency counter that still counted went, for a user has no room for more: a cap may be passed by it."),
    LAST_IMPRESSIONS_OVER_LIMIT(
            "user_last_impressions_over_limit",
            "The last impression of an advertiser was forgotten early, for a user has no room for more."),
    SWEEPS("user_sweeps", "All users were looked through for what has expired.");

    private final String label;
    private final String sentence;

    AudienceCounter(final String label, final String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
