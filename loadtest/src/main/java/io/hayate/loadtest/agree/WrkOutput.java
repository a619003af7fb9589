package io.hayate.loadtest.agree;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what wrk prints with {@code --latency}. */
final class WrkOutput {
    private static final Pattern REQUESTS = Pattern.compile("^ +(\\d+) requests in", Pattern.MULTILINE);
    private static final Pattern RATE = Pattern.compile("^Requests/sec: +([0-9.]+)", Pattern.MULTILINE);
    private static final Pattern SOCKET_ERRORS = Pattern.compile("^ *Socket errors: .*$", Pattern.MULTILINE);
    private static final Pattern BAD_STATUS = Pattern.compile("^ *Non-2xx or 3xx responses: .*$", Pattern.MULTILINE);

    private WrkOutput() {}

    /**
     * The figures, without CPU time.
     *
     * @throws IOException if some requests failed, or it is not what wrk prints
     */
    static ClientFigures parse(final String text) throws IOException {
        for (final Pattern bad : new Pattern[] {SOCKET_ERRORS, BAD_STATUS}) {
            final Matcher errors = bad.matcher(text);
            if (errors.find()) {
                throw new IOException("wrk: " + errors.group().strip());
            }
        }
        return new ClientFigures(
                Double.parseDouble(find(RATE, text).group(1)),
                latencyUs(50, text),
                latencyUs(90, text),
                latencyUs(99, text),
                0);
    }

    /** How many were answered. */
    static long requests(final String text) throws IOException {
        return Long.parseLong(find(REQUESTS, text).group(1));
    }

    private static double latencyUs(final int percentile, final String text) throws IOException {
        final Matcher matcher =
                find(Pattern.compile("^ +" + percentile + "% +([0-9.]+)(us|ms|s|m)$", Pattern.MULTILINE), text);
        final double unitUs = switch (matcher.group(2)) {
            case "us" -> 1;
            case "ms" -> 1e3;
            case "s" -> 1e6;
            default -> 60e6;
        };
        return Double.parseDouble(matcher.group(1)) * unitUs;
    }

    private static Matcher find(final Pattern pattern, final String text) throws IOException {
        final Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("wrk printed no line like " + pattern.pattern() + ":\n" + text.strip());
        }
        return matcher;
    }
}
