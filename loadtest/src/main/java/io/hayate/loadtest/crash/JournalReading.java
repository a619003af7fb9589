package io.hayate.loadtest.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a bidder's {@code journal} command has printed of its money log. Owned by the main thread. */
final class JournalReading {
    /** Bills of bids older than this come when nothing is reserved for them for sure any more. */
    private static final long RESERVED_MS = 300_000;

    /** A bill that books, as first printed. */
    record Bill(long campaign, long costNanos, boolean late) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> notices = new HashSet<>();
    private final Map<String, Bill> bills = new HashMap<>();
    private long repeated;

    void onLine(final String line) throws IOException {
        final JsonNode record = JSON.readTree(line);
        final String bid = record.path("bid").asText();
        if (bid.isEmpty()) {
            return;
        }
        if (!notices.add(record.path("kind").asText() + " " + bid)) {
            repeated++;
            return;
        }
        if (record.path("books").asBoolean()) {
            final long ageMs = Instant.parse(record.path("time").asText()).toEpochMilli()
                    - Instant.parse(record.path("bidTime").asText()).toEpochMilli();
            bills.put(
                    bid,
                    new Bill(
                            record.path("campaign").asLong(),
                            record.path("cost").decimalValue().movePointRight(9).longValueExact(),
                            ageMs >= RESERVED_MS));
        }
    }

    boolean has(final CrashBid.Kind kind, final String bid) {
        return notices.contains(kind.label + " " + bid);
    }

    /** Each bid's first. */
    Map<String, Bill> bills() {
        return bills;
    }

    /** Notices, without those printed before. */
    int count() {
        return notices.size();
    }

    long repeated() {
        return repeated;
    }
}
