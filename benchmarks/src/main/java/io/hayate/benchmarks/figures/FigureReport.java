package io.hayate.benchmarks.figures;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.benchmarks.results.Measured;
import io.hayate.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recorded and measured figures as JSON, for programs. Immutable; shared. */
final class FigureReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FigureReport() {}

    /** @param smallest a run that was made to see that all works: its figures say nothing */
    static void write(final Path file, final Machine machine, final List<Outcome> outcomes, final boolean smallest)
            throws IOException {
        final ObjectNode json = JSON.createObjectNode();
        json.set("machine", machine.toJson(JSON));
        json.put("saysNothing", smallest);
        for (final Outcome outcome : outcomes) {
            final ObjectNode group = json.withArray("groups").addObject();
            group.put("name", outcome.group().name())
                    .put("section", outcome.group().section())
                    .put("command", outcome.group().command(smallest))
                    .put("failure", outcome.failure());
            outcome.problems().forEach(group.putArray("problems")::add);
            final Results results = outcome.results();
            if (results != null) {
                results.notes().forEach(group.putArray("notes")::add);
            }
            if (results != null && !Double.isNaN(results.bidShare())) {
                group.put("bidShare", results.bidShare());
            }
            for (final Figure figure : outcome.group().figures()) {
                write(
                        group.withArray("figures").addObject(),
                        figure,
                        results == null ? null : figure.measured(results));
            }
        }
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
    }

    private static void write(final ObjectNode json, final Figure figure, final @Nullable Measured measured) {
        json.put("what", figure.what()).put("unit", figure.unit());
        if (figure.recorded() != null) {
            json.put("recorded", figure.recorded());
        }
        if (figure.hasTarget()) {
            json.put("target", figure.targetText());
        }
        if (measured != null) {
            Results.write(json, measured);
            final double ratio = measured.value() / figure.recordedValue();
            if (Double.isFinite(ratio)) {
                json.put("ratioToRecorded", ratio);
            }
            if (figure.hasTarget()) {
                json.put("met", figure.isMet(measured.value()));
            }
        }
    }
}
