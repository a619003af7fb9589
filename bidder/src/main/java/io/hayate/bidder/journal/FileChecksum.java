package io.hayate.bidder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Checksum of a whole file. */
public final class FileChecksum {
    private static final int BLOCK_BYTES = 1 << 20;

    private FileChecksum() {}

    /** Of a file that nobody may write meanwhile. Reading it also brings it into memory, where bid loops expect maps. */
    public static long crc32c(final Path path) throws IOException {
        final CRC32C crc = new CRC32C();
        final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            while (file.read(block.clear()) >= 0) {
                crc.update(block.flip());
            }
        }
        return crc.getValue();
    }
}
