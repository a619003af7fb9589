package io.hayate.bidder.campaigns.admit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines of NDJSON one by one; blank ones are passed over, but counted. Owned by the campaign agent. */
public final class NdjsonLines {
    private final InputStream in;
    private byte[] line = new byte[8 * 1024];
    private int lineNumber;

    /** @param in buffered, closed by the caller */
    public NdjsonLines(final InputStream in) {
        this.in = in;
    }

    /** The next line that is not blank, stripped; empty at the end. One that is too long is cut. */
    public byte[] next() throws IOException {
        while (true) {
            int length = 0;
            int c = in.read();
            if (c < 0) {
                return new byte[0];
            }
            lineNumber++;
            while (c >= 0 && c != '\n') {
                // One byte more than allowed is kept, so that the parser sees that it is too long.
                if (length <= CampaignLimits.MAX_LINE_BYTES) {
                    if (length == line.length) {
                        line = Arrays.copyOf(line, length * 2);
                    }
                    line[length++] = (byte) c;
                }
                c = in.read();
            }
            final byte[] stripped = strip(line, length);
            if (stripped.length > 0) {
                return stripped;
            }
        }
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
