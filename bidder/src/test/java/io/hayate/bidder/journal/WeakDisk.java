package io.hayate.bidder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Real files on a disk that is full when the test says so, in the middle of a write, and whose forces fail. */
final class WeakDisk implements SegmentFiles {
    static final String FULL = "No space left on device";

    volatile long roomBytes = Long.MAX_VALUE;
    volatile boolean forceFails;
    final AtomicInteger openChannels = new AtomicInteger();
    final AtomicInteger forces = new AtomicInteger();

    @Override
    public FileChannel open(final Path file, final OpenOption... options) throws IOException {
        return new Channel(FileChannel.open(file, options));
    }

    private final class Channel extends FileChannel {
        private final FileChannel file;

        Channel(final FileChannel file) {
            this.file = file;
            openChannels.incrementAndGet();
        }

        @Override
        public int write(final ByteBuffer from, final long position) throws IOException {
            if (roomBytes < from.remaining()) {
                final int fits = (int) Math.max(0, roomBytes);
                roomBytes = 0;
                if (fits == 0) {
                    throw new IOException(FULL);
                }
                final ByteBuffer part = from.slice(from.position(), fits);
                from.position(from.position() + fits);
                return file.write(part, position);
            }
            final long roomBefore = roomBytes;
            if (roomBefore != Long.MAX_VALUE) {
                roomBytes = roomBefore - from.remaining();
            }
            return file.write(from, position);
        }

        @Override
        public void force(final boolean metaData) throws IOException {
            if (!isOpen()) {
                throw new IOException("forced after it was closed");
            }
            if (forceFails) {
                throw new IOException("Input/output error");
            }
            forces.incrementAndGet();
            file.force(metaData);
        }

        @Override
        public int read(final ByteBuffer into, final long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(final long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        protected void implCloseChannel() throws IOException {
            openChannels.decrementAndGet();
            file.close();
        }

        @Override
        public int read(final ByteBuffer into) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(final ByteBuffer[] into, final int offset, final int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(final ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(final ByteBuffer[] from, final int offset, final int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(final long newPosition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(final long position, final long count, final WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(final ReadableByteChannel source, final long position, final long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(final MapMode mode, final long position, final long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(final long position, final long size, final boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(final long position, final long size, final boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
