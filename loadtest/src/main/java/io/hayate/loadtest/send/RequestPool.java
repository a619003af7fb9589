package io.hayate.loadtest.send;

import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All requests of a run, head and body, encoded side by side off the heap, in blocks of a size that a buffer may have. To
 * send one takes a slice and copies nothing.
 *
 * Immutable; shared.
 */
public final class RequestPool implements AutoCloseable {
    private static final int MAX_BLOCK_BYTES = 1 << 30;

    private final List<ByteBuf> blocks = new ArrayList<>();
    /** By request: its block, and where its head and body begin and it ends there. */
    private final int[] blockOf;

    private final int[] headAt;
    private final int[] bodyAt;
    private final int[] endAt;

    private RequestPool(final List<byte[]> bodies, final Target target, final int maxBlockBytes) {
        blockOf = new int[bodies.size()];
        headAt = new int[bodies.size()];
        bodyAt = new int[bodies.size()];
        endAt = new int[bodies.size()];
        final String head = "POST " + target.path() + " HTTP/1.1\r\nHost: " + target.host() + ":" + target.port()
                + "\r\nContent-Type: application/json\r\nx-openrtb-version: 2.6\r\nContent-Length: ";
        for (int i = 0; i < bodies.size(); i++) {
            final byte[] body = bodies.get(i);
            final byte[] ownHead = (head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            final ByteBuf block = block(ownHead.length + body.length, maxBlockBytes);
            blockOf[i] = blocks.size() - 1;
            headAt[i] = block.writerIndex();
            block.writeBytes(ownHead);
            bodyAt[i] = block.writerIndex();
            block.writeBytes(body);
            endAt[i] = block.writerIndex();
        }
    }

    /** The last block, or a new one if so many bytes are too many for it. */
    private ByteBuf block(final int lengthBytes, final int maxBlockBytes) {
        if (blocks.isEmpty() || blocks.get(blocks.size() - 1).writerIndex() + lengthBytes > maxBlockBytes) {
            blocks.add(Unpooled.directBuffer());
        }
        return blocks.get(blocks.size() - 1);
    }

    /** @throws IllegalArgumentException if there are none */
    public static RequestPool of(final List<byte[]> bodies, final Target target) {
        return of(bodies, target, MAX_BLOCK_BYTES);
    }

    static RequestPool of(final List<byte[]> bodies, final Target target, final int maxBlockBytes) {
        if (bodies.isEmpty()) {
            throw new IllegalArgumentException("no requests to send");
        }
        return new RequestPool(bodies, target, maxBlockBytes);
    }

    public static RequestPool generate(final long seed, final TrafficMix mix, final int count, final Target target) {
        final RequestGenerator generator = new RequestGenerator(seed, mix);
        final List<byte[]> bodies = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            bodies.add(generator.request(number));
        }
        return of(bodies, target);
    }

    /** One request a line; empty lines are skipped. */
    public static RequestPool read(final Path ndjson, final Target target) throws IOException {
        final List<byte[]> bodies = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(ndjson)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    bodies.add(line.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return of(bodies, target);
    }

    public int count() {
        return blockOf.length;
    }

    /** A copy of a request's body. Safe from any thread. */
    public byte[] body(final int index) {
        final byte[] body = new byte[endAt[index] - bodyAt[index]];
        blocks.get(blockOf[index]).getBytes(bodyAt[index], body);
        return body;
    }

    /** Head and body, to be written to a connection, which releases it. */
    ByteBuf encoded(final int index) {
        return blocks.get(blockOf[index]).retainedSlice(headAt[index], endAt[index] - headAt[index]);
    }

    /** Not before the sender is closed. */
    @Override
    public void close() {
        blocks.forEach(ByteBuf::release);
    }
}
