package io.hayate.bidder.admin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;
import io.netty.handler.stream.ChunkedWriteHandler;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way to the client, a page at a time: the next is asked for when the socket has room again, so that a slow
 * client holds no more than one. Owned by the admin loop.
 */
final class PagedBody implements ChunkedInput<ByteBuf> {
    private static final long UNKNOWN_LENGTH = -1;

    private final ChannelHandlerContext context;
    private final BodyPages pages;
    private byte @Nullable [] page;
    private boolean asked;
    private boolean ended;
    private boolean closed;
    private @Nullable Throwable failure;
    private long sentBytes;

    /** @param context behind a {@link ChunkedWriteHandler}, which this is written to */
    PagedBody(final ChannelHandlerContext context, final byte[] first, final BodyPages following) {
        this.context = context;
        this.page = first;
        this.pages = following;
    }

    /** Whether a page is waited for, not the client. */
    boolean isAsked() {
        return asked;
    }

    /** Why there is no next page, if that is why the body ends before its end. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** @return null: nothing yet, the transfer is resumed when there is */
    @Override
    public @Nullable ByteBuf readChunk(final ByteBufAllocator allocator) throws Exception {
        if (failure != null) {
            throw new IllegalStateException("there is no next page", failure);
        }
        final byte[] next = page;
        if (next == null) {
            ask();
            return null;
        }
        page = null;
        sentBytes += next.length;
        return Unpooled.wrappedBuffer(next);
    }

    private void ask() {
        if (asked || ended || closed) {
            return;
        }
        asked = true;
        try {
            pages.next().whenComplete((next, thrown) -> context.executor().execute(() -> onPage(next, thrown)));
        } catch (final RuntimeException e) {
            context.executor().execute(() -> onPage(null, e));
        }
    }

    private void onPage(final byte @Nullable [] next, final @Nullable Throwable thrown) {
        asked = false;
        if (closed) {
            return;
        }
        if (next == null) {
            failure = thrown == null ? new NullPointerException("a page") : thrown;
        } else if (next.length == 0) {
            ended = true;
        } else {
            page = next;
        }
        final ChunkedWriteHandler writer = context.pipeline().get(ChunkedWriteHandler.class);
        if (writer != null) {
            writer.resumeTransfer();
        }
    }

    @Override
    public boolean isEndOfInput() {
        return ended;
    }

    /** Written out, or the client is gone. */
    @Override
    public void close() {
        closed = true;
        page = null;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // Netty's, not ours
    public @Nullable ByteBuf readChunk(final ChannelHandlerContext unused) throws Exception {
        return readChunk(unused.alloc());
    }

    @Override
    public long length() {
        return UNKNOWN_LENGTH;
    }

    @Override
    public long progress() {
        return sentBytes;
    }
}
