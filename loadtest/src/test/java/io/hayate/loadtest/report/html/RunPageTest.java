package io.hayate.loadtest.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hayate.loadtest.report.SimulatedRun;
import io.hayate.loadtest.report.compare.Comparison;
import io.hayate.loadtest.report.figures.RunRecord;
import io.hayate.loadtest.report.figures.SloVerdict;
import io.hayate.loadtest.report.figures.Timeline;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class RunPageTest {
    private static final String EVIL = "</title><script>alert(1)</script>\"' onload=x &amp; <img src=http://x>";
    private static final Pattern CURVE = Pattern.compile("<path class=\"line (\\w+)[^\"]*\" d=\"([^\"]*)\"");

    // Chromium's last helper may still be writing when it has ended.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void shouldRunInChromiumWithoutScriptErrorAndWithItsCurves() throws Exception {
        assumeTrue(isThere("chromium"), "chromium is not installed: the page was not opened");
        SimulatedRun.write(directory, "page", 1, 15, 1, List.of());
        final Path dom = directory.resolve("dom.html");
        final Process chromium = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + Files.createTempDirectory(directory, "profile"),
                        "--virtual-time-budget=2000",
                        "--dump-dom",
                        directory.resolve("page.html").toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(chromium.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            chromium.destroyForcibly();
        }
        final String page = Files.readString(dom);
        assertThat(page.substring(page.indexOf("<html"), page.indexOf("<head")))
                .contains("data-script=\"ready\"")
                .doesNotContain("data-script-error");
        // The read-outs, which only a script adds, are there for each chart.
        assertThat(count(page, "<output class=\"tip\"")).isEqualTo(6);
        assertThat(pointsOf(page, "due")).isGreaterThan(30);
        assertThat(pointsOf(page, "send")).isGreaterThan(30);
        assertThat(pointsOf(page, "p99")).isEqualTo(30);
        assertThat(pointsOf(page, "bid")).isEqualTo(30);
        assertThat(pointsOf(page, "asked")).isEqualTo(30);
        assertThat(pointsOf(page, "lag")).isEqualTo(30);
    }

    @Test
    void shouldReferToNothingOutside() throws IOException {
        SimulatedRun.write(directory, "page", 1, 2, 1, List.of());
        final String page = Files.readString(directory.resolve("page.html"));
        assertThat(page).contains("default-src 'none'");
        assertThat(page.replaceAll("http://127\\.0\\.0\\.1:8080/openrtb2/demo", ""))
                .doesNotContain("http:", "https:", "src=", "href=", "url(", "@import", "fetch(");
    }

    @Test
    void shouldEscapeEveryText() throws IOException {
        final RunRecord run = SimulatedRun.write(directory, "page", 2, 1, 1, List.of(EVIL));
        final RunRecord evil = new RunRecord(
                run.format(),
                EVIL,
                EVIL,
                EVIL,
                run.environment(),
                run.plan(),
                run.repetitions(),
                List.of(new SloVerdict(EVIL, false, EVIL)));
        for (final String page : List.of(RunPage.of(evil, List.of(), null), ComparePage.of(Comparison.of(evil, run)))) {
            assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert", "<img");
            assertThat(count(page, "<script>")).isEqualTo(1);
        }
    }

    @Test
    void shouldShowTheVerdictAndItsReasons() throws IOException {
        SimulatedRun.write(directory, "good", 1, 1, 1, List.of());
        assertThat(directory.resolve("good.html")).content().contains("<strong>Valid</strong>");
        SimulatedRun.write(directory, "bad", 1, 1, 1, List.of("it was late"));
        assertThat(directory.resolve("bad-INVALID.html"))
                .content()
                .contains("<strong>INVALID</strong>", "<li>it was late</li>", "<title>bad INVALID - load test</title>");
    }

    @Test
    void shouldNameReasonsOfNoBidsAndKindsOfErrors() throws IOException {
        SimulatedRun.write(directory, "page", 1, 14, 1, List.of());
        assertThat(directory.resolve("page.html"))
                .content()
                .contains("8 unmatched user", "505 agreed with the exchange", "none given")
                .contains("HTTP errors", "timeouts")
                .doesNotContain("No errors of any kind.");
        SimulatedRun.write(directory, "calm", 1, 2, 1, List.of());
        assertThat(directory.resolve("calm.html")).content().contains("No errors of any kind.");
    }

    @Test
    void shouldShowRepetitionsBelowEachOther() throws IOException {
        SimulatedRun.write(directory, "page", 3, 2, 1, List.of());
        assertThat(directory.resolve("page.html"))
                .content()
                .contains("<h2 id=\"repetitions\">", "<th scope=\"row\">3</th>", "<th scope=\"row\">median</th>")
                .contains("repetition 3, 1 s: ");
    }

    @Test
    void shouldStandARunInWhichNothingHappened() throws IOException {
        final RunRecord run = SimulatedRun.write(directory, "none", 1, 0, 1, List.of("nothing was sent"));
        final String page = RunPage.of(run, List.of(new Timeline()), null);
        assertThat(page).contains("nothing was sent").doesNotContain("NaN", "Infinity");
    }

    private static int count(final String text, final String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** Of the first curve of that class. */
    private static int pointsOf(final String page, final String cssClass) {
        final Matcher curves = CURVE.matcher(page);
        while (curves.find()) {
            if (curves.group(1).equals(cssClass)) {
                return count(curves.group(2), "L") + 1;
            }
        }
        return 0;
    }

    private static boolean isThere(final String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
