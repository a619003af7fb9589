package io.hayate.loadtest;

import io.hayate.loadtest.traffic.RequestGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints generated requests, one a line. */
@Command(
        name = "requests",
        description = "Prints generated bid requests as NDJSON.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RequestsCommand implements Callable<Integer> {
    private static final int BUFFER_BYTES = 256 * 1024;

    @Option(
            names = {"-n", "--count"},
            defaultValue = "10",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(names = "--seed", defaultValue = "1", description = "same seed, same bytes (default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() throws IOException {
        final RequestGenerator generator = new RequestGenerator(seed);
        final OutputStream out = new BufferedOutputStream(System.out, BUFFER_BYTES);
        for (int number = 0; number < count; number++) {
            out.write(generator.request(number));
            out.write('\n');
        }
        out.flush();
        return LoadTest.EXIT_OK;
    }
}
