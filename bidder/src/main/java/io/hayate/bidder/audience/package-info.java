/**
 * Users: the segments that each is in and what each has seen, by a hash of an id, in a persisted Chronicle Map.
 *
 * <h2>The way of a user's segments</h2> In: {@link UserEndpoints} brings the lines of an import to a {@code UserImport}; the
 * {@link AudienceAgent} takes them out, {@code UserLineParser} reads one, {@code UserChanges} applies it: {@link UserKeys}
 * makes the {@link UserKey}, {@link SegmentNames} the numbers, and the {@link UserRecord} goes into the {@link UserMap}. Out: a
 * bid loop makes the same key, and its {@link UserReader} reads the record. {@link ImportUsersCommand} is a program of its own
 * that sends a file to a running bidder.
 *
 * <h2>The way of an impression</h2> {@link ImpressionFeed} hears of it on the ledger agent and hands it through the {@code
 * ImpressionRing}; the audience agent's {@code UserImpressions} counts it in the user's record. Out: the counters come to a
 * bid loop with the record, for frequency caps; {@link LastImpressions} tells who is to be credited for a conversion.
 *
 * <h2>Threading</h2> One writer, the audience agent. Bid loops read, each with a reader of its own; the only lock they meet
 * is a map segment's read lock, and not getting it in time is a user not found, counted.
 *
 * <h2>Memory</h2> Users are off the heap and resident; the names of segments are on it, once each. Looking up a user
 * allocates nothing. A map is allocated on disk in full when it is made, small at first, and made anew larger as users come.
 *
 * <h2>Privacy</h2> No id is kept: a user's key is a keyed hash, and ids never reach a log. Whether a request's user may be
 * looked up is decided in {@code bid.identify}.
 */
@NullMarked
package io.hayate.bidder.audience;

import org.jspecify.annotations.NullMarked;
