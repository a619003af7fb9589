package io.hayate.loadtest;

import io.hayate.loadtest.agree.AgreeCommand;
import io.hayate.loadtest.agree.ServeCommand;
import io.hayate.loadtest.campaigns.CampaignsCommand;
import io.hayate.loadtest.certify.CertifyCommand;
import io.hayate.loadtest.check.BidChecker;
import io.hayate.loadtest.check.CheckCommand;
import io.hayate.loadtest.crash.CrashCommand;
import io.hayate.loadtest.demo.DemoCommand;
import io.hayate.loadtest.exchange.ExchangeCommand;
import io.hayate.loadtest.report.CompareCommand;
import io.hayate.loadtest.report.merge.MergeCommand;
import io.hayate.loadtest.search.FindMaxCommand;
import io.hayate.loadtest.search.Slo;
import io.hayate.loadtest.send.AnswerCheck;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The load harness's command line. */
@Command(
        name = "loadtest",
        description = "Plays the exchange: sends OpenRTB bid requests open-loop and checks the answers.",
        mixinStandardHelpOptions = true,
        versionProvider = LoadTest.Version.class,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ExchangeCommand.class,
            FindMaxCommand.class,
            CompareCommand.class,
            MergeCommand.class,
            ServeCommand.class,
            AgreeCommand.class,
            RequestsCommand.class,
            CampaignsCommand.class,
            CheckCommand.class,
            CertifyCommand.class,
            CrashCommand.class
        })
public final class LoadTest {
    /** The command did what was asked and nothing was wrong. */
    public static final int EXIT_OK = 0;
    /** The bidder could not be reached, or answered wrongly. */
    public static final int EXIT_FAILED = 1;
    /** The command line makes no sense. */
    public static final int EXIT_USAGE = 2;
    /** The figures must not be quoted: the rate was not held, too few were answered in time, or the sender was late. */
    public static final int EXIT_INVALID_RUN = 3;
    /** The figures count, and miss the objective that was given. */
    public static final int EXIT_SLO_MISSED = 99;

    /** What answers are held against. */
    public static final AnswerCheck ANSWER_CHECK = new BidChecker()::sentences;

    private LoadTest() {}

    /** The command line with all its sub-commands. */
    public static CommandLine commandLine() {
        return new CommandLine(new LoadTest())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(LoadTest::showUsageError)
                .setExecutionExceptionHandler(LoadTest::showFailure)
                .registerConverter(SpanNs.class, SpanNs::parse)
                .registerConverter(SendOptions.Timeout.class, SendOptions.Timeout::parse)
                .registerConverter(Slo.class, Slo::parse);
    }

    /** Without the options: they are a hundred lines, and what is wrong would scroll away. */
    private static int showUsageError(final ParameterException error, final String[] arguments) {
        final CommandLine command = error.getCommandLine();
        command.getErr().println(error.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(error, command.getErr());
        command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return EXIT_USAGE;
    }

    /** A file that cannot be read or written is not our mistake: no stack trace. Everything else is. */
    private static int showFailure(
            final Exception error, final CommandLine command, final CommandLine.ParseResult arguments)
            throws Exception {
        if (error instanceof IOException problem) {
            command.getErr().println(sentence(problem));
            return EXIT_FAILED;
        }
        throw error;
    }

    /** What is wrong, and with which file: of some the JDK says only the name. */
    public static String sentence(final IOException problem) {
        if (problem instanceof FileSystemException ofFile && ofFile.getReason() == null) {
            final String reason = problem instanceof NoSuchFileException
                    ? "there is no such file"
                    : problem instanceof FileAlreadyExistsException
                            ? "is there, and is no folder"
                            : problem instanceof AccessDeniedException ? "access denied" : "cannot be used";
            return ofFile.getFile() + ": " + reason;
        }
        return String.valueOf(problem.getMessage());
    }

    public static void main(final String[] args) {
        // In UTF-8 whatever the locale: requests are full of Japanese.
        final PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(commandLine().setOut(out).execute(args));
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            final String version = LoadTest.class.getPackage().getImplementationVersion();
            return new String[] {"Hayate load harness " + (version == null ? "(not packaged)" : version)};
        }
    }
}
