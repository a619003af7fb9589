package io.hayate.benchmarks.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a program measured, by names of its own, with what tells whether it counts. Written as JSON by the programs
 * ({@code --json}), so that nobody reads their text. Owned by the measuring thread.
 */
public final class Results {
    /** Fewer bids than this, and a bidder was not measured at what it is for. */
    public static final double MIN_BID_SHARE = 0.5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SortedMap<String, Measured> figures = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private double bidShare = Double.NaN;

    public void put(final String name, final Measured figure) {
        if (figures.put(name, figure) != null) {
            throw new IllegalArgumentException(name + " was measured twice");
        }
    }

    public void put(final String name, final double value) {
        put(name, Measured.of(value));
    }

    /** So much of what was asked was bid on. Of several the least counts. */
    public void bids(final double share) {
        bidShare = Double.isNaN(bidShare) ? share : Math.min(bidShare, share);
    }

    /** Something that makes all of it void. */
    public void problem(final String what) {
        problems.add(what);
    }

    /** Something to know before figures are compared. */
    public void note(final String what) {
        notes.add(what);
    }

    public @Nullable Measured figure(final String name) {
        return figures.get(name);
    }

    public SortedMap<String, Measured> figures() {
        return Collections.unmodifiableSortedMap(figures);
    }

    /** NaN: nobody counted bids. */
    public double bidShare() {
        return bidShare;
    }

    public List<String> problems() {
        return List.copyOf(problems);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    public boolean isValid() {
        return problems.isEmpty();
    }

    public void write(final Path file) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), toJson());
    }

    public ObjectNode toJson() {
        final ObjectNode json = JSON.createObjectNode();
        if (!Double.isNaN(bidShare)) {
            json.put("bidShare", bidShare);
        }
        problems.forEach(json.putArray("problems")::add);
        notes.forEach(json.putArray("notes")::add);
        final ObjectNode all = json.putObject("figures");
        figures.forEach((name, figure) -> write(all.putObject(name), figure));
        return json;
    }

    public static void write(final ObjectNode json, final Measured figure) {
        json.put("value", figure.value());
        if (figure.hasSpread()) {
            json.put("low", figure.low()).put("high", figure.high());
        }
    }

    /** What a program has written. */
    public static Results read(final Path file) throws IOException {
        final JsonNode json = JSON.readTree(file.toFile());
        final Results results = new Results();
        if (json.hasNonNull("bidShare")) {
            results.bids(json.path("bidShare").doubleValue());
        }
        json.path("problems").forEach(problem -> results.problem(problem.textValue()));
        json.path("notes").forEach(note -> results.note(note.textValue()));
        for (final Map.Entry<String, JsonNode> figure : json.path("figures").properties()) {
            final JsonNode value = figure.getValue();
            results.put(
                    figure.getKey(),
                    new Measured(
                            value.path("value").asDouble(Double.NaN),
                            value.path("low").asDouble(Double.NaN),
                            value.path("high").asDouble(Double.NaN)));
        }
        return results;
    }
}
