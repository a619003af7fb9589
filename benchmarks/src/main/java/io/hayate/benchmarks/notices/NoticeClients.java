package io.hayate.benchmarks.notices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Connections on the loopback that are kept and fire one notice after the other, the next when the last is answered, all on
 * the calling thread. Owned by the thread that made it.
 */
public final class NoticeClients {
    private static final byte[] EXPECTED = "HTTP/1.1 204 ".getBytes(StandardCharsets.US_ASCII);
    private static final int ANSWER_BYTES = 1024;

    private final byte[][] requests;
    private final long[] latenciesNs;
    private int sent;
    private int answered;

    /** @param requests whole ones, each sent once */
    public NoticeClients(final byte[][] requests) {
        this.requests = requests;
        this.latenciesNs = new long[requests.length];
    }

    /**
     * Returns when all are answered.
     *
     * @throws IOException if an answer is not a 204, or a connection is closed
     */
    public void run(final int port, final int connections) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                final SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                final Connection connection = new Connection(channel);
                channel.register(selector, SelectionKey.OP_READ, connection);
                connection.sendNext();
            }
            try {
                while (answered < requests.length) {
                    selector.select();
                    for (final SelectionKey key : selector.selectedKeys()) {
                        ((Connection) key.attachment()).readAnswer();
                    }
                    selector.selectedKeys().clear();
                }
            } finally {
                for (final SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    /** How long each took, from its request's write to its answer's read; the shortest first. */
    public long[] sortedLatenciesNs() {
        final long[] sorted = Arrays.copyOf(latenciesNs, answered);
        Arrays.sort(sorted);
        return sorted;
    }

    /** One request under way at a time. Owned by the thread that made it. */
    private final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER_BYTES);
        private long sentNs;

        Connection(final SocketChannel channel) {
            this.channel = channel;
        }

        void sendNext() throws IOException {
            if (sent == requests.length) {
                return;
            }
            final ByteBuffer request = ByteBuffer.wrap(requests[sent++]);
            sentNs = System.nanoTime();
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        void readAnswer() throws IOException {
            if (channel.read(answer) < 0) {
                throw new IOException("a connection was closed");
            }
            if (!isWhole()) {
                return;
            }
            for (int i = 0; i < EXPECTED.length; i++) {
                if (answer.get(i) != EXPECTED[i]) {
                    throw new IOException("a notice was not answered 204");
                }
            }
            latenciesNs[answered++] = System.nanoTime() - sentNs;
            answer.clear();
            sendNext();
        }

        /** A 204 has no body, so it ends with the empty line. */
        private boolean isWhole() {
            final int end = answer.position();
            return end > EXPECTED.length && answer.get(end - 1) == '\n' && answer.get(end - 3) == '\n';
        }
    }
}
