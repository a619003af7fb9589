package io.hayate.bidder.campaigns;

import java.nio.charset.StandardCharsets;

/** Documents that tests feed in, as campaign teams write them. */
public final class CampaignDocuments {
    private CampaignDocuments() {}

    /** One banner campaign; its creatives have the ids id x 100 + 1 and so on. */
    public static String campaign(final long id, final String name, final int creativeCount) {
        final StringBuilder json = new StringBuilder()
                .append("{\"id\": ")
                .append(id)
                .append(", \"advertiser\": 7, \"name\": \"")
                .append(name)
                .append("\", \"flight\": {\"start\": \"2026-11-01T00:00:00Z\"}, \"budget\": {\"currency\": \"USD\"},")
                .append(" \"bid\": {\"strategy\": \"cpm\", \"amount\": 2.50}, \"creatives\": [");
        for (int i = 1; i <= creativeCount; i++) {
            json.append(i == 1 ? "" : ", ").append(creative(id * 100 + i, name));
        }
        return json.append("]}").toString();
    }

    public static String creative(final long id, final String text) {
        return "{\"id\": " + id + ", \"type\": \"banner\", \"w\": 300, \"h\": 250, \"domain\": [\"shop.example\"],"
                + " \"markup\": \"<a href=\\\"${CLICK_URL}\\\">" + text + "</a>\"}";
    }

    public static byte[] bytes(final String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** Lays a creative out for tests: its own bytes and nothing of the campaign's. */
    public static byte[] encode(final Campaign campaign, final Creative creative) {
        return (creative.id() + " " + ((CreativeContent.Banner) creative.content()).markup())
                .getBytes(StandardCharsets.UTF_8);
    }
}
