package io.hayate.loadtest.send;

import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * All requests of a run, head and body, encoded side by side off the heap, in blocks. To
 * send one takes a slice and copies nothing.
 *
 * Immutable; shared.
 */
public final class RequestPool implements AutoCloseable {
    private static final int BLOCK_BYTES = 16 * 1024 * 1024;

    private final List<ByteBuf> blocks;
    private final boolean gzip;
    /** By request: its block, where its head and body begin and it ends there, and its tmax. */
    private final int[] blockOf;

    private final int[] headAt;
    private final int[] bodyAt;
    private final int[] endAt;
    private final int[] tmaxMs;

    private RequestPool(final Builder builder) {
        blocks = builder.blocks;
        gzip = builder.gzip;
        blockOf = Arrays.copyOf(builder.blockOf, builder.count);
        headAt = Arrays.copyOf(builder.headAt, builder.count);
        bodyAt = Arrays.copyOf(builder.bodyAt, builder.count);
        endAt = Arrays.copyOf(builder.endAt, builder.count);
        tmaxMs = Arrays.copyOf(builder.tmaxMs, builder.count);
    }

    /** @throws IllegalArgumentException if there are none */
    public static RequestPool of(final List<byte[]> bodies, final Target target) {
        return of(bodies, target, BLOCK_BYTES);
    }

    static RequestPool of(final List<byte[]> bodies, final Target target, final int blockBytes) {
        final Builder builder = new Builder(target, false, blockBytes);
        bodies.forEach(body -> builder.add(body, target.path()));
        return builder.build();
    }

    public static RequestPool generate(final long seed, final TrafficMix mix, final int count, final Target target) {
        final RequestGenerator generator = new RequestGenerator(seed, mix);
        final Builder builder = new Builder(target, false);
        for (int number = 0; number < count; number++) {
            builder.add(generator.request(number), target.path());
        }
        return builder.build();
    }

    public int count() {
        return blockOf.length;
    }

    /** A copy of a request's body, as it was before it was compressed. Safe from any thread. */
    public byte[] body(final int index) {
        final byte[] body = new byte[endAt[index] - bodyAt[index]];
        blocks.get(blockOf[index]).getBytes(bodyAt[index], body);
        return gzip ? expanded(body) : body;
    }

    /** How long the request says that an answer may take; {@link RequestTmax#ABSENT_MS} where it says nothing. */
    int tmaxMs(final int index) {
        return tmaxMs[index];
    }

    int longestTmaxMs() {
        return Arrays.stream(tmaxMs).max().orElse(RequestTmax.ABSENT_MS);
    }

    /** Head and body, to be written to a connection, which releases it. */
    ByteBuf encoded(final int index) {
        // Slices of pooled buffers are pooled, too: to send makes no object.
        return blocks.get(blockOf[index]).retainedSlice(headAt[index], endAt[index] - headAt[index]);
    }

    /** Not before the sender is closed. */
    @Override
    public void close() {
        blocks.forEach(ByteBuf::release);
    }

    private static byte[] expanded(final byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (final IOException e) {
            throw new UncheckedIOException("what was compressed here cannot be read", e);
        }
    }

    /** Encodes one request after the other. Owned by the thread that fills it. */
    public static final class Builder {
        private static final int FIRST_CAPACITY = 1024;

        private final List<ByteBuf> blocks = new ArrayList<>();
        private final Target target;
        private final boolean gzip;
        private final int blockBytes;
        private int[] blockOf = new int[FIRST_CAPACITY];
        private int[] headAt = new int[FIRST_CAPACITY];
        private int[] bodyAt = new int[FIRST_CAPACITY];
        private int[] endAt = new int[FIRST_CAPACITY];
        private int[] tmaxMs = new int[FIRST_CAPACITY];
        private int count;

        /** @param gzip whether bodies are sent compressed */
        public Builder(final Target target, final boolean gzip) {
            this(target, gzip, BLOCK_BYTES);
        }

        Builder(final Target target, final boolean gzip, final int blockBytes) {
            this.target = target;
            this.gzip = gzip;
            this.blockBytes = blockBytes;
        }

        /** @param path where this request goes on its host */
        public void add(final byte[] body, final String path) {
            final byte[] sent = gzip ? compressed(body) : body;
            final byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + target.host() + ":" + target.port()
                            + "\r\nContent-Type: application/json\r\nx-openrtb-version: 2.6\r\n"
                            + (gzip ? "Content-Encoding: gzip\r\n" : "") + "Content-Length: " + sent.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            grow();
            final ByteBuf block = block(head.length + sent.length);
            blockOf[count] = blocks.size() - 1;
            headAt[count] = block.writerIndex();
            block.writeBytes(head);
            bodyAt[count] = block.writerIndex();
            block.writeBytes(sent);
            endAt[count] = block.writerIndex();
            tmaxMs[count] = RequestTmax.read(body);
            count++;
        }

        public int count() {
            return count;
        }

        /** @throws IllegalArgumentException if there are none */
        public RequestPool build() {
            if (count == 0) {
                throw new IllegalArgumentException("no requests to send");
            }
            return new RequestPool(this);
        }

        /** The last block, or a new one if so many bytes are too many for it. */
        private ByteBuf block(final int lengthBytes) {
            if (blocks.isEmpty() || blocks.get(blocks.size() - 1).writerIndex() + lengthBytes > blockBytes) {
                blocks.add(PooledByteBufAllocator.DEFAULT.directBuffer(Math.max(blockBytes, lengthBytes)));
            }
            return blocks.get(blocks.size() - 1);
        }

        private void grow() {
            if (count == blockOf.length) {
                blockOf = Arrays.copyOf(blockOf, 2 * count);
                headAt = Arrays.copyOf(headAt, 2 * count);
                bodyAt = Arrays.copyOf(bodyAt, 2 * count);
                endAt = Arrays.copyOf(endAt, 2 * count);
                tmaxMs = Arrays.copyOf(tmaxMs, 2 * count);
            }
        }

        private static byte[] compressed(final byte[] body) {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(body);
            } catch (final IOException e) {
                throw new UncheckedIOException("memory cannot be written to", e);
            }
            return bytes.toByteArray();
        }
    }
}
