package io.hayate.benchmarks;

import io.hayate.benchmarks.figures.Catalogue;
import io.hayate.benchmarks.figures.FigureRun;
import io.hayate.benchmarks.figures.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The figures of docs/performance.md, measured again and printed beside the recorded ones. Owned by the main thread. */
@Command(
        name = "Figures",
        description = {
            "Measures the figures of docs/performance.md again and prints them beside the recorded ones.",
            "Each group is one of the programs of the page, in a process of its own, one after the other."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:measured, whether targets are met or not",
            "1:a group failed; the others were measured",
            "2:usage",
            "3:invalid: fewer than half were bid on, or a program found its own run void"
        })
public final class Figures implements Callable<Integer> {
    private static final int EXIT_INVALID = 3;

    @Option(names = "--list", description = "only say what there is, how long it takes, and the command of each group")
    private boolean list;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "only these groups")
    private @Nullable List<String> only;

    @Option(names = "--quick", description = "every group at its smallest: to see that it works, not for figures")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "write all of it there as well, after each group")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(final String[] args) {
        System.exit(new CommandLine(new Figures()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        final Catalogue catalogue = Catalogue.builtIn();
        final FigureRun run = new FigureRun(
                catalogue, chosen(catalogue.groups()), quick, spec.commandLine().getOut());
        if (list) {
            run.list();
            return CommandLine.ExitCode.OK;
        }
        if (!Files.isDirectory(Path.of("/proc/self/task"))) {
            throw new ParameterException(spec.commandLine(), "needs /proc, as Linux has it");
        }
        try {
            return switch (run.run(json)) {
                case MEASURED -> CommandLine.ExitCode.OK;
                case INVALID -> EXIT_INVALID;
                case FAILED -> CommandLine.ExitCode.SOFTWARE;
            };
        } catch (final IOException e) {
            spec.commandLine().getErr().println("Figures: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** In the catalogue's order, whatever the user's. */
    private List<Group> chosen(final List<Group> groups) {
        if (only == null) {
            return groups;
        }
        final Set<String> unknown = new LinkedHashSet<>(only);
        final List<Group> chosen = new ArrayList<>();
        for (final Group group : groups) {
            if (unknown.remove(group.name())) {
                chosen.add(group);
            }
        }
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--only: no group " + String.join(", ", unknown) + "; there are "
                            + String.join(", ", groups.stream().map(Group::name).toList()));
        }
        return chosen;
    }
}
