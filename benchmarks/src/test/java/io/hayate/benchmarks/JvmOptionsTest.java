package io.hayate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.benchmarks.bid.BidBenchmark;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Holds what is measured to the JVM options of production. */
@Tag("jdk25")
class JvmOptionsTest {
    private static final List<String> OURS = List.of("-XX:+UseG1GC", "-Da=b");

    @Test
    void shouldHoldTheOptionsThatTheseTestsRunOn() {
        assertThat(JvmOptions.ofThisJdk())
                .isNotEmpty()
                .isSubsetOf(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    @Test
    void shouldReadOptionsFromAFileAsTheJdkDoes() throws IOException {
        final Path folder = Path.of("..", "bidder", "src", "main", "jvm");

        assertThat(List.of(
                        JvmOptions.of(folder.resolve("jdk17.options")), JvmOptions.of(folder.resolve("jdk25.options"))))
                .contains(JvmOptions.ofThisJdk())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldOpenInEveryForkWhatProductionOpens() {
        final String[] append = BidBenchmark.class.getAnnotation(Fork.class).jvmArgsAppend();

        assertThat(append)
                .filteredOn(option -> option.startsWith("--"))
                .containsExactlyInAnyOrderElementsOf(JvmOptions.ofThisJdk().stream()
                        .filter(option -> option.startsWith("--add-"))
                        .toList());
        assertThat(append).filteredOn(option -> !option.startsWith("--")).allMatch(option -> option.startsWith("-Xm"));
    }

    @Test
    void shouldTellForksOurOptionsAndLeaveTheRestToTheCommandLine() throws CommandLineOptionException {
        final CommandLineOptions options =
                parse("-f", "1", "Match", "-jvmArgsAppend", "-Xmx3g", "-jvmArgs", "-Xint", "-p", "campaigns=7");

        assertThat(options.getJvmArgsPrepend().get()).containsExactlyElementsOf(OURS);
        assertThat(options.getJvmArgsAppend().get()).containsExactly("-Xmx3g");
        assertThat(options.getJvmArgs().get()).containsExactly("-Xint");
        assertThat(options.getForkCount().get()).isEqualTo(1);
        assertThat(options.getIncludes()).containsExactly("Match");
        assertThat(options.getParameter("campaigns").get()).containsExactly("7");
    }

    @Test
    void shouldPutWhatTheCommandLinePrependsBehindOurs() throws CommandLineOptionException {
        assertThat(parse("Match", "-jvmArgsPrepend", "-Xint -Xmx3g")
                        .getJvmArgsPrepend()
                        .get())
                .containsExactly("-XX:+UseG1GC", "-Da=b", "-Xint", "-Xmx3g");
        assertThat(parse("--jvmArgsPrepend=-Xint").getJvmArgsPrepend().get())
                .containsExactly("-XX:+UseG1GC", "-Da=b", "-Xint");
    }

    private static CommandLineOptions parse(final String... args) throws CommandLineOptionException {
        return new CommandLineOptions(Benchmarks.withOptions(OURS, args));
    }
}
