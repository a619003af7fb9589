package io.hayate.bidder.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.iab.gpp.encoder.GppModel;
import com.iabtcf.decoder.TCString;
import io.hayate.loadtest.traffic.RequestGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The harness' consent strings are such as the IAB's decoders read, and so do we. */
class GeneratedConsentTest {
    private static final int REQUESTS = 5_000;

    @Test
    void shouldBeReadable() throws IOException {
        final ObjectMapper json = new ObjectMapper();
        final RequestGenerator generator = new RequestGenerator(1);
        final List<String> tcStrings = new ArrayList<>();
        final List<String> gppStrings = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            final JsonNode request = json.readTree(generator.request(i));
            request.findValuesAsText("consent").stream()
                    .filter(each -> !each.isEmpty())
                    .forEach(tcStrings::add);
            gppStrings.addAll(request.findValuesAsText("gpp"));
        }
        assertThat(tcStrings).hasSizeGreaterThan(REQUESTS / 10);
        assertThat(gppStrings).hasSizeGreaterThan(REQUESTS / 100);
        final TcfString tcf = new TcfString();
        int granted = 0;
        for (final String text : tcStrings) {
            final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            final TCString decoded = TCString.decode(text);
            assertThat(decoded.isServiceSpecific()).isTrue();
            assertThat(tcf.wrap(bytes, 0, bytes.length, 28)).as(text).isTrue();
            assertThat(tcf.vendorConsent()).isEqualTo(decoded.getVendorConsent().contains(28));
            granted += tcf.vendorConsent() ? 1 : 0;
        }
        assertThat(granted).isBetween(tcStrings.size() / 4, tcStrings.size() - 1);
        final GppString gpp = new GppString();
        for (final String text : gppStrings) {
            final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(gpp.wrap(bytes, 0, bytes.length)).as(text).isTrue();
            final PrivacyVerdict verdict = new PrivacyVerdict();
            gpp.restrictByAll(verdict);
            assertThat(verdict.isRestrictedBy(PrivacyRestriction.GPP_UNREADABLE)).isFalse();
            final GppModel model = new GppModel(text);
            assertThat(model.getSectionIds()).isNotEmpty();
        }
    }
}
