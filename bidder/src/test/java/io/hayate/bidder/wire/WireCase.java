package io.hayate.bidder.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A bad input, as a line of the corpus' index describes it.
 *
 * @param form body, wire or generated
 * @param accept the outcomes that are right, separated by bars
 */
public record WireCase(Path folder, String name, String form, String kind, String accept, String what) {
    /** All cases in the folder {@code malformed} of a corpus. */
    public static List<WireCase> read(final Path corpus) throws IOException {
        final Path folder = corpus.resolve("malformed");
        return Files.readAllLines(folder.resolve("index.tsv"), StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(row -> new WireCase(folder, row[0], row[1], row[2], row[3], row[5]))
                .toList();
    }

    public boolean isBody() {
        return form.equals("body");
    }

    public boolean isWire() {
        return form.equals("wire");
    }

    public boolean isGenerated() {
        return form.equals("generated");
    }

    /** The input is incomplete, and the client waits. */
    public boolean isHeldOpen() {
        return kind.equals("http-slow");
    }

    /** The whole of what is sent. */
    public byte[] bytes() throws IOException {
        if (isGenerated()) {
            return GeneratedBytes.of(name);
        }
        final byte[] file = Files.readAllBytes(folder.resolve(name));
        if (isWire()) {
            // No byte after the request line depends on the path.
            final String text = new String(file, StandardCharsets.ISO_8859_1);
            return text.replace(" /bid", " /openrtb2/demo").getBytes(StandardCharsets.ISO_8859_1);
        }
        return what.contains("Content-Encoding: gzip")
                ? WireClient.requestOf(file, "Content-Type: application/json", "Content-Encoding: gzip")
                : WireClient.requestOf(file, "Content-Type: application/json");
    }

    @Override
    public String toString() {
        return name;
    }
}
