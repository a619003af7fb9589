package io.hayate.loadtest.report.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A run's record as JSON. */
public final class RunFiles {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RunFiles() {}

    public static void write(final Path file, final RunRecord run) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(run) + "\n");
    }

    /** @throws IOException naming the file and what is wrong with it */
    public static RunRecord read(final Path file) throws IOException {
        final byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (final NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (final IOException e) {
            throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
        }
        try {
            final JsonNode tree = JSON.readTree(bytes);
            final JsonNode format = tree.path("format");
            if (!format.isInt()) {
                throw new IOException(file + ": not the JSON of a run: it has no number \"format\"");
            }
            if (format.intValue() != RunRecord.FORMAT) {
                throw new IOException(file + ": its format is " + format + ", this harness reads " + RunRecord.FORMAT);
            }
            return JSON.treeToValue(tree, RunRecord.class);
        } catch (final JsonProcessingException e) {
            throw new IOException(file + ": not the JSON of a run: " + e.getOriginalMessage(), e);
        }
    }

    /** The record, or a part of it, as a tree with the keys of the file. */
    public static JsonNode tree(final Object part) {
        return JSON.valueToTree(part);
    }
}
