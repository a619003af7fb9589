package io.hayate.bidder.exchanges;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The accounts that bids on an exchange may be billed to, the preferred one first. Immutable; shared. */
public final class BillingIds {
    /** Not told. */
    public static final BillingIds NONE = new BillingIds(List.of());

    private final List<String> ids;
    private final byte[][] bytes;

    /** @param ids in digits */
    public BillingIds(final List<String> ids) {
        this.ids = List.copyOf(ids);
        this.bytes =
                ids.stream().map(id -> id.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    }

    public int count() {
        return bytes.length;
    }

    /** The bytes of one of them, not to be changed. */
    public byte[] id(final int i) {
        return bytes[i];
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof BillingIds billing && ids.equals(billing.ids);
    }

    @Override
    public int hashCode() {
        return ids.hashCode();
    }

    @Override
    public String toString() {
        return ids.toString();
    }
}
