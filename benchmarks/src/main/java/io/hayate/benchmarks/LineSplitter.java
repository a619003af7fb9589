package io.hayate.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Hands on each line that is written to it, without its end. Owned by the thread that writes. */
final class LineSplitter extends OutputStream {
    private final Consumer<byte[]> onLine;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineSplitter(final Consumer<byte[]> onLine) {
        this.onLine = onLine;
    }

    @Override
    public void write(final int b) {
        if (b == '\n') {
            onLine.accept(line.toByteArray());
            line.reset();
        } else {
            line.write(b);
        }
    }

    @Override
    public void write(final byte[] bytes, final int offset, final int length) {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, from, i - from);
                onLine.accept(line.toByteArray());
                line.reset();
                from = i + 1;
            }
        }
        line.write(bytes, from, offset + length - from);
    }
}
