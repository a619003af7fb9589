package io.hayate.bidder.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.hayate.bidder.telemetry.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds docs/openapi.yaml equal to the calls that are served. */
class OpenApiTest {
    /** Calls that other routes of the program add. */
    private static final List<String> ADDED_ELSEWHERE = List.of(
            "GET /campaigns",
            "POST /campaigns",
            "GET /campaigns/{id}",
            "PUT /campaigns/{id}",
            "DELETE /campaigns/{id}",
            "GET /campaigns/{id}/ledger",
            "PUT /bidding");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private static JsonNode document;

    @BeforeAll
    static void readDocument() throws IOException {
        document = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("..", "docs", "openapi.yaml").toFile());
    }

    @Test
    void shouldDescribeExactlyTheCallsThatAreServed() {
        final AdminRouter router = new AdminRouter();
        new OperatorCalls(new Health(List::of), new Metrics(), "{}", "{}").addTo(router);
        final Set<String> served = new HashSet<>(router.routes());
        served.addAll(ADDED_ELSEWHERE);

        assertThat(operations().keySet()).containsExactlyInAnyOrderElementsOf(served);
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
        assertThat(document.at("/security/0/adminToken").isArray()).isTrue();
    }

    @Test
    void shouldBeComplete() {
        final Set<String> ids = new HashSet<>();
        operations().forEach((call, operation) -> {
            assertThat(ids.add(operation.path("operationId").asText())).as(call).isTrue();
            assertThat(operation.path("summary").asText()).as(call).isNotEmpty();
            assertThat(operation.path("responses").size()).as(call).isPositive();
        });
        document.path("paths").properties().forEach(path -> {
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
        final List<String> references = document.findValuesAsText("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(reference).isEqualTo("campaign.schema.json");
            }
        });
    }

    private static Map<String, JsonNode> operations() {
        final Map<String, JsonNode> operations = new LinkedHashMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue());
                    }
                }));
        return operations;
    }

    private static JsonNode resolve(final JsonNode node) {
        final String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
