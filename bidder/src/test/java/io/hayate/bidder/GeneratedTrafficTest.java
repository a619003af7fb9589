package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.campaigns.CampaignGenerator;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The harness' traffic, sent to the whole bidder; every bid is held against its request by other code than ours. */
@Tag("jdk25")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GeneratedTrafficTest {
    /** {@code -Dhayate.property-rounds=10} makes it the long form. */
    private static final int REQUESTS = 10_000 * Integer.getInteger("hayate.property-rounds", 1);

    private static final double LEAST_BID_SHARE = 0.4;

    @TempDir
    static Path folder;

    private static LaunchedBidder bidder;

    @BeforeAll
    static void launch() throws Exception {
        bidder = LaunchedBidder.launch(folder, "--campaigns", "samples/campaigns.ndjson");
    }

    @AfterAll
    static void close() throws IOException {
        bidder.close();
    }

    @Test
    @Order(1)
    void shouldKeepEveryRuleWithTheSampleCampaigns() throws Exception {
        shouldKeepEveryRule("200 sample campaigns", new RequestGenerator(1));
    }

    @Test
    @Order(2)
    void shouldKeepEveryRuleWithTwoThousandMore() throws Exception {
        bidder.apply(generated(2_000));

        shouldKeepEveryRule("2,000 generated campaigns more", new RequestGenerator(2));
    }

    @Test
    @Order(3)
    void shouldKeepEveryRuleOfEveryFormat() throws Exception {
        shouldKeepEveryRule("every format, rare rules often", new RequestGenerator(3, TrafficMix.ALL));
    }

    private static void shouldKeepEveryRule(final String campaigns, final RequestGenerator generator) throws Exception {
        final TrafficRun run = TrafficRun.send(bidder.bidPort(), REQUESTS, generator::request);

        System.out.println("Generated traffic, " + campaigns + ": " + run);
        assertThat(run.complaints()).isEmpty();
        assertThat(run.answered()).isEqualTo(REQUESTS);
        assertThat(run.bidShare()).isGreaterThanOrEqualTo(LEAST_BID_SHARE);
        assertThat(run.compressed()).isPositive();
    }

    private static String generated(final int count) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CampaignGenerator(GeneratorOptions.of(GeneratorOptions.Profile.MIXED, count, 7)).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
