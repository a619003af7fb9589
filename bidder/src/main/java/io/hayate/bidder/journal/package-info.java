/**
 * Durable logs in files of this process: what must survive a killed process, and with {@link
 * io.hayate.bidder.journal.SegmentLog#force} a power cut.
 *
 * <h2>Threading</h2> One owner for each log; nothing here locks. A {@link io.hayate.bidder.journal.SegmentEventLog} may be
 * forced by another thread than the one that appends, {@link io.hayate.bidder.journal.JournalSync}.
 *
 * <h2>Files</h2> Written with {@link java.nio.channels.FileChannel}, not mapped: a full disk is an exception here, and a
 * killed JVM there.
 */
@NullMarked
package io.hayate.bidder.journal;

import org.jspecify.annotations.NullMarked;
