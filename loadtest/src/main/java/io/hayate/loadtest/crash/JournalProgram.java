package io.hayate.loadtest.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the bidder's {@code journal} command. */
@FunctionalInterface
public interface JournalProgram {
    /** Gets what the command prints. */
    @FunctionalInterface
    interface Lines {
        void onLine(String line) throws IOException;
    }

    /** Returns the exit code. */
    int run(List<String> args, Lines lines) throws IOException, InterruptedException;

    /** In a process of its own. */
    static JournalProgram process(final List<String> bidder) {
        return (args, lines) -> {
            final List<String> command = new ArrayList<>(bidder);
            command.add("journal");
            command.addAll(args);
            final Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    lines.onLine(line);
                }
            }
            return process.waitFor();
        };
    }
}
