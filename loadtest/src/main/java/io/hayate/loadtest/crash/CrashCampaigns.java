package io.hayate.loadtest.crash;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Campaigns with large, small and no budgets, each with a size that no other has. Immutable; shared. */
final class CrashCampaigns {
    static final int COUNT = 8;
    private static final int FIRST_WIDTH = 1_000;

    private CrashCampaigns() {}

    /** NDJSON. */
    static String lines() {
        return LongStream.rangeClosed(1, COUNT)
                .mapToObj(CrashCampaigns::campaign)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What a campaign may spend in all, nanos; {@code Long.MAX_VALUE} without a limit. */
    static long totalNanos(final long campaign) {
        return switch ((int) campaign) {
            case 5 -> 250_000_000L;
            case 6 -> 2_000_000_000L;
            case 7 -> 20_000_000_000L;
            case 8 -> 100_000_000_000L;
            default -> Long.MAX_VALUE;
        };
    }

    static String request(final long number, final long campaign) {
        return ("{\"id\": \"r-%d\", \"imp\": [{\"id\": \"1\", \"banner\": {\"w\": %d, \"h\": 50}}],"
                        + "\"site\": {\"domain\": \"news.example\"}}")
                .formatted(number, FIRST_WIDTH + campaign);
    }

    private static String campaign(final long id) {
        final long totalNanos = totalNanos(id);
        final String total = totalNanos == Long.MAX_VALUE
                ? ""
                : ", \"total\": "
                        + BigDecimal.valueOf(totalNanos, 9).stripTrailingZeros().toPlainString();
        return ("{\"id\": %d, \"advertiser\": 7, \"name\": \"killed %d\", \"flight\": {\"start\": \"2026-01-01T00:00:00Z\"},"
                        + " \"budget\": {\"currency\": \"USD\"%s}, \"bid\": {\"strategy\": \"cpm\", \"amount\": 2.50},"
                        + " \"creatives\": [{\"id\": %d, \"type\": \"banner\", \"w\": %d, \"h\": 50, \"domain\": [\"shop.example\"],"
                        + " \"markup\": \"<a href=\\\"${CLICK_URL}\\\">x</a>\"}]}")
                .formatted(id, id, total, id * 100, FIRST_WIDTH + id);
    }
}
