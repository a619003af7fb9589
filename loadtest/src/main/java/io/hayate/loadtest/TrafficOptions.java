package io.hayate.loadtest;

import io.hayate.loadtest.schedule.ReplaySchedule;
import io.hayate.loadtest.schedule.Schedule;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.Target;
import io.hayate.loadtest.traffic.ExchangeShape;
import io.hayate.loadtest.traffic.RequestFile;
import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is sent: generated requests, a file's, or a recording. Filled by picocli, read by the command. Owned by the main thread. */
public final class TrafficOptions {
    static final String MIX_DESCRIPTION =
            "what is asked for: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, mostly banners, a little of everything)";

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the requests and of random gaps (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--mix", defaultValue = "exchange", description = MIX_DESCRIPTION)
    private TrafficMix mix = TrafficMix.EXCHANGE;

    @Option(
            names = "--distinct",
            defaultValue = "20000",
            description = "generated requests, sent in turn (default: ${DEFAULT-VALUE})")
    private int distinct;

    @Option(
            names = "--exchanges",
            paramLabel = "NAME=WEIGHT",
            split = ",",
            description = "generated requests as these exchanges shape them, mixed by weight, each to /openrtb2/NAME:"
                    + " ${COMPLETION-CANDIDATES}")
    private Map<ExchangeShape, Integer> exchanges = new LinkedHashMap<>();

    @Option(
            names = "--requests",
            paramLabel = "FILE",
            arity = "1",
            description =
                    "NDJSON file to send instead of generated requests, plain or gzip; may be given several times")
    private List<Path> requests = new ArrayList<>();

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description =
                    "NDJSON recording to send at its own times, plain or gzip: {\"atMs\": 12.5, \"request\": {...}}")
    private @Nullable Path replay;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "how many times as fast as recorded (default: ${DEFAULT-VALUE})")
    private double speed;

    @Option(names = "--gzip", description = "send bodies compressed")
    private boolean gzip;

    private final List<String> remarks = new ArrayList<>();
    private @Nullable Schedule replaySchedule;

    /**
     * All requests, encoded.
     *
     * @throws IllegalArgumentException if a file cannot be read, there are no requests, or options contradict each other
     */
    public RequestPool pool(final Target target) {
        if ((requests.isEmpty() ? 0 : 1) + (replay == null ? 0 : 1) + (exchanges.isEmpty() ? 0 : 1) > 1) {
            throw new IllegalArgumentException("only one of --requests, --replay and --exchanges can be sent");
        }
        if (!(speed > 0)) {
            throw new IllegalArgumentException("--speed must be above 0, not " + speed);
        }
        if (distinct < 1) {
            throw new IllegalArgumentException("--distinct must be above 0, not " + distinct);
        }
        remarks.clear();
        final RequestPool.Builder builder = new RequestPool.Builder(target, gzip);
        if (replay != null) {
            final List<Long> offsetsNs = new ArrayList<>();
            read(new RequestFile(replay, true), (body, atNs) -> {
                builder.add(body, target.path());
                offsetsNs.add(atNs);
            });
            replaySchedule = new ReplaySchedule(
                    offsetsNs.stream()
                            .flatMapToLong(LongStream::of)
                            .map(atNs -> atNs - offsetsNs.get(0))
                            .toArray(),
                    speed);
        } else if (!requests.isEmpty()) {
            for (final Path file : requests) {
                read(new RequestFile(file, false), (body, atNs) -> builder.add(body, target.path()));
            }
        } else {
            generate(builder, target);
        }
        return builder.build();
    }

    private void generate(final RequestPool.Builder builder, final Target target) {
        final RequestGenerator generator = new RequestGenerator(seed, mix);
        final int weights =
                exchanges.values().stream().mapToInt(Integer::intValue).sum();
        if (!exchanges.isEmpty() && (weights <= 0 || exchanges.values().stream().anyMatch(weight -> weight < 0))) {
            throw new IllegalArgumentException("weights of --exchanges must not be below 0, and one must be above");
        }
        final SplittableRandom random = new SplittableRandom(seed);
        for (int number = 0; number < distinct; number++) {
            final byte[] request = generator.request(number);
            if (exchanges.isEmpty()) {
                builder.add(request, target.path());
            } else {
                final ExchangeShape shape = drawn(random.nextInt(weights));
                builder.add(shape.shaped(request, number), shape.path());
            }
        }
    }

    private ExchangeShape drawn(final int drawn) {
        int rest = drawn;
        for (final Map.Entry<ExchangeShape, Integer> entry : exchanges.entrySet()) {
            rest -= entry.getValue();
            if (rest < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("drawn beyond the weights");
    }

    private void read(final RequestFile file, final RequestFile.LineConsumer consumer) {
        final long count;
        try {
            count = file.read(consumer);
        } catch (final IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (count == 0) {
            throw new IllegalArgumentException(
                    file.badLines().stream().findFirst().orElse(file + ": is empty") + "; no requests to send");
        }
        if (file.badCount() > 0) {
            remarks.addAll(file.badLines());
            remarks.add("lines left out: " + file.badCount());
        }
    }

    /** What is to be said about the files, once the pool was made. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** The times of the recording; null without one. Known once the pool was made. */
    public @Nullable Schedule replaySchedule() {
        return replaySchedule;
    }

    public long seed() {
        return seed;
    }

    /** In words. */
    @Override
    public String toString() {
        if (replay != null) {
            return "a recording" + (speed == 1 ? "" : ", " + speed + " times as fast");
        }
        if (!requests.isEmpty()) {
            return requests.size() == 1 ? "a file" : requests.size() + " files";
        }
        final String shapes = exchanges.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
        return "generated, mix " + mix + ", seed " + seed + (shapes.isEmpty() ? "" : ", exchanges " + shapes);
    }
}
