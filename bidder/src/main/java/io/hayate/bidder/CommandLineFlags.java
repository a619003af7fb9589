package io.hayate.bidder;

import io.hayate.bidder.ConfigReader.Given;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: a flag for every {@link ConfigKey}, {@code --help} and {@code --version}. Owned by the launching
 * thread.
 */
final class CommandLineFlags {
    private static final int USAGE_WIDTH = 110;

    private final CommandLine commandLine;
    private final ParseResult result;
    private final List<String> args;

    CommandLineFlags(final String[] args) {
        final CommandSpec spec = CommandSpec.create();
        spec.usageMessage()
                .header("Hayate, a bidder for OpenRTB exchanges.", "")
                .customSynopsis(
                        "java -jar bidder.jar [--KEY=VALUE]...",
                        "   or: java -jar bidder.jar import-users [--help] FILE",
                        "")
                .footer(
                        "",
                        "A flag beats its environment variable, which beats the file's key, which beats the default.",
                        "Durations are written as 250ms, 10s, 5m, 24h.",
                        "Exit codes: 0 clean end, 2 configuration or data directory unusable, 1 anything else.")
                .sortOptions(false)
                .width(USAGE_WIDTH);
        for (final ConfigKey key : ConfigKey.values()) {
            spec.addOption(option(key));
        }
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this and end.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version and end.")
                .build());
        spec.parser().collectErrors(true);
        commandLine = new CommandLine(spec).setExpandAtFiles(false);
        result = commandLine.parseArgs(args);
        this.args = List.of(args);
    }

    private static OptionSpec option(final ConfigKey key) {
        final OptionSpec.Builder option = OptionSpec.builder("--" + key.flag())
                .type(String.class)
                .paramLabel(key.value().placeholder())
                // Percent signs would be format specifiers.
                .description(
                        key.meaning().replace("%", "%%"),
                        "Default: " + key.defaultSentence() + ". Environment: " + key.environmentVariable());
        return key.isSwitch()
                ? option.arity("0..1").fallbackValue("true").build()
                : option.arity("1").build();
    }

    /** What is to be printed instead of starting; null if neither help nor version is asked for. */
    @Nullable
    String helpAskedFor() {
        if (result.isUsageHelpRequested()) {
            return commandLine.getUsageMessage(CommandLine.Help.Ansi.OFF);
        }
        return result.isVersionHelpRequested() ? Version.current().toLine() + System.lineSeparator() : null;
    }

    Map<ConfigKey, Given> given(final List<String> problems) {
        final List<String> unknown = new ArrayList<>();
        for (final Exception error : result.errors()) {
            if (error instanceof UnmatchedArgumentException unmatched) {
                unknown.addAll(unmatched.getUnmatched());
            } else {
                problems.add("command line: " + error.getMessage());
            }
        }
        for (final String argument : unknown) {
            if (!isValueOfUnknownFlag(argument, unknown)) {
                problems.add("unknown argument \"" + withoutValue(argument)
                        + "\" (command line): expected one of the flags that --help lists");
            }
        }
        final Map<ConfigKey, Given> given = new EnumMap<>(ConfigKey.class);
        for (final ConfigKey key : ConfigKey.values()) {
            final String name = "--" + key.flag();
            final String text = result.matchedOptionValue(name, (String) null);
            if (text != null) {
                given.put(key, new Given(text.strip(), "flag " + name));
            }
        }
        return given;
    }

    /** Told with its flag, not shown: it may be a secret behind a mistyped flag. */
    private boolean isValueOfUnknownFlag(final String argument, final List<String> unknown) {
        final int position = args.indexOf(argument);
        final String before = position > 0 ? args.get(position - 1) : "";
        return !argument.startsWith("-") && before.startsWith("-") && unknown.contains(before);
    }

    /** A mistyped flag may hold a secret, and this text goes to logs. */
    private static String withoutValue(final String argument) {
        final int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }
}
