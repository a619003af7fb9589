package io.hayate.bidder.campaigns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Tells when a file holds something else than before.
 *
 * <p>Looks at the content every few seconds, not at times or links, so it sees a file that is written in place, renamed
 * over, or swapped by a link in a folder above, as Kubernetes does. Owned by the agent that reads the file.
 */
public final class WatchedFile {
    /** How often the file is looked at. */
    public static final long POLL_MS = TimeUnit.SECONDS.toMillis(5);

    private final Path file;
    private final byte[] buffer = new byte[64 * 1024];
    private long lastPollMs;
    private long lengthBytes = -1;
    private long checksum;

    /** The file is looked at for the first time with the first {@link #hasChanged}. */
    public WatchedFile(final Path file, final long nowMs) {
        this.file = file;
        this.lastPollMs = nowMs;
    }

    /** Whether it is time to look, also if the clock was set back; then the time is taken as that of the look. */
    public boolean isDue(final long nowMs) {
        if (nowMs >= lastPollMs && nowMs - lastPollMs < POLL_MS) {
            return false;
        }
        lastPollMs = nowMs;
        return true;
    }

    /** Whether the content is another than the last time, or this is the first time. */
    public boolean hasChanged() throws IOException {
        final CRC32 one = new CRC32();
        final CRC32C other = new CRC32C();
        long nextLengthBytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                one.update(buffer, 0, read);
                other.update(buffer, 0, read);
                nextLengthBytes += read;
            }
        }
        // Two that differ do not agree in one by chance alone.
        final long nextChecksum = one.getValue() << Integer.SIZE | other.getValue();
        final boolean changed = nextLengthBytes != lengthBytes || nextChecksum != checksum;
        lengthBytes = nextLengthBytes;
        checksum = nextChecksum;
        return changed;
    }

    /** What was told as a change could not be read: it is to be told again, even if it stays as it is. */
    public void forget() {
        lengthBytes = -1;
    }
}
