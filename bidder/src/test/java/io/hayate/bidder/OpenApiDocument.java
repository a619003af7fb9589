package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** docs/openapi.yaml, read for tests. */
public final class OpenApiDocument {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final OpenApiDocument DOCUMENT = new OpenApiDocument();

    private final JsonNode root;

    private OpenApiDocument() {
        try {
            root = new ObjectMapper(new YAMLFactory())
                    .readTree(Path.of("..", "docs", "openapi.yaml").toFile());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static OpenApiDocument read() {
        return DOCUMENT;
    }

    public JsonNode root() {
        return root;
    }

    /** By method and path, such as {@code GET /campaigns/{id}}. */
    public Map<String, JsonNode> operations() {
        final Map<String, JsonNode> operations = new LinkedHashMap<>();
        root.path("paths")
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

    /** The call must be in the document, and the status among its responses. */
    void assertDescribes(final String method, final String path, final int status) {
        final String call = method + " " + path;
        final JsonNode operation = operations().entrySet().stream()
                .filter(entry -> call.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(call + " is not in docs/openapi.yaml"));
        assertThat(operation.at("/responses/" + status).isMissingNode())
                .as("docs/openapi.yaml: %s does not name status %s", call, status)
                .isFalse();
    }
}
