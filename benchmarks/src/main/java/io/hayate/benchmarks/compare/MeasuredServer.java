package io.hayate.benchmarks.compare;

import io.hayate.loadtest.send.Sender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A server under load, and what it cost slice by slice. Owned by the comparing thread. */
final class MeasuredServer {
    private final ChildProcess process;
    private final Load load;
    private final ProcessFigures figures;
    private final List<Slice> slices = new ArrayList<>();
    private long allocatedBefore;

    /**
     * One slice.
     *
     * @param cpu of the server
     * @param elapsedNs from the first request to the last answer
     */
    record Slice(Load.Answers answers, ProcessFigures.Cpu cpu, long elapsedNs) {
        double cpuUsPerRequest() {
            return cpu.allNs() / 1e3 / answers.answered();
        }

        double loopUsPerRequest() {
            return cpu.loopsNs() / 1e3 / answers.answered();
        }

        double requestsPerSecond() {
            return answers.answered() * 1e9 / elapsedNs;
        }

        /** Of one core. */
        double busyShare() {
            return (double) cpu.allNs() / elapsedNs;
        }

        double bidShare() {
            return (double) answers.bids() / answers.answered();
        }
    }

    MeasuredServer(final ChildProcess process, final Load load) {
        this.process = process;
        this.load = load;
        this.figures = new ProcessFigures(process.pid());
    }

    ChildProcess process() {
        return process;
    }

    Load load() {
        return load;
    }

    ProcessFigures figures() {
        return figures;
    }

    List<Slice> slices() {
        return slices;
    }

    /** Sends so many requests that are not measured. */
    void warm(final int requests) throws IOException {
        load.warm(requests);
    }

    void measureSlice(final int requests) throws IOException {
        try (Sender sender = load.open(requests)) {
            final ProcessFigures.Cpu before = figures.cpu();
            final long startNs = System.nanoTime();
            final Load.Answers answers = load.send(sender);
            final long elapsedNs = System.nanoTime() - startNs;
            slices.add(new Slice(answers, figures.cpu().since(before), elapsedNs));
        }
    }

    void beginAllocation() throws IOException, InterruptedException {
        allocatedBefore = figures.loopsAllocatedBytes();
    }

    /** Bytes for each answered request since {@link #beginAllocation}, when only slices were sent. */
    double allocatedPerRequest() throws IOException, InterruptedException {
        return (double) (figures.loopsAllocatedBytes() - allocatedBefore) / answered();
    }

    private long answered() {
        return slices.stream().mapToLong(slice -> slice.answers().answered()).sum();
    }

    double bidShare() {
        final long bids =
                slices.stream().mapToLong(slice -> slice.answers().bids()).sum();
        return (double) bids / answered();
    }
}
