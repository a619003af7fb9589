package io.hayate.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.send.AnswerParser.State;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {
    private static final String BID = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\ncontent-length: 32\r\n\r\n"
            + "{\"seatbid\" : [ {\"impid\":\"あ\"}]}";

    private final AnswerParser parser = new AnswerParser();

    @Test
    void shouldReadAnAnswerHoweverItIsCut() {
        final byte[] whole = BID.getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < whole.length; cut++) {
            parser.reset();
            assertThat(parser.read(Unpooled.wrappedBuffer(whole, 0, cut))).isEqualTo(State.INCOMPLETE);
            assertThat(parser.read(Unpooled.wrappedBuffer(whole, cut, whole.length - cut)))
                    .isEqualTo(State.COMPLETE);
            assertThat(parser.status()).isEqualTo(200);
            assertThat(parser.hasBid()).isTrue();
            assertThat(parser.isClosing()).isFalse();
            assertThat(new String(body(parser), StandardCharsets.UTF_8)).endsWith("あ\"}]}");
        }
    }

    @Test
    void shouldReadAnAnswerLongerThanItsFirstBuffer() {
        final String body = "x".repeat(100_000);
        assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + body))
                .isEqualTo(State.COMPLETE);
        assertThat(body(parser)).hasSize(100_000);
        assertThat(parser.hasBid()).isFalse();
    }

    @Test
    void shouldTakeNoContentWithoutALength() {
        assertThat(read("HTTP/1.1 204 No Content\r\n\r\n")).isEqualTo(State.COMPLETE);
        assertThat(parser.lengthBytes()).isEqualTo(27);
    }

    @Test
    void shouldSeeThatTheConnectionEnds() {
        assertThat(read("HTTP/1.1 408 Request Timeout\r\nCONNECTION: Close\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo(State.COMPLETE);
        assertThat(parser.isClosing()).isTrue();
        assertThat(parser.status()).isEqualTo(408);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxx"
            })
    void shouldNotTakeForAnAnswerWhatIsNone(final String bytes) {
        assertThat(read(bytes)).isEqualTo(State.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"id\":\"1\",\"seatbid\":[{\"bid\":[{\"impid\":\"1\"}]}]}; true",
                "{\"id\":\"1\",\"seatbid\":[{\"bid\":[]}]}; false",
                "{\"id\":\"1\",\"seatbid\":[]}; false",
                "{\"id\":\"1\"}; false",
                "{\"seatbid\"; false",
                "{}; false"
            })
    void shouldTellABidFromANoBid(final String body, final boolean bid) {
        assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))
                .isEqualTo(State.COMPLETE);
        assertThat(parser.hasBid()).isEqualTo(bid);
    }

    private State read(final String bytes) {
        final ByteBuf in = Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8);
        try {
            return parser.read(in);
        } finally {
            in.release();
        }
    }

    private static byte[] body(final AnswerParser parser) {
        final byte[] body = new byte[parser.bodyLength()];
        parser.copyBodyTo(body);
        return body;
    }
}
