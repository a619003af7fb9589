package io.hayate.bidder.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whatever stands as consent: four lines with the texts of TCF, GPP, US Privacy and the list of GPP's sections. */
public final class ConsentStringTarget {
    private static final int LINES = 4;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FuzzedBidder BIDDER = new FuzzedBidder();

    private ConsentStringTarget() {}

    public static void fuzzerTestOneInput(final byte[] consent) throws IOException {
        final String[] lines = new String(consent, StandardCharsets.UTF_8).split("\n", LINES);
        final ObjectNode request = (ObjectNode) JSON.readTree("""
                {"id": "r", "imp": [{"id": "1", "banner": {"w": 300, "h": 250}}],
                 "user": {"id": "u", "buyeruid": "b", "data": [{"segment": [{"id": "existing-customer"}]}]}}""");
        final ObjectNode regs = request.putObject("regs");
        put((ObjectNode) request.path("user"), "consent", lines, 0);
        put(regs, "gpp", lines, 1);
        put(regs, "us_privacy", lines, 2);
        put(regs, "gpp_sid", lines, 3);
        for (int gdpr = 0; gdpr <= 1; gdpr++) {
            regs.put("gdpr", gdpr);
            BIDDER.assertAnswersRightly(JSON.writeValueAsBytes(request));
        }
    }

    private static void put(final ObjectNode object, final String key, final String[] lines, final int line) {
        if (line < lines.length && !lines[line].isEmpty()) {
            object.put(key, lines[line]);
        }
    }
}
