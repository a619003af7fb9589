package io.hayate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a real bidder starts from what is rendered, is found ready, bids for the samples, and ends in time. */
@Tag("jdk25")
class FirstBidTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REQUEST_IN_NOTES = Pattern.compile("-d '(\\{.*})'");
    private static final String VALUES = """
            campaigns: {samples: true}
            config: {maxCampaigns: 1000, maxCreatives: 1000, trackerUrl: https://t.example, noticeUrl: http://n.example}
            persistence: {size: 300Mi}
            resources: {requests: {cpu: 1500m}}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldBidFromAFirstInstall() throws Exception {
        final Manifest manifest = HayateChart.render(VALUES);
        try (PodProcess pod = PodProcess.start(manifest, folder)) {
            final Container bidder = manifest.pod().getContainers().get(0);
            for (final Probe probe :
                    List.of(bidder.getStartupProbe(), bidder.getReadinessProbe(), bidder.getLivenessProbe())) {
                final String path = probe.getHttpGet().getPath();
                assertThat(pod.admin(path).statusCode()).as(path).isEqualTo(200);
            }
            shouldAskForTheToken(manifest, pod);

            final Matcher request = REQUEST_IN_NOTES.matcher(HayateChart.notes(VALUES));
            assertThat(request.find()).isTrue();
            final HttpResponse<String> answer = pod.bid(request.group(1));
            assertThat(answer.statusCode()).isEqualTo(200);
            final JsonNode bid = JSON.readTree(answer.body()).at("/seatbid/0/bid/0");
            assertThat(bid.path("burl").asText()).startsWith("http://n.example/notice/bill");
            assertThat(bid.path("adm").asText()).contains("https://t.example/notice/click");

            shouldBidForEverySample(pod);
            assertThat(pod.terminate(manifest.pod().getTerminationGracePeriodSeconds()))
                    .isZero();
            assertThat(pod.output()).contains("Drained", "Ended").doesNotContain("is not a key");
        }
    }

    private void shouldAskForTheToken(final Manifest manifest, final PodProcess pod) throws Exception {
        assertThat(pod.admin("/config").statusCode()).isEqualTo(401);
        final String token = new String(
                Base64.getDecoder()
                        .decode(manifest.only("Secret").at("/data/admin-token").asText()),
                StandardCharsets.UTF_8);
        final HttpResponse<String> config = pod.admin("/config", "Authorization", "Bearer " + token);
        assertThat(config.statusCode()).isEqualTo(200);
        // Where probes come from is outside the pod; two loops, for 1500m are rounded up.
        assertThat(setting(config, "admin-host")).isEqualTo("0.0.0.0");
        assertThat(setting(config, "loops")).isEqualTo("2");
        assertThat(setting(config, "max-campaigns")).isEqualTo("1000");
        final List<String> live = pod.admin("/campaigns", "Authorization", "Bearer " + token)
                .body()
                .lines()
                .toList();
        assertThat(live).hasSameSizeAs(samples());
    }

    /** In its inventory and in each of its sizes, somebody bids; all are admitted, so it is one of them. */
    private static void shouldBidForEverySample(final PodProcess pod) throws Exception {
        for (final String line : samples()) {
            final JsonNode campaign = JSON.readTree(line);
            final boolean appOnly =
                    campaign.at("/targeting/inventory/include/0").asText().equals("app");
            for (final JsonNode creative : campaign.path("creatives")) {
                final String request = """
                        {"id": "1", "imp": [{"id": "1", "secure": 1, "banner": {"w": %d, "h": %d}}],
                         "%s": {"id": "1"}, "tmax": 250}
                        """.formatted(
                                creative.path("w").asInt(), creative.path("h").asInt(), appOnly ? "app" : "site");
                assertThat(pod.bid(request).statusCode()).as(request).isEqualTo(200);
            }
        }
    }

    /** None of them ends, so that the chart can be installed in any year. */
    @Test
    void shouldNeverEndItsSamples() throws Exception {
        for (final String line : samples()) {
            final JsonNode campaign = JSON.readTree(line);
            assertThat(campaign.path("flight").has("end")).isFalse();
            assertThat(campaign.at("/budget/daily").asDouble()).isBetween(1.0, 100.0);
        }
    }

    private static List<String> samples() {
        return HayateChart.read("files/campaigns.ndjson").lines().toList();
    }

    private static String setting(final HttpResponse<String> config, final String key) throws Exception {
        return JSON.readTree(config.body()).path(key).path("value").asText();
    }
}
