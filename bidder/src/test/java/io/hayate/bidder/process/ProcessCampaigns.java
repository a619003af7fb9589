package io.hayate.bidder.process;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Campaigns and bid requests as text. A campaign has a size that no other has: its id tells the width. */
final class ProcessCampaigns {
    private static final int FIRST_WIDTH = 1_000;

    private ProcessCampaigns() {}

    /** One line without blanks, as the bidder gives it back; every creative's markup holds the text. */
    static String campaign(final long id, final String text, final int creatives) {
        return "{\"id\":%d,\"advertiser\":7,\"name\":\"%s\",".formatted(id, text)
                + "\"flight\":{\"start\":\"2026-01-01T00:00:00Z\"},\"budget\":{\"currency\":\"USD\"},"
                + "\"bid\":{\"strategy\":\"cpm\",\"amount\":2.50},\"creatives\":["
                + IntStream.rangeClosed(1, creatives)
                        .mapToObj(number -> creative(id, number, text))
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String creative(final long campaign, final int number, final String text) {
        return "{\"id\":%d,\"type\":\"banner\",\"w\":%d,\"h\":50,\"domain\":[\"shop.example\"],"
                        .formatted(campaign * 100 + number, FIRST_WIDTH + campaign)
                + "\"markup\":\"<a href=\\\"${CLICK_URL}\\\">text %s</a>\"}".formatted(text);
    }

    /** What only this campaign can bid on. */
    static String request(final long campaign) {
        return ("{\"id\": \"r-%d\", \"imp\": [{\"id\": \"1\", \"banner\": {\"w\": %d, \"h\": 50}}],"
                        + "\"site\": {\"domain\": \"news.example\"}}")
                .formatted(campaign, FIRST_WIDTH + campaign);
    }
}
