package io.hayate.bidder.audience;

import io.hayate.bidder.audience.UserLine.Membership;
import io.hayate.bidder.audience.UserLine.RefusedException;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.EpochClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies lines of imports in batches: the names that a batch brings are forced once, before any record that needs them.
 * Owned by the audience agent.
 */
final class UserChanges {
    static final int LINES_PER_BATCH = 256;

    private static final Logger LOG = LoggerFactory.getLogger(UserChanges.class);

    private final UserMap users;
    private final UserKeys keys;
    private final UserLineParser parser;
    private final CounterBlock<AudienceCounter> counters;
    private final EpochClock clock;
    private final UserRecord record = new UserRecord();
    private final List<Staged> staged = new ArrayList<>();

    /** Names could not be written in the batch before, in this one: a full disk is told once, not for each line. */
    private boolean failedBefore;

    private boolean failed;

    /** A line whose names have numbers. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Staged(long lineNumber, UserLine line, int[] segments) {}

    UserChanges(
            final UserMap users,
            final UserKeys keys,
            final UserIds ids,
            final CounterBlock<AudienceCounter> counters,
            final EpochClock clock) {
        this.users = users;
        this.keys = keys;
        this.parser = new UserLineParser(ids);
        this.counters = counters;
        this.clock = clock;
    }

    /** Applies what has come of an import, a batch at most; returns how many lines that was. */
    int applyBatch(final UserImport from) {
        final LineFeed feed = from.feed();
        int lines = 0;
        while (lines < LINES_PER_BATCH) {
            final byte[] line = feed.next();
            if (line == null) {
                break;
            }
            lines++;
            if (feed.wasTooLong()) {
                refuse(from, feed.lineNumber(), "", "has more than " + LineFeed.MAX_LINE_BYTES + " bytes");
            } else if (!isBlank(line)) {
                stage(from, feed.lineNumber(), line);
            }
        }
        apply(from);
        failedBefore = lines > 0 ? failed : failedBefore;
        failed = false;
        return lines;
    }

    /** Whether there was such a user. */
    boolean delete(final UserKey key) {
        if (!users.current().find(key, record)) {
            return false;
        }
        users.remove(key);
        counters.increment(AudienceCounter.USERS_DELETED);
        return true;
    }

    /** Drops what has expired of a user. */
    void dropExpired(final UserKey key) {
        if (!users.find(key, record)) {
            return;
        }
        counters.add(AudienceCounter.SEGMENTS_EXPIRED, record.dropExpired(nowSeconds()));
        counters.add(AudienceCounter.COUNTERS_EXPIRED, record.dropOldImpressions(nowSeconds()));
        if (record.isEmpty()) {
            users.remove(key);
            counters.increment(AudienceCounter.USERS_EXPIRED);
            return;
        }
        try {
            users.put(key, record, false);
        } catch (final UsersFullException e) {
            counters.increment(
                    e.counter()); // a shorter record that finds no place: what has expired stays until it does
        }
    }

    private void stage(final UserImport from, final long lineNumber, final byte[] text) {
        try {
            final UserLine line = parser.parse(text);
            final int[] segments = new int[line.segments().size()];
            for (int i = 0; i < segments.length; i++) {
                segments[i] = users.names().number(line.segments().get(i).name());
                if (segments[i] == SegmentNames.NO_ROOM) {
                    counters.increment(AudienceCounter.NAMES_OVER_LIMIT);
                    throw new RefusedException(
                            "segments[" + i + "].id",
                            "is new, and there are " + SegmentNames.MAX_NAMES + " different segments already");
                }
            }
            staged.add(new Staged(lineNumber, line, segments));
        } catch (final RefusedException e) {
            refuse(from, lineNumber, e.path(), String.valueOf(e.getMessage()));
        } catch (final IOException e) {
            tell(e);
            refuse(from, lineNumber, "segments", "a name could not be written: " + e.getMessage());
        }
    }

    private void apply(final UserImport to) {
        try {
            users.names().force();
        } catch (final IOException e) {
            tell(e);
            staged.forEach(
                    each -> refuse(to, each.lineNumber, "segments", "a name could not be written: " + e.getMessage()));
            staged.clear();
        }
        for (final Staged each : staged) {
            try {
                apply(each);
                to.accept();
                counters.increment(AudienceCounter.LINES_APPLIED);
            } catch (final UsersFullException e) {
                counters.increment(e.counter());
                refuse(to, each.lineNumber, "", String.valueOf(e.getMessage()));
            }
        }
        staged.clear();
    }

    private void apply(final Staged change) throws UsersFullException {
        final UserLine line = change.line;
        final UserKey key = keys.key(line.id());
        if (line.deletes()) {
            delete(key);
            return;
        }
        final boolean isNew = !users.current().find(key, record);
        if (isNew || !record.isSound()) {
            record.clear();
        }
        if (line.replaces()) {
            record.dropSegments();
        }
        final long nowSeconds = nowSeconds();
        counters.add(AudienceCounter.SEGMENTS_EXPIRED, record.dropExpired(nowSeconds));
        for (int i = 0; i < change.segments.length; i++) {
            final Membership segment = line.segments().get(i);
            if (!record.put(change.segments[i], segment.expiry())) {
                throw new UsersFullException(
                        AudienceCounter.SEGMENTS_OVER_LIMIT,
                        "the user would be in more than the " + UserRecord.MAX_SEGMENTS + " segments that are allowed");
            }
        }
        // Those that the line says are over.
        record.dropExpired(nowSeconds);
        if (!record.isEmpty()) {
            users.put(key, record, isNew);
        } else if (!isNew) {
            users.remove(key);
        }
    }

    private void tell(final IOException e) {
        if (!failed && !failedBefore) {
            LOG.error("Names of segments cannot be written; lines with new ones are refused until they can", e);
        }
        failed = true;
    }

    private void refuse(final UserImport from, final long line, final String path, final String reason) {
        counters.increment(AudienceCounter.LINES_REFUSED);
        from.refuse(line, path, reason);
    }

    private long nowSeconds() {
        return clock.time() / 1000;
    }

    private static boolean isBlank(final byte[] line) {
        for (final byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
