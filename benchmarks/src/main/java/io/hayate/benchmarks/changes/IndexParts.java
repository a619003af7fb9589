package io.hayate.benchmarks.changes;

import java.io.IOException;
import java.util.regex.Pattern;

/** What the bidder's metrics tell of its index. Immutable; shared. */
final class IndexParts {
    private static final Pattern ONE = Pattern.compile("^hayate_index_parts 1(\\.0)?$", Pattern.MULTILINE);

    private IndexParts() {}

    /** Whether there is no part beside the base. */
    static boolean isOne(final HttpConnection admin) throws IOException {
        final HttpConnection.Answer metrics = admin.call("GET", "/metrics", new byte[0]);
        if (!metrics.isSuccess() || !metrics.text().contains("hayate_index_parts ")) {
            throw new IOException("the bidder does not tell how many parts its index has");
        }
        return ONE.matcher(metrics.text()).find();
    }
}
