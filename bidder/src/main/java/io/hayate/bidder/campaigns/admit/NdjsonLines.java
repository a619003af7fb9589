package io.hayate.bidder.campaigns.admit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines of NDJSON one by one; blank ones are passed over, but counted. Owned by the campaign agent. */
public final class NdjsonLines {
    private static final int END = -1;

    private final InputStream in;
    private final int maxLineBytes;
    /** What was read of the stream, from {@code next} to {@code end} not yet part of a line. */
    private final byte[] buffer = new byte[64 * 1024];

    private int next;
    private int end;
    private byte[] line = new byte[8 * 1024];
    private int lineNumber;

    /**
     * @param in read to its end, in large pieces; closed by the caller
     * @param maxLineBytes of a longer line one byte more is kept, so that its reader sees that it is too long
     */
    public NdjsonLines(final InputStream in, final int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /** The next line that is not blank, stripped; empty at the end. One that is too long is cut, but not stripped. */
    public byte[] next() throws IOException {
        while (true) {
            final int length = readLine();
            if (length == END) {
                return new byte[0];
            }
            lineNumber++;
            final byte[] stripped = length > maxLineBytes ? Arrays.copyOf(line, length) : strip(line, length);
            if (stripped.length > 0) {
                return stripped;
            }
        }
    }

    /** Reads up to the end of the line and returns its length, or {@link #END} if there is none. */
    private int readLine() throws IOException {
        int length = 0;
        boolean begun = false;
        while (next < end || fill()) {
            begun = true;
            int to = next;
            while (to < end && buffer[to] != '\n') {
                to++;
            }
            length = append(length, to - next);
            next = to + 1;
            if (to < end) {
                return length;
            }
        }
        return begun ? length : END;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    /** Appends bytes from {@code next} on, as far as they are kept. */
    private int append(final int length, final int added) {
        final int kept = Math.min(added, maxLineBytes + 1 - length);
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.max(length + kept, 2 * line.length));
        }
        System.arraycopy(buffer, next, line, length, kept);
        return length + kept;
    }

    /** Of the line last returned, from 1. */
    public int lineNumber() {
        return lineNumber;
    }

    /** Without white space, as JSON knows it, at its ends. */
    public static byte[] strip(final byte[] bytes, final int length) {
        int from = 0;
        int to = length;
        while (from < to && isSpace(bytes[from])) {
            from++;
        }
        while (to > from && isSpace(bytes[to - 1])) {
            to--;
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static boolean isSpace(final byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
