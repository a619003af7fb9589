package io.hayate.loadtest.agree;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Reads what h2load writes with {@code --log-file}: start in us, status, us until the end of the answer. */
final class H2loadLog {
    private static final double US_PER_SECOND = 1e6;

    private H2loadLog() {}

    /**
     * The figures, without CPU time.
     *
     * @throws IOException if some requests failed, or it is not such a log
     */
    static ClientFigures parse(final List<String> lines) throws IOException {
        final long[] latenciesUs = new long[lines.size()];
        long firstUs = Long.MAX_VALUE;
        long lastUs = Long.MIN_VALUE;
        for (int i = 0; i < latenciesUs.length; i++) {
            final String line = lines.get(i);
            final String[] columns = line.split("\t", -1);
            try {
                if (!columns[1].startsWith("2")) {
                    throw new IOException("h2load: a request ended with status " + columns[1]);
                }
                final long startUs = Long.parseLong(columns[0]);
                firstUs = Math.min(firstUs, startUs);
                lastUs = Math.max(lastUs, startUs);
                latenciesUs[i] = Long.parseLong(columns[2]);
            } catch (final ArrayIndexOutOfBoundsException | NumberFormatException e) {
                throw new IOException("h2load: not a line of its log: " + line, e);
            }
        }
        if (latenciesUs.length < 2 || lastUs == firstUs) {
            throw new IOException("h2load: its log has " + latenciesUs.length + " requests");
        }
        Arrays.sort(latenciesUs);
        return new ClientFigures(
                (latenciesUs.length - 1) * US_PER_SECOND / (lastUs - firstUs),
                percentile(latenciesUs, 0.50),
                percentile(latenciesUs, 0.90),
                percentile(latenciesUs, 0.99),
                0);
    }

    /** The smallest value that so many are at or below, as HdrHistogram has it. */
    private static double percentile(final long[] ascending, final double part) {
        return ascending[(int) Math.ceil(part * ascending.length) - 1];
    }
}
