package io.hayate.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine;

/** Holds the catalogue to docs/performance.md: neither can be changed alone. */
class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    private static String page = "";
    private static Map<String, String> sections = Map.of();

    @BeforeAll
    static void read() throws IOException {
        final String text = Files.readString(Path.of("..", "docs", "performance.md"));
        page = flat(text);
        final Map<String, String> read = new HashMap<>();
        for (final String section : text.split("\n## ", -1)) {
            read.put(section.lines().findFirst().orElseThrow(), flat(section));
        }
        sections = read;
    }

    /** Where lines are broken makes no difference. */
    private static String flat(final String text) {
        return text.replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @MethodSource("groups")
    void shouldSayWhatThePageSays(final Group group) {
        for (final Figure figure : group.figures()) {
            final String section = figure.section() == null ? group.section() : figure.section();
            assertThat(sections).containsKey(section);
            if (figure.page() != null) {
                assertThat(sections.get(section)).contains(flat(figure.page()));
                assertThat(figure.page()).contains(figure.recorded());
            }
            if (figure.target() != null) {
                assertThat(sections.get(section)).contains(flat(figure.target()));
            }
            assertThat(figure.target() != null).isEqualTo(figure.hasTarget());
        }
    }

    @ParameterizedTest
    @MethodSource("groups")
    void shouldSayOnWhatAndWhenItWasRecorded(final Group group) {
        assertThat(page).contains(CATALOGUE.machine());
        if (group.figures().stream().anyMatch(figure -> figure.recorded() != null)) {
            assertThat(page).contains(group.date(), "JDK " + group.jdk());
        }
    }

    @ParameterizedTest
    @MethodSource("groups")
    void shouldSayHowAllAreMeasured(final Group group) throws Exception {
        if (group.program() == null) {
            assertThat(page).contains("`" + group.by() + "`");
            return;
        }
        assertThat(group.minutes()).isPositive();
        for (final boolean smallest : new boolean[] {false, true}) {
            if (group.program() == Program.JMH) {
                assertThat(new CommandLineOptions(group.arguments(smallest).toArray(String[]::new)).getIncludes())
                        .hasSize(1);
            } else {
                final Object command =
                        group.program().mainClass().getDeclaredConstructor().newInstance();
                new CommandLine(command).parseArgs(group.arguments(smallest).toArray(String[]::new));
            }
        }
        assertThat(group.figures()).allMatch(figure -> figure.from() != null);
    }

    @Test
    void shouldNameNothingTwice() {
        assertThat(groups().map(Group::name)).doesNotHaveDuplicates();
        for (final Group group : CATALOGUE.groups()) {
            assertThat(group.figures().stream().map(Figure::what)).doesNotHaveDuplicates();
        }
    }

    /** Each line of the page's tables of figures that today's programs measure has its place here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "One stage at a time (JMH); | | ours | `readTree` | ours / baseline | ours, garbage |",
                "Index at scale; | campaigns | median | mean | p90 | p99 |",
                "Over HTTP, against a floor; | | bidder | floor server | floor / bidder |",
                "Live changes; | | no changes | 10 a second | 1,000 a second |",
                "Start and memory; | | wall | CPU |"
            })
    void shouldHaveEveryLineOfTheTables(final String section, final String heading) throws IOException {
        final List<String> lines = Files.readAllLines(Path.of("..", "docs", "performance.md"));
        final int first = lines.indexOf(heading) + 2;
        assertThat(first).as(heading).isGreaterThan(1);
        final List<String> quotes = groups().filter(group -> group.section().equals(section))
                .flatMap(group -> group.figures().stream())
                .flatMap(figure -> Stream.ofNullable(figure.page()))
                .toList();

        assertThat(lines.subList(first, lines.size()).stream().takeWhile(line -> line.startsWith("|")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(quotes).anyMatch(line::contains));
    }

    private static Stream<Group> groups() {
        return CATALOGUE.groups().stream();
    }
}
