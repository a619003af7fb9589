package io.hayate.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which cores servers and client run on: the first that we may use for the servers, the others for the client. Pins all
 * threads of a running process with {@code taskset} (util-linux); threads that they make later stay there too. Immutable;
 * shared.
 */
public final class Cores {
    private static final Pattern ALLOWED = Pattern.compile("^Cpus_allowed_list:\\s+(\\S+)$", Pattern.MULTILINE);
    private static final long TOOL_TIMEOUT_SECONDS = 30;

    private final List<Integer> allowed;

    private Cores(final List<Integer> allowed) {
        this.allowed = allowed;
    }

    /** Those that this process may use. */
    public static Cores allowed() throws IOException {
        final Matcher list = ALLOWED.matcher(Files.readString(Path.of("/proc/self/status")));
        if (!list.find()) {
            throw new IOException("/proc/self/status does not tell which cores we may use");
        }
        return new Cores(parse(list.group(1)));
    }

    /** From the kernel's way to write them, such as 0-3,8. */
    static List<Integer> parse(final String list) {
        final List<Integer> cores = new ArrayList<>();
        for (final String range : list.split(",", -1)) {
            final int dash = range.indexOf('-');
            final int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            final int last = Integer.parseInt(dash < 0 ? range : range.substring(dash + 1));
            for (int core = first; core <= last; core++) {
                cores.add(core);
            }
        }
        return cores;
    }

    /** Whether there is one for each side. */
    public boolean sufficeForPinning() {
        return allowed.size() > 1;
    }

    public void pinServer(final long pid) throws IOException, InterruptedException {
        pin(pid, allowed.subList(0, 1));
    }

    public void pinClient(final long pid) throws IOException, InterruptedException {
        pin(pid, allowed.subList(1, allowed.size()));
    }

    private static void pin(final long pid, final List<Integer> cores) throws IOException, InterruptedException {
        final String list = String.join(",", cores.stream().map(String::valueOf).toList());
        final Process process = new ProcessBuilder("taskset", "-a", "-p", "-c", list, Long.toString(pid))
                .redirectErrorStream(true)
                .start();
        final String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TOOL_TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("taskset failed: " + printed.strip());
        }
    }
}
