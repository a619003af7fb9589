package io.hayate.bidder.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.OpenApiDocument;
import io.hayate.bidder.audience.UserEndpoints;
import io.hayate.bidder.campaigns.admit.AdvertiserEndpoints;
import io.hayate.bidder.campaigns.admit.BiddingEndpoints;
import io.hayate.bidder.campaigns.admit.CampaignEndpoints;
import io.hayate.bidder.explain.ExplainEndpoints;
import io.hayate.bidder.ledger.LedgerEndpoints;
import io.hayate.bidder.ledger.report.ReportEndpoints;
import io.hayate.bidder.telemetry.Metrics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/openapi.yaml equal to the calls that are served. */
class OpenApiTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private static final JsonNode DOCUMENT = OpenApiDocument.read().root();

    @Test
    void shouldDescribeExactlyTheCallsThatAreServed() {
        final AdminRouter router = new AdminRouter();
        new OperatorEndpoints(new Health(List::of), new Metrics(), "{}", "{}").addTo(router);
        // Nothing is called.
        new CampaignEndpoints(null).addTo(router);
        new AdvertiserEndpoints(null).addTo(router);
        new BiddingEndpoints(null, null).addTo(router);
        new UserEndpoints(null, null).addTo(router);
        new LedgerEndpoints(null, null).addTo(router);
        new ReportEndpoints(null).addTo(router);
        new ExplainEndpoints(null, null, null, null, List.of()).addTo(router);

        assertThat(operations().keySet()).containsExactlyInAnyOrderElementsOf(router.routes());
    }

    @Test
    void shouldLeaveOpenWhatTheServerLeavesOpen() {
        final Set<String> open = new HashSet<>();
        operations().forEach((call, operation) -> {
            if (operation.path("security").isArray()
                    && operation.path("security").isEmpty()) {
                open.add(call.substring(call.indexOf('/')));
            } else {
                assertThat(operation.at("/responses/401").isMissingNode())
                        .as(call)
                        .isFalse();
            }
        });

        assertThat(open).isEqualTo(AdminAccess.OPEN_PATHS);
        assertThat(DOCUMENT.at("/security/0/adminToken").isArray()).isTrue();
    }

    @Test
    void shouldBeComplete() {
        final Set<String> ids = new HashSet<>();
        operations().forEach((call, operation) -> {
            assertThat(ids.add(operation.path("operationId").asText())).as(call).isTrue();
            assertThat(operation.path("summary").asText()).as(call).isNotEmpty();
            assertThat(operation.path("responses").size()).as(call).isPositive();
        });
        DOCUMENT.path("paths").properties().forEach(path -> {
            final Set<String> declared = new HashSet<>();
            path.getValue()
                    .path("parameters")
                    .forEach(parameter ->
                            declared.add(resolve(parameter).path("name").asText()));
            final Matcher inPattern = PARAMETER.matcher(path.getKey());
            while (inPattern.find()) {
                assertThat(declared).contains(inPattern.group(1));
            }
        });
    }

    @Test
    void shouldReferToWhatIsThere() {
        final List<String> references = DOCUMENT.findValuesAsText("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(reference).isIn("campaign.schema.json", "advertiser.schema.json");
            }
        });
    }

    private static Map<String, JsonNode> operations() {
        return OpenApiDocument.read().operations();
    }

    private static JsonNode resolve(final JsonNode node) {
        final String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
    }
}
