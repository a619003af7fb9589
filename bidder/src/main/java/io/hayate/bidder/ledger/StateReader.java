package io.hayate.bidder.ledger;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what {@link StateWriter} wrote, in its order. Owned by who reads the checkpoint. */
final class StateReader {
    private final ByteBuffer record;

    /** @param record behind its kind */
    StateReader(final ByteBuffer record) {
        this.record = record.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    long number() {
        return record.getLong();
    }

    double fraction() {
        return Double.longBitsToDouble(record.getLong());
    }

    int small() {
        return record.getInt();
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        final byte[] bytes = new byte[record.getInt()];
        record.get(bytes);
        return bytes;
    }
}
