package io.hayate.benchmarks.figures;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Figures that one program measures in one go. Immutable; shared.
 *
 * @param section of docs/performance.md
 * @param program null: this command does not measure them, see {@code by}
 * @param by what measures them instead
 * @param minutes an estimate
 * @param jvm options of the program's JVM
 * @param quick the arguments of its smallest run
 * @param bids whether it bids, and counts them
 * @param date of the record; null: there is none
 */
public record Group(
        String name,
        String section,
        @Nullable Program program,
        @Nullable String by,
        double minutes,
        @Nullable String jvm,
        @Nullable String arguments,
        @Nullable String quick,
        boolean bids,
        @Nullable String date,
        @Nullable String jdk,
        List<Figure> figures) {
    private static final String JAR = "benchmarks/target/benchmarks.jar";

    public Group {
        figures = List.copyOf(figures);
    }

    List<String> jvmOptions() {
        return words(jvm);
    }

    List<String> arguments(final boolean smallest) {
        return words(smallest ? quick : arguments);
    }

    /** What a reader may type instead. */
    String command(final boolean smallest) {
        if (program == null) {
            return by + ", not by this command";
        }
        final Stream<String> java = program == Program.JMH
                ? Stream.of("java", "-jar", JAR)
                : Stream.of(
                                Stream.of("java"),
                                jvmOptions().stream(),
                                Stream.of("-cp", JAR, program.mainClass().getName()))
                        .flatMap(each -> each);
        return String.join(
                " ",
                Stream.concat(java, arguments(smallest).stream().map(Group::quoted))
                        .toList());
    }

    private static String quoted(final String word) {
        return word.matches("[\\w.,=/:+-]*") ? word : "'" + word + "'";
    }

    private static List<String> words(final @Nullable String text) {
        return Stream.of((text == null ? "" : text).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
