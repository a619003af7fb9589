package io.hayate.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.report.figures.RunRecord;
import io.hayate.loadtest.report.figures.SloVerdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitXmlTest {
    private static final String ODD = "a<b>&\"'\u0000\u0001\u001b\t\n]]> 𠮷 \ud800 \uffff é --";

    @TempDir
    private Path directory;

    @Test
    void shouldHaveATestForValidityEachSloRulesAndErrors() throws Exception {
        final Element suite = parse(SimulatedRun.write(directory, "suite", 1, 1, 1, List.of()));
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(names(suite))
                .containsExactly(
                        "the run is valid",
                        "SLO p99=10ms",
                        "SLO errors=0.1%",
                        "answers keep the rules",
                        "requests are answered");
        assertThat(failures(suite))
                .containsExactly("errors=0.1% was missed: 0.31 %", "2 of 700 answers checked broke a rule");
    }

    @Test
    void shouldFailForErrorsAndSayWhichOnes() throws Exception {
        assertThat(failures(parse(SimulatedRun.write(directory, "errors", 1, 14, 1, List.of()))))
                .contains("httpErrors 6");
    }

    @Test
    void shouldSayInvalidInEveryFailure() throws Exception {
        final Element suite = parse(SimulatedRun.write(directory, "bad", 1, 14, 1, List.of("it was late")));
        assertThat(suite.getAttribute("name")).isEqualTo("bad (INVALID)");
        assertThat(failures(suite))
                .hasSize(4)
                .allMatch(failure -> failure.startsWith("INVALID: "))
                .contains("INVALID: it was late");
    }

    @Test
    void shouldBeWellFormedWhateverTheTexts() throws Exception {
        final RunRecord run = SimulatedRun.write(directory, "odd", 1, 1, 1, List.of(ODD));
        final RunRecord odd = new RunRecord(
                run.format(),
                ODD,
                ODD,
                ODD,
                run.environment(),
                run.plan(),
                run.repetitions(),
                List.of(new SloVerdict(ODD, false, ODD)));
        final Element suite = parse(odd);
        final String kept = "a<b>&\"'\ufffd\ufffd\ufffd\t\n]]> 𠮷 \ufffd \ufffd é --";
        assertThat(names(suite)).contains("SLO " + kept);
        assertThat(failures(suite)).contains("INVALID: " + kept + " was missed: " + kept);
    }

    @Test
    void shouldNameTheSameObjectiveOfEachRepetitionApart() throws Exception {
        final RunRecord run = SimulatedRun.write(directory, "twice", 1, 1, 1, List.of());
        final SloVerdict slo = new SloVerdict("p99=10ms", true, "p99 = 4 ms");
        final RunRecord twice = new RunRecord(
                run.format(),
                run.name(),
                run.commandLine(),
                run.startedAt(),
                run.environment(),
                run.plan(),
                run.repetitions(),
                List.of(slo, slo));
        assertThat(names(parse(twice))).contains("SLO p99=10ms", "SLO p99=10ms, repetition 2");
    }

    private static Element parse(final RunRecord run) throws Exception {
        final byte[] xml = JUnitXml.of(run).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
    }

    private static List<String> names(final Element suite) {
        return attributes(suite.getElementsByTagName("testcase"), "name");
    }

    private static List<String> failures(final Element suite) {
        return attributes(suite.getElementsByTagName("failure"), "message");
    }

    private static List<String> attributes(final NodeList elements, final String name) {
        final List<String> values = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            values.add(((Element) elements.item(i)).getAttribute(name));
        }
        return values;
    }
}
