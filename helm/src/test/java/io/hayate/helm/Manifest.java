package io.hayate.helm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The objects that a chart was rendered to. Owned by the test's thread. */
final class Manifest {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final String text;
    private final List<ObjectNode> objects;

    private Manifest(final String text, final List<ObjectNode> objects) {
        this.text = text;
        this.objects = objects;
    }

    static Manifest parse(final String text) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            return new Manifest(
                    text,
                    documents.readAll().stream()
                            .filter(ObjectNode.class::isInstance)
                            .map(ObjectNode.class::cast)
                            .toList());
        } catch (final IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** As it was rendered, comments included. */
    String text() {
        return text;
    }

    List<ObjectNode> objects() {
        return objects;
    }

    /** Such as {@code Service/shop-hayate}. */
    List<String> names() {
        return objects.stream()
                .map(each -> each.path("kind").asText() + "/"
                        + each.at("/metadata/name").asText())
                .toList();
    }

    boolean has(final String kindAndName) {
        return names().contains(kindAndName);
    }

    ObjectNode object(final String kindAndName) {
        final int index = names().indexOf(kindAndName);
        if (index < 0) {
            throw new AssertionError("no " + kindAndName + " among " + names());
        }
        return objects.get(index);
    }

    /** The only one of its kind. */
    ObjectNode only(final String kind) {
        final List<ObjectNode> found = objects.stream()
                .filter(each -> each.path("kind").asText().equals(kind))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of kind " + kind + " among " + names());
        }
        return found.get(0);
    }

    StatefulSet statefulSet() {
        return KubernetesModels.parse(only("StatefulSet"), StatefulSet.class);
    }

    PodSpec pod() {
        return statefulSet().getSpec().getTemplate().getSpec();
    }

    Map<String, String> podAnnotations() {
        return statefulSet().getSpec().getTemplate().getMetadata().getAnnotations();
    }

    /** The bidder's keys as its file has them. */
    Map<String, String> configFile() {
        final String file = object(
                        "ConfigMap/" + only("StatefulSet").at("/metadata/name").asText() + "-config")
                .at("/data/bidder.yaml")
                .asText();
        try {
            return YAML.readTree(file).properties().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().textValue()));
        } catch (final IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
