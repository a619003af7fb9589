package io.hayate.loadtest.report;

import io.hayate.loadtest.report.figures.Marks;
import io.hayate.loadtest.report.figures.Repetition;
import io.hayate.loadtest.report.figures.RunRecord;
import io.hayate.loadtest.report.figures.SloVerdict;
import io.hayate.loadtest.send.SendCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as a test suite in JUnit's XML, for gates: whether it is valid, kept its SLOs, and was answered properly. */
final class JUnitXml {
    private record TestCase(String name, @Nullable String failure) {}

    private JUnitXml() {}

    static String of(final RunRecord run) {
        final List<TestCase> cases = new ArrayList<>();
        final Marks marks = Marks.of(run);
        final List<String> reasons = new ArrayList<>(run.reasonsInvalid());
        if (run.interrupted()) {
            reasons.add("PARTIAL: the run was interrupted");
        }
        cases.add(new TestCase(
                "the run is valid", marks.none() ? null : marks.verdict() + ": " + String.join("; ", reasons)));
        final Map<String, Integer> seen = new HashMap<>();
        for (final SloVerdict slo : run.slos()) {
            // Each repetition has its verdict on the same objective; a test's name must be its own.
            final int number = seen.merge(slo.slo(), 1, Integer::sum);
            final String text = slo.slo() + " was missed: " + slo.measured();
            cases.add(new TestCase(
                    "SLO " + slo.slo() + (number > 1 ? ", repetition " + number : ""),
                    slo.met() ? null : marked(marks, text)));
        }
        cases.add(new TestCase("answers keep the rules", marked(marks, brokenRules(run))));
        cases.add(new TestCase("requests are answered", marked(marks, errors(run))));
        return xml(run, marks, cases);
    }

    private static @Nullable String marked(final Marks marks, final @Nullable String failure) {
        return failure == null || marks.none() ? failure : marks.verdict() + ": " + failure;
    }

    private static @Nullable String brokenRules(final RunRecord run) {
        long checked = 0;
        long invalid = 0;
        for (final Repetition repetition : run.repetitions()) {
            checked += repetition.count(Repetition.CHECKED);
            invalid += repetition.count(Repetition.INVALID);
        }
        return invalid == 0
                ? null
                : String.format(Locale.ROOT, "%,d of %,d answers checked broke a rule", invalid, checked);
    }

    private static @Nullable String errors(final RunRecord run) {
        // As the exit code has it; what came too late decides over validity and objectives.
        final SendCount[] kinds = {SendCount.HTTP_ERRORS, SendCount.BROKEN, SendCount.CONNECT_ERRORS};
        final List<String> found = new ArrayList<>();
        for (final SendCount kind : kinds) {
            final long count = run.repetitions().stream()
                    .mapToLong(repetition -> repetition.count(kind))
                    .sum();
            if (count > 0) {
                found.add(String.format(Locale.ROOT, "%s %,d", Repetition.key(kind), count));
            }
        }
        return found.isEmpty() ? null : String.join(", ", found);
    }

    private static String xml(final RunRecord run, final Marks marks, final List<TestCase> cases) {
        final long failures =
                cases.stream().filter(test -> test.failure() != null).count();
        final double seconds = run.repetitions().stream()
                .mapToDouble(repetition -> repetition.rates().sendingS())
                .sum();
        final String suite = escaped(run.name() + (marks.none() ? "" : " (" + marks.verdict() + ")"));
        final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(String.format(
                Locale.ROOT,
                "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\" time=\"%.3f\" timestamp=\"%s\">%n",
                suite,
                cases.size(),
                failures,
                seconds,
                escaped(run.startedAt())));
        for (final TestCase test : cases) {
            xml.append("  <testcase classname=\"loadtest.")
                    .append(escaped(run.name()))
                    .append("\" name=\"")
                    .append(escaped(test.name()))
                    .append('"');
            final String failure = test.failure();
            if (failure == null) {
                xml.append("/>\n");
            } else {
                xml.append(">\n    <failure message=\"")
                        .append(escaped(failure))
                        .append("\">")
                        .append(escaped(failure))
                        .append("</failure>\n  </testcase>\n");
            }
        }
        return xml.append("</testsuite>\n").toString();
    }

    /** Also without the characters that XML 1.0 cannot hold, escaped or not. */
    private static String escaped(final String text) {
        final StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' -> escaped.append("&#").append(character).append(';');
                default -> escaped.appendCodePoint(isXml(character) ? character : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(final int character) {
        return character >= ' ' && !(character >= 0xD800 && character <= 0xDFFF) && (character & 0xFFFE) != 0xFFFE;
    }
}
