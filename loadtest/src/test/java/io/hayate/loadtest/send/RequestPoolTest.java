package io.hayate.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestPoolTest {
    private static final Target TARGET = Target.parse("http://127.0.0.1:8080/openrtb2/demo");

    /** More requests than a buffer can hold are in several. */
    @Test
    void shouldGiveEachRequestWhereverItsBlockEnds() {
        final List<byte[]> bodies = IntStream.range(0, 100)
                .mapToObj(i -> ("{\"id\": \"" + "x".repeat(i) + "\"}").getBytes(StandardCharsets.UTF_8))
                .toList();
        for (final int blockBytes : new int[] {1, 300, 1_000, 1 << 20}) {
            try (RequestPool pool = RequestPool.of(bodies, TARGET, blockBytes)) {
                assertThat(pool.count()).isEqualTo(100);
                for (int i = 0; i < 100; i++) {
                    assertThat(pool.body(i)).isEqualTo(bodies.get(i));
                    final ByteBuf encoded = pool.encoded(i);
                    assertThat(encoded.toString(StandardCharsets.UTF_8))
                            .startsWith("POST /openrtb2/demo HTTP/1.1\r\n")
                            .endsWith("\r\nContent-Length: " + bodies.get(i).length + "\r\n\r\n"
                                    + new String(bodies.get(i), StandardCharsets.UTF_8));
                    encoded.release();
                }
            }
        }
    }

    @Test
    void shouldRefuseToSendNothing() {
        assertThatThrownBy(() -> RequestPool.of(List.of(), TARGET)).hasMessage("no requests to send");
    }
}
