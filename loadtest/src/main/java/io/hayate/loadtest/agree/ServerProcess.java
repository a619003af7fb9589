package io.hayate.loadtest.agree;

import io.hayate.loadtest.LoadTest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A fixed server in a JVM of its own, on a free port of the loopback; it ends when we do. Owned by the main thread. */
final class ServerProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 5;

    private final Process process;
    private final BufferedReader printed;
    private final int port;

    private ServerProcess(final Process process, final BufferedReader printed, final int port) {
        this.process = process;
        this.printed = printed;
        this.port = port;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param options of the sub-command serve
     */
    static ServerProcess start(final List<String> options) throws IOException {
        final Process process =
                new ProcessBuilder(command(options)).redirectErrorStream(true).start();
        final BufferedReader printed =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        final StringBuilder said = new StringBuilder();
        for (String line = printed.readLine(); line != null; line = printed.readLine()) {
            if (line.startsWith(ServeCommand.READY)) {
                return new ServerProcess(
                        process, printed, Integer.parseInt(line.substring(ServeCommand.READY.length())));
            }
            said.append('\n').append(line);
        }
        process.destroyForcibly();
        throw new IOException("the server did not start; it printed:" + said);
    }

    private static List<String> command(final List<String> options) {
        final String classPath = System.getProperty("java.class.path");
        final List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        // As a jar its manifest counts, which opens to Netty what it needs of the JDK.
        if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, LoadTest.class.getName()));
        }
        command.addAll(List.of("serve", "--with-parent", "--port", "0"));
        command.addAll(options);
        return command;
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        printed.close();
    }
}
