package io.hayate.loadtest.check;

import io.hayate.loadtest.LoadTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Sub-command {@code check}: line n of one file is the request, line n of the other its answer, empty for a no-bid.
 * Prints every violation and ends with 1 if there is any. Owned by the main thread.
 */
@Command(
        name = "check",
        description = "Checks answers against the requests they are for; exit code 1 if a rule is broken.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CheckCommand implements Callable<Integer> {
    private static final int NO_CONTENT = 204;
    private static final byte[] NOTHING = {};

    @Option(names = "--requests", required = true, paramLabel = "FILE", description = "NDJSON, one bid request a line.")
    private Path requests = Path.of("");

    @Option(
            names = "--answers",
            required = true,
            paramLabel = "FILE",
            description = "NDJSON, the answer to the request of the same line; empty for none.")
    private Path answers = Path.of("");

    @Mixin
    private CheckOptions options = new CheckOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        final BidChecker checker = new BidChecker(options.settings(spec.commandLine()));
        long lines = 0;
        long answered = 0;
        long violations = 0;
        try (BufferedReader requestLines = Files.newBufferedReader(requests, StandardCharsets.UTF_8);
                BufferedReader answerLines = Files.newBufferedReader(answers, StandardCharsets.UTF_8)) {
            String request;
            while ((request = requestLines.readLine()) != null) {
                final String answer = answerLines.readLine();
                if (answer == null) {
                    throw new ParameterException(
                            spec.commandLine(), "--answers ends after line " + lines + ", --requests does not.");
                }
                lines++;
                final boolean noContent = answer.isBlank();
                answered += noContent ? 0 : 1;
                final List<Violation> found = noContent
                        ? checker.checkStatus(NO_CONTENT, NOTHING)
                        : checker.check(bytes(request), bytes(answer));
                for (final Violation violation : found) {
                    violations++;
                    out.println("line " + lines + ": " + violation);
                }
            }
            if (answerLines.readLine() != null) {
                throw new ParameterException(spec.commandLine(), "--answers has more lines than --requests.");
            }
        } catch (final CharacterCodingException e) {
            throw new ParameterException(
                    spec.commandLine(), "--requests or --answers is not UTF-8 text, behind line " + lines, e);
        } catch (final IOException e) {
            throw new ParameterException(spec.commandLine(), LoadTest.sentence(e), e);
        }
        out.println(lines + " requests, " + answered + " answers, " + violations + " violations");
        return violations == 0 ? 0 : 1;
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
