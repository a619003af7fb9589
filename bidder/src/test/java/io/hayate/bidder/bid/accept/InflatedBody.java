package io.hayate.bidder.bid.accept;

import io.hayate.bidder.bid.BidLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Optional;

/** Request bodies as the bid port inflates them. */
public final class InflatedBody implements AutoCloseable {
    private final GzipBodies gzipBodies = new GzipBodies();
    private final byte[] body = new byte[BidLimits.BODY_BUFFER_BYTES];

    /** What comes out; empty if it is refused. */
    public Optional<byte[]> of(final byte[] compressed) {
        final ByteBuf source = Unpooled.wrappedBuffer(compressed);
        final int length = gzipBodies.inflate(source, body);
        return length < 0 ? Optional.empty() : Optional.of(Arrays.copyOf(body, length));
    }

    @Override
    public void close() {
        gzipBodies.close();
    }
}
