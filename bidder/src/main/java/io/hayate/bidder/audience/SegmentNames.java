package io.hayate.bidder.audience;

import io.hayate.bidder.journal.SegmentLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Small numbers for the names of segments, given in the order they come, never changed nor given anew: records hold the
 * numbers. Kept in a log of its own, forced before a record that needs it is written.
 *
 * <p>Single writer: the audience agent; readers: bid loops, via {@link #text}.
 */
public final class SegmentNames implements AutoCloseable {
    /** Different segments over all users; a line with more is refused and counted. */
    static final int MAX_NAMES = 1_000_000;

    /** Instead of a number: there is no room for another name. */
    static final int NO_ROOM = -1;

    private final SegmentLog log;
    private final Map<String, Integer> numberByText = new HashMap<>();
    private volatile int count;
    private boolean unforced;
    private volatile byte[][] texts = new byte[64][];

    private SegmentNames(final SegmentLog log) {
        this.log = log;
    }

    static SegmentNames open(final Path folder) throws IOException {
        final SegmentLog log = SegmentLog.open(folder, SegmentLog.DEFAULT_SEGMENT_BYTES);
        final SegmentNames names = new SegmentNames(log);
        log.replay(log.startPosition(), (record, position) -> {
            final byte[] text = new byte[record.remaining()];
            record.get(text);
            names.add(new String(text, StandardCharsets.UTF_8), text);
        });
        return names;
    }

    /** The name of a number, as bytes nobody may change; null if there is none. Allocates nothing. */
    public byte @Nullable [] text(final int number) {
        final byte[][] all = texts;
        return number >= 0 && number < all.length ? all[number] : null;
    }

    /** Of a number that was given. */
    String name(final int number) {
        final byte[] text = text(number);
        return text == null ? "" : new String(text, StandardCharsets.UTF_8);
    }

    int count() {
        return count;
    }

    /**
     * The number of a name, a new one if it has none, or {@link #NO_ROOM}. A new one may be kept only after {@link #force}.
     *
     * @throws IOException if the name cannot be written
     */
    int number(final String name) throws IOException {
        final Integer known = numberByText.get(name);
        if (known != null) {
            return known;
        }
        if (count == MAX_NAMES) {
            return NO_ROOM;
        }
        final byte[] text = name.getBytes(StandardCharsets.UTF_8);
        log.append(text, 0, text.length);
        unforced = true;
        return add(name, text);
    }

    /** Returns when all names are on the disk. */
    void force() throws IOException {
        if (unforced) {
            log.force();
            unforced = false;
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private int add(final String name, final byte[] text) {
        final int number = count;
        byte[][] all = texts;
        if (number == all.length) {
            all = Arrays.copyOf(all, 2 * number);
        }
        all[number] = text;
        texts = all;
        numberByText.put(name, number);
        count = number + 1;
        return number;
    }
}
