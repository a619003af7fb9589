package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the files with JVM options together with the jar's manifest, with each other and with what these tests run on. */
@Tag("jdk25")
class JvmOptionsTest {
    private static final Path FOLDER = Path.of("src", "main", "jvm");
    private static final String ON_17 = "jdk17.options";
    private static final String ON_25 = "jdk25.options";

    /** What the newer JDK wants to be told and the older one does not know, or leaves be. */
    private static final List<String> ONLY_ON_25 =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    @ParameterizedTest
    @ValueSource(strings = {ON_17, ON_25})
    void shouldOpenWhatTheManifestOpens(final String file) throws IOException {
        assertThat(packagesOf(file, "--add-opens="))
                .containsExactlyInAnyOrder(manifestEntry("manifest.add-opens").split(" "));
        assertThat(packagesOf(file, "--add-exports="))
                .containsExactlyInAnyOrder(manifestEntry("manifest.add-exports").split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {ON_17, ON_25})
    void shouldNameOneCollectorAndSayWhyOfEveryOption(final String file) throws IOException {
        assertThat(options(file))
                .filteredOn(option -> option.matches("-XX:\\+Use\\w*GC"))
                .hasSize(1);
        final List<String> lines = Files.readAllLines(FOLDER.resolve(file));
        boolean isExplained = false;
        for (final String line : lines) {
            isExplained = line.startsWith("#") || (isExplained && !line.isEmpty());
            assertThat(isExplained || line.isEmpty()).as(line).isTrue();
        }
    }

    @Test
    void shouldDifferOnlyInWhatTheJdksDifferIn() throws IOException {
        final List<String> on25 =
                options(ON_25).filter(option -> !ONLY_ON_25.contains(option)).toList();
        assertThat(on25)
                .containsAll(options(ON_17).filter(option -> !isTuning(option)).toList());
        assertThat(options(ON_17).toList())
                .containsAll(on25.stream().filter(option -> !isTuning(option)).toList());
    }

    @Test
    void shouldBeWhatTheseTestsRunOn() throws IOException {
        final String file = Runtime.version().feature() >= 25 ? ON_25 : ON_17;
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .containsAll(options(file).toList());
    }

    private static boolean isTuning(final String option) {
        return option.startsWith("-XX:");
    }

    private static Stream<String> options(final String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    private static List<String> packagesOf(final String file, final String option) throws IOException {
        final String toAll = "=ALL-UNNAMED";
        return options(file)
                .filter(line -> line.startsWith(option))
                .map(line -> {
                    assertThat(line).endsWith(toAll);
                    return line.substring(option.length(), line.length() - toAll.length());
                })
                .toList();
    }

    private static String manifestEntry(final String property) throws IOException {
        final Matcher value = Pattern.compile("<" + Pattern.quote(property) + ">([^<]*)<")
                .matcher(Files.readString(Path.of("..", "pom.xml")));
        assertThat(value.find()).as(property).isTrue();
        return value.group(1);
    }
}
