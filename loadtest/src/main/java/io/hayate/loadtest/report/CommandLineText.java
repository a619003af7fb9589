package io.hayate.loadtest.report;

import java.util.List;
import java.util.stream.Collectors;

/** A command line as one would type it into a shell. */
final class CommandLineText {
    private static final String PROGRAM = "java -jar loadtest.jar";

    private CommandLineText() {}

    static String of(final List<String> arguments) {
        return arguments.stream().map(CommandLineText::quoted).collect(Collectors.joining(" ", PROGRAM + " ", ""));
    }

    private static String quoted(final String argument) {
        return argument.matches("[\\p{Alnum}_./:=,%@+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
