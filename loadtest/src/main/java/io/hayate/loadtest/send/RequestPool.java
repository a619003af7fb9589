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
 * All requests of a run, head and body, encoded side by side off the heap. To send one takes a slice and copies nothing.
 *
 * Immutable; shared.
 */
public final class RequestPool implements AutoCloseable {
    private final ByteBuf block;
    /** Where request i's head, body and the next request begin: 2 i, 2 i + 1, 2 i + 2. */
    private final int[] offsets;

    private RequestPool(final List<byte[]> bodies, final Target target) {
        this.offsets = new int[2 * bodies.size() + 1];
        this.block = Unpooled.directBuffer();
        final String head = "POST " + target.path() + " HTTP/1.1\r\nHost: " + target.host() + ":" + target.port()
                + "\r\nContent-Type: application/json\r\nx-openrtb-version: 2.6\r\nContent-Length: ";
        for (int i = 0; i < bodies.size(); i++) {
            final byte[] body = bodies.get(i);
            block.writeCharSequence(head + body.length + "\r\n\r\n", StandardCharsets.US_ASCII);
            offsets[2 * i + 1] = block.writerIndex();
            block.writeBytes(body);
            offsets[2 * i + 2] = block.writerIndex();
        }
    }

    /** @throws IllegalArgumentException if there are none */
    public static RequestPool of(final List<byte[]> bodies, final Target target) {
        if (bodies.isEmpty()) {
            throw new IllegalArgumentException("no requests to send");
        }
        return new RequestPool(bodies, target);
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
        return offsets.length / 2;
    }

    /** A copy of a request's body. Safe from any thread. */
    public byte[] body(final int index) {
        final byte[] body = new byte[offsets[2 * index + 2] - offsets[2 * index + 1]];
        block.getBytes(offsets[2 * index + 1], body);
        return body;
    }

    /** Head and body, to be written to a connection, which releases it. */
    ByteBuf encoded(final int index) {
        return block.retainedSlice(offsets[2 * index], offsets[2 * index + 2] - offsets[2 * index]);
    }

    /** Not before the sender is closed. */
    @Override
    public void close() {
        block.release();
    }
}
