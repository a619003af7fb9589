package io.hayate.bidder.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.privacy.GppString;
import io.hayate.bidder.privacy.PrivacyRestriction;
import io.hayate.bidder.privacy.PrivacyVerdict;
import io.hayate.bidder.privacy.TcfString;
import io.hayate.bidder.privacy.UsPrivacyString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whatever stands as consent: four lines with the texts of TCF, GPP, US Privacy and the list of GPP's sections. Each line
 * goes to each reader, and all together into a request.
 */
public final class ConsentStringTarget {
    private static final int LINES = 4;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FuzzedBidder BIDDER = new FuzzedBidder();
    private static final int MARGIN = 16;
    private static final byte[] AROUND = {'"', 'A', '~', '.'};
    private static final List<Object> NOTHING_GRANTED = List.of(false, false, false, false, 0, 0);
    private static final TcfString TCF = new TcfString();
    private static final GppString GPP = new GppString();
    private static final PrivacyRestriction[] ROWS = PrivacyRestriction.values();
    private static final PrivacyVerdict VERDICT = new PrivacyVerdict();

    private ConsentStringTarget() {}

    public static void fuzzerTestOneInput(final byte[] consent) throws IOException {
        assertReadAlikeAnywhere(consent);
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

    /** The readers see the text's bytes and no others: what stands around it in a request changes nothing. */
    private static void assertReadAlikeAnywhere(final byte[] consent) {
        int from = 0;
        int lines = 0;
        for (int to = 0; to <= consent.length && lines < LINES; to++) {
            if (to == consent.length || consent[to] == '\n') {
                final byte[] text = Arrays.copyOfRange(consent, from, to);
                final List<Object> alone = reading(text, 0, text.length);
                for (final byte around : AROUND) {
                    final byte[] body = new byte[text.length + 2 * MARGIN];
                    Arrays.fill(body, around);
                    System.arraycopy(text, 0, body, MARGIN, text.length);
                    final List<Object> inside = reading(body, MARGIN, text.length);
                    if (!inside.equals(alone)) {
                        assertThat(inside).isEqualTo(alone);
                    }
                }
                from = to + 1;
                lines++;
            }
        }
    }

    private static List<Object> reading(final byte[] body, final int offset, final int lengthBytes) {
        final List<Object> reading = new ArrayList<>();
        reading.add(TCF.wrap(body, offset, lengthBytes, FuzzedBidder.VENDOR_ID));
        reading.add(TCF.specialFeature1());
        reading.add(TCF.vendorConsent());
        reading.add(TCF.vendorLegitimateInterest());
        reading.add(TCF.purposesConsent());
        reading.add(TCF.purposesLegitimateInterest());
        if (reading.get(0).equals(true)) {
            reading.add(List.of(TCF.forbidden(), TCF.consentRequired(), TCF.legitimateInterestRequired()));
        } else if (!reading.equals(NOTHING_GRANTED)) {
            assertThat(reading).isEqualTo(NOTHING_GRANTED);
        }
        VERDICT.reset();
        reading.add(GPP.wrap(body, offset, lengthBytes));
        GPP.restrictByAll(VERDICT);
        GPP.restrictByListed(VERDICT, GPP.sections());
        reading.add(GPP.sections());
        reading.add(restrictions());
        VERDICT.reset();
        UsPrivacyString.restrict(VERDICT, body, offset, lengthBytes);
        reading.add(restrictions());
        return reading;
    }

    private static List<PrivacyRestriction> restrictions() {
        final List<PrivacyRestriction> restrictions = new ArrayList<>();
        for (final PrivacyRestriction row : ROWS) {
            if (VERDICT.isRestrictedBy(row)) {
                restrictions.add(row);
            }
        }
        return restrictions;
    }

    private static void put(final ObjectNode object, final String key, final String[] lines, final int line) {
        if (line < lines.length && !lines[line].isEmpty()) {
            object.put(key, lines[line]);
        }
    }
}
