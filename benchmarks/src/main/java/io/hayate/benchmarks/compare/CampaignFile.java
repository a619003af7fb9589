package io.hayate.benchmarks.compare;

import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/** Generated campaigns as NDJSON in a file, for a bidder to load and for us to look up. Immutable; shared. */
public final class CampaignFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    /** Where line i begins, and where the last one ends; lines end in one byte. */
    private final long[] offsets;

    private CampaignFile(final Path path, final FileChannel channel, final long[] offsets) {
        this.path = path;
        this.channel = channel;
        this.offsets = offsets;
    }

    /** @param creatives for each campaign; 0: one to six */
    public static CampaignFile write(final Path path, final int count, final int creatives) throws IOException {
        return write(path, count, creatives, UnaryOperator.identity());
    }

    /** @param change of each campaign's document before it is written */
    static CampaignFile write(final Path path, final int count, final int creatives, final UnaryOperator<byte[]> change)
            throws IOException {
        final long[] offsets = new long[count + 1];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            final int[] written = new int[1];
            GeneratedTraffic.forEachCampaign(count, creatives, GeneratorOptions.DEFAULT_FORMATS, generated -> {
                final byte[] line = change.apply(generated);
                try {
                    out.write(line);
                    out.write('\n');
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
                offsets[written[0] + 1] = offsets[written[0]] + line.length + 1;
                written[0]++;
            });
        } catch (final UncheckedIOException e) {
            throw new IOException("cannot write " + path, e);
        }
        return new CampaignFile(path, FileChannel.open(path, StandardOpenOption.READ), offsets);
    }

    Path path() {
        return path;
    }

    public int count() {
        return offsets.length - 1;
    }

    /** A campaign's document. Safe from any thread. */
    public byte[] line(final int index) throws IOException {
        final ByteBuffer line = ByteBuffer.allocate((int) (offsets[index + 1] - offsets[index] - 1));
        while (line.hasRemaining()) {
            if (channel.read(line, offsets[index] + line.position()) < 0) {
                throw new EOFException(path + " has become shorter");
            }
        }
        return line.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
