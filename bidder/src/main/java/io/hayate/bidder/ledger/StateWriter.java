package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;

/** Writes one record of a checkpoint after another, field by field; little-endian. Owned by who writes the checkpoint. */
final class StateWriter {
    private final ExpandableArrayBuffer record = new ExpandableArrayBuffer();
    private int length;

    /** Begins a record. */
    StateWriter begin(final byte kind) {
        record.putByte(0, kind);
        length = 1;
        return this;
    }

    StateWriter number(final long value) {
        record.putLong(length, value);
        length += Long.BYTES;
        return this;
    }

    StateWriter number(final double value) {
        return number(Double.doubleToLongBits(value));
    }

    StateWriter small(final int value) {
        record.putInt(length, value);
        length += Integer.BYTES;
        return this;
    }

    StateWriter text(final String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    StateWriter bytes(final byte[] bytes) {
        small(bytes.length);
        record.putBytes(length, bytes);
        length += bytes.length;
        return this;
    }

    /** Ends the record. */
    void end(final Checkpoint.Sink sink) throws IOException {
        final byte[] copy = new byte[length];
        record.getBytes(0, copy);
        sink.add(copy);
    }
}
