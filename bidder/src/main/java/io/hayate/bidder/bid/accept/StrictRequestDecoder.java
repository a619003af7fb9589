package io.hayate.bidder.bid.accept;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Netty's decoder with our limits, which stands still while the client does not take its answers, or while one of them waits:
 * hundreds of requests that came in one read are then answered in portions. What the decoder lets pass and we do not is refused in {@link
 * RequestHead}. Owned by the bid loop.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    private final BidConnection connection;
    private final Trailers trailers;

    /** Bytes were left undecoded because answers were not taken, or one is parked; until {@link #resume}. */
    private boolean stalled;

    private @Nullable Object delayedShutdownEvent;
    private int headerCount;
    private int hostCount;

    StrictRequestDecoder(final BidConnection connection) {
        this(connection, new Trailers());
    }

    private StrictRequestDecoder(final BidConnection connection, final Trailers trailers) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(HttpLimits.MAX_INITIAL_LINE_BYTES)
                .setMaxHeaderSize(HttpLimits.MAX_HEADER_BYTES)
                .setMaxChunkSize(HttpLimits.MAX_CHUNK_BYTES)
                .setStrictLineParsing(true)
                .setAllowDuplicateContentLengths(false)
                .setUseRfc9112TransferEncoding(true)
                .setTrailersFactory(trailers));
        this.connection = connection;
        this.trailers = trailers;
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object bytes) throws Exception {
        connection.onRead();
        super.channelRead(ctx, bytes);
    }

    @Override
    protected void decode(final ChannelHandlerContext ctx, final ByteBuf in, final List<Object> out) throws Exception {
        if (connection.isClosing()) {
            connection.onDiscarded(in.readableBytes());
            in.skipBytes(in.readableBytes());
        } else if (stalled || connection.isParked() || !ctx.channel().isWritable()) {
            if (!stalled) {
                stalled = true;
                connection.onStalled();
            }
        } else {
            decodeRequest(ctx, in, out);
        }
    }

    private void decodeRequest(final ChannelHandlerContext ctx, final ByteBuf in, final List<Object> out)
            throws Exception {
        if (!connection.isReceiving()) {
            skipEmptyLines(in);
            if (!in.isReadable()) {
                return;
            }
            headerCount = 0;
            hostCount = 0;
            trailers.possible = false;
            connection.onFirstByte();
        }
        super.decode(ctx, in, out);
    }

    /** Called for each header line, of a trailer too: to count them is cheaper here than to look for them later. */
    @Override
    protected AsciiString splitHeaderName(final byte[] line, final int start, final int length) {
        if (++headerCount > HttpLimits.MAX_HEADERS) {
            throw new TooLongHttpHeaderException("more than " + HttpLimits.MAX_HEADERS + " headers");
        }
        final AsciiString name = super.splitHeaderName(line, start, length);
        if (HttpHeaderNames.HOST.contentEqualsIgnoreCase(name)) {
            hostCount++;
        } else if (HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name)) {
            trailers.possible = true;
        }
        return name;
    }

    /** Host headers of the request whose head was decoded last. */
    int hostCount() {
        return hostCount;
    }

    /** Empty lines before a request are to be ignored (RFC 9112, section 2.2); they do not begin it either. */
    private static void skipEmptyLines(final ByteBuf in) {
        while (in.isReadable()) {
            final byte next = in.getByte(in.readerIndex());
            if (next != HttpConstants.CR && next != HttpConstants.LF) {
                return;
            }
            in.skipBytes(1);
        }
    }

    /** The super class would ask for more to read whenever nothing could be decoded, also while we stand still. */
    @Override
    public void channelReadComplete(final ChannelHandlerContext ctx) throws Exception {
        if (stalled) {
            ctx.fireChannelReadComplete();
        } else {
            super.channelReadComplete(ctx);
        }
    }

    /** The client has sent its last byte: the super class would forget the requests that still wait here. */
    @Override
    public void userEventTriggered(final ChannelHandlerContext ctx, final Object event) throws Exception {
        final boolean waits = stalled || connection.isParked();
        if (event instanceof ChannelInputShutdownEvent && waits && !connection.isClosing()) {
            delayedShutdownEvent = event;
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    /** Something was read, or the client's end seen, that waits for {@link #resume}. */
    boolean isWaiting() {
        return stalled || delayedShutdownEvent != null;
    }

    /** The client has taken its answers, or its notice is durable: goes on with what was read before. */
    void resume(final ChannelHandlerContext ctx) throws Exception {
        stalled = false;
        channelRead(ctx, Unpooled.EMPTY_BUFFER);
        channelReadComplete(ctx);
        final Object event = delayedShutdownEvent;
        if (event != null && !stalled && !connection.isParked()) {
            delayedShutdownEvent = null;
            userEventTriggered(ctx, event);
        }
    }

    /**
     * The decoder makes a container for the trailer of every request; only a chunked one can have any, so others share one
     * that stays empty. Owned by the bid loop.
     */
    private static final class Trailers implements HttpHeadersFactory {
        private boolean possible;

        @Override
        public HttpHeaders newHeaders() {
            return possible ? DefaultHttpHeadersFactory.trailersFactory().newHeaders() : EmptyHttpHeaders.INSTANCE;
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return newHeaders();
        }
    }
}
