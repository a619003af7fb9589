package io.hayate.bidder.audience;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of a user, without what has expired. Immutable; shared. */
public record KnownUser(List<Segment> segments) {
    /** @param expires null: never */
    public record Segment(String name, @Nullable Instant expires) {}
}
