package io.hayate.bidder.campaigns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A line of a start file, by hashes: enough to know it again. Immutable; shared.
 *
 * @param file hash of its absolute path
 * @param line hash of its bytes
 */
record SourceLine(long file, long line) {
    static long hash(final Path file) {
        return hash(file.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
    }

    static long hash(final byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
