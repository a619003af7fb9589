package io.hayate.bidder.campaigns.catalog;

import java.nio.ByteBuffer;

/**
 * What is kept of an advertiser, in the map and in the change log: the version (8 bytes, big-endian), then the JSON.
 * Immutable; shared.
 *
 * @param json the document as it was given
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record AdvertiserEntry(long version, byte[] json) {
    public byte[] encode() {
        return ByteBuffer.allocate(Long.BYTES + json.length)
                .putLong(version)
                .put(json)
                .array();
    }

    /** Decodes from position to limit. */
    public static AdvertiserEntry decode(final ByteBuffer in) {
        final long version = in.getLong();
        final byte[] json = new byte[in.remaining()];
        in.get(json);
        return new AdvertiserEntry(version, json);
    }
}
