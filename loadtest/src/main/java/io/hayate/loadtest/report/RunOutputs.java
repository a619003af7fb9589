package io.hayate.loadtest.report;

import io.hayate.loadtest.report.figures.EnvironmentReader;
import io.hayate.loadtest.report.figures.Marks;
import io.hayate.loadtest.report.figures.PlanFigures;
import io.hayate.loadtest.report.figures.Repetition;
import io.hayate.loadtest.report.figures.RunFiles;
import io.hayate.loadtest.report.figures.RunRecord;
import io.hayate.loadtest.report.figures.SloVerdict;
import io.hayate.loadtest.report.figures.TimeRow;
import io.hayate.loadtest.report.figures.Timeline;
import io.hayate.loadtest.report.html.RunPage;
import io.hayate.loadtest.schedule.ReplaySchedule;
import io.hayate.loadtest.schedule.Schedule;
import io.hayate.loadtest.send.RunWatch;
import io.hayate.loadtest.send.Second;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run. Those of each second are written while it goes on, under names that say PARTIAL, so that a killed
 * process leaves what it has seen; at the end all get the names that the run deserves.
 *
 * Owned by the thread that runs the command.
 */
public final class RunOutputs implements AutoCloseable {
    private static final int SIGNIFICANT_DIGITS = 3;

    /** What is kept of a repetition's seconds. */
    private record Course(SecondFiles files, Timeline timeline) {}

    private final Path directory;
    private final String name;
    private final String commandLine;
    private final int plannedRepetitions;
    private final Clock clock;
    private final List<Course> ended = new ArrayList<>();
    private final List<Repetition> repetitions = new ArrayList<>();
    private final List<Path> written = new ArrayList<>();
    private final Histogram fromDue = new Histogram(SIGNIFICANT_DIGITS);
    private final Histogram fromSend = new Histogram(SIGNIFICANT_DIGITS);
    private @Nullable Course underWay;
    private @Nullable SendPlan plan;
    private @Nullable Instant startedAt;

    private RunOutputs(
            final Path directory,
            final String name,
            final String commandLine,
            final int plannedRepetitions,
            final Clock clock) {
        this.directory = directory;
        this.name = name;
        this.commandLine = commandLine;
        this.plannedRepetitions = plannedRepetitions;
        this.clock = clock;
    }

    /**
     * Makes the directory.
     *
     * @param name what the files' names begin with
     * @param arguments of the whole command line, sub-command first
     * @throws IllegalArgumentException if the name is not one for a file
     */
    public static RunOutputs open(
            final Path directory, final String name, final List<String> arguments, final int plannedRepetitions)
            throws IOException {
        return open(directory, name, CommandLineText.of(arguments), plannedRepetitions, Clock.systemUTC());
    }

    static RunOutputs open(
            final Path directory,
            final String name,
            final String commandLine,
            final int plannedRepetitions,
            final Clock clock)
            throws IOException {
        requireFileName(name);
        Files.createDirectories(directory);
        return new RunOutputs(directory, name, commandLine, plannedRepetitions, clock);
    }

    private static void requireFileName(final String name) {
        if (name.isBlank() || name.startsWith(".") || name.matches(".*[/\\\\:\\p{Cntrl}].*")) {
            throw new IllegalArgumentException("'" + name + "' is not a name that files can begin with");
        }
        if (!Marks.ofName(Path.of(name)).none()) {
            throw new IllegalArgumentException("'" + name + "' must not contain -INVALID or -PARTIAL: that is added");
        }
    }

    /**
     * Begins the files of the next repetition; what is returned must be told of each of its seconds. One that was begun
     * before and has not come to its end is forgotten.
     */
    public RunWatch openRepetition() throws IOException {
        closeUnderWay();
        final int number = ended.size() + 1;
        final Course begun = new Course(
                SecondFiles.open(
                        directory.resolve(fileName(Marks.RUNNING, number, ".hlog")),
                        directory.resolve(fileName(Marks.RUNNING, number, "-series.ndjson"))),
                new Timeline());
        underWay = begun;
        startedAt = null;
        return second -> onSecond(second, begun);
    }

    private void onSecond(final Second second, final Course course) {
        Instant start = startedAt;
        if (start == null) {
            start = clock.instant().minusNanos(second.offsetNs() + second.lengthNs());
            startedAt = start;
        }
        course.files().write(second, start);
        course.timeline().add(second);
    }

    /**
     * Ends the repetition that is under way.
     *
     * @param reasonsInvalid why its figures must not be quoted; empty when they may be
     */
    public void closeRepetition(final SendResult result, final List<String> reasonsInvalid) {
        final Course course = underWay;
        if (course == null) {
            throw new IllegalStateException("no repetition is under way");
        }
        final Instant start = startedAt == null ? clock.instant().minusNanos(result.sendingNs()) : startedAt;
        ended.add(course);
        repetitions.add(Repetition.of(start.truncatedTo(ChronoUnit.MILLIS), result, reasonsInvalid));
        underWay = null;
        plan = result.plan();
        fromDue.add(result.latency().fromDue());
        fromSend.add(result.latency().fromSend());
    }

    /**
     * Writes all other files, and gives all the names that the run deserves.
     *
     * @throws IllegalStateException if no repetition was closed
     */
    public RunRecord finish(final List<SloVerdict> slos) throws IOException {
        final SendPlan sent = plan;
        if (sent == null) {
            throw new IllegalStateException("no repetition was closed");
        }
        final RunRecord run = new RunRecord(
                RunRecord.FORMAT,
                name,
                commandLine,
                repetitions.get(0).startedAt(),
                EnvironmentReader.read(),
                PlanFigures.of(sent),
                repetitions,
                slos);
        final Marks marks = Marks.of(run);
        RunFiles.write(file(marks, ".json"), run);
        for (int i = 0; i < repetitions.size(); i++) {
            final SecondFiles files = ended.get(i).files();
            files.end(repetitions.get(i), marks.verdict());
            rename(files.logFile(), fileName(marks, i + 1, ".hlog"));
            rename(files.seriesFile(), fileName(marks, i + 1, "-series.ndjson"));
        }
        HistogramFiles.writePercentiles(file(marks, "-from-due.hgrm"), fromDue, marks.verdict());
        HistogramFiles.writePercentiles(file(marks, "-from-send.hgrm"), fromSend, marks.verdict());
        write(file(marks, "-junit.xml"), JUnitXml.of(run));
        final List<Timeline> timelines = ended.stream().map(Course::timeline).toList();
        write(file(marks, ".html"), RunPage.of(run, timelines, asked(sent.schedule())));
        return run;
    }

    /** What was to be sent in a row, by the schedule; a recording has no rate at a moment, so what fell due stands for it. */
    private static @Nullable ToDoubleFunction<TimeRow> asked(final Schedule schedule) {
        if (schedule.isClosedLoop()) {
            return null;
        }
        return schedule instanceof ReplaySchedule
                ? row -> row.perSecond(row.due())
                : row -> schedule.ratePerSecondAt(row.offsetNs() + row.lengthNs() / 2);
    }

    /** All files that {@link #finish} has left, the JSON first. */
    public List<Path> files() {
        return List.copyOf(written);
    }

    private Path file(final Marks marks, final String ending) {
        final Path file = directory.resolve(name + marks.suffix() + ending);
        written.add(file);
        return file;
    }

    /** What is no text, such as half a character, becomes a question mark. */
    private static void write(final Path file, final String text) throws IOException {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (final IOException e) {
            // Half a page under its final name would look like a whole one.
            Files.deleteIfExists(file);
            throw new IOException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private void rename(final Path file, final String newName) throws IOException {
        final Path renamed = directory.resolve(newName);
        if (!file.equals(renamed)) {
            Files.move(file, renamed, StandardCopyOption.REPLACE_EXISTING);
        }
        written.add(renamed);
    }

    private String fileName(final Marks marks, final int repetition, final String ending) {
        return name + marks.suffix() + (plannedRepetitions > 1 ? "-" + repetition : "") + ending;
    }

    /** Leaves what is unfinished as it is, under names that say PARTIAL. */
    @Override
    public void close() {
        closeUnderWay();
        ended.forEach(course -> course.files().close());
    }

    private void closeUnderWay() {
        final Course course = underWay;
        if (course != null) {
            course.files().close();
            underWay = null;
        }
    }
}
