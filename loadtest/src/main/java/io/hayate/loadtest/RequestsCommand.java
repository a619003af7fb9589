package io.hayate.loadtest;

import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sub-command {@code requests}: prints generated requests, one a line. Owned by the main thread. */
@Command(
        name = "requests",
        description = "Prints generated bid requests as NDJSON.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RequestsCommand implements Callable<Integer> {
    @Option(
            names = {"-n", "--count"},
            defaultValue = "10",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(names = "--seed", defaultValue = "1", description = "same seed, same bytes (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--mix", defaultValue = "exchange", description = TrafficOptions.MIX_DESCRIPTION)
    private TrafficMix mix = TrafficMix.EXCHANGE;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (count < 0) {
            throw new ParameterException(spec.commandLine(), "--count must not be below 0, not " + count);
        }
        final RequestGenerator generator = new RequestGenerator(seed, mix);
        final PrintWriter out = spec.commandLine().getOut();
        for (int number = 0; number < count; number++) {
            out.write(new String(generator.request(number), StandardCharsets.UTF_8));
            out.write('\n');
        }
        if (out.checkError()) {
            throw new IOException("the output cannot be written to its end");
        }
        return LoadTest.EXIT_OK;
    }
}
