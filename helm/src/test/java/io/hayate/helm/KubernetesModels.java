package io.hayate.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads objects as the API server's types, strictly: a wrong type or an unknown field is an error. Immutable; shared. */
final class KubernetesModels {
    /** By API version and kind; an object of another kind is none that this chart should make. */
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Secret", Secret.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/StatefulSet", StatefulSet.class);

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private KubernetesModels() {}

    static HasMetadata parse(final JsonNode object) {
        final String kind =
                object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        final Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            throw new AssertionError("no model is known for " + kind);
        }
        return parse(object, type);
    }

    static <T extends HasMetadata> T parse(final JsonNode object, final Class<T> type) {
        try {
            final T model = STRICT.treeToValue(object, type);
            final List<String> unknown = new ArrayList<>();
            findUnknown(model, type.getSimpleName(), unknown);
            if (!unknown.isEmpty()) {
                throw new AssertionError("unknown fields: " + unknown);
            }
            return model;
        } catch (final JsonProcessingException e) {
            final String where = e instanceof JsonMappingException mapping ? mapping.getPathReference() : "";
            throw new AssertionError(
                    object.path("kind").asText() + " "
                            + object.at("/metadata/name").asText() + ": " + e.getOriginalMessage() + " " + where,
                    e);
        }
    }

    /** The models keep what they do not know in maps of additional properties, all the way down. */
    private static void findUnknown(final Object model, final String path, final List<String> unknown) {
        if (model instanceof Collection<?> items) {
            items.forEach(item -> findUnknown(item, path + "[]", unknown));
        } else if (model instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> findUnknown(value, path + "." + key, unknown));
        } else if (model instanceof KubernetesResource) {
            for (final Method getter : model.getClass().getMethods()) {
                if (getter.getName().startsWith("get") && getter.getParameterCount() == 0) {
                    findUnknownIn(model, getter, path, unknown);
                }
            }
        }
    }

    private static void findUnknownIn(
            final Object model, final Method getter, final String path, final List<String> unknown) {
        final Object value;
        try {
            value = getter.invoke(model);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(getter.toString(), e);
        }
        if (getter.getName().equals("getAdditionalProperties")) {
            ((Map<?, ?>) value).keySet().forEach(key -> unknown.add(path + "." + key));
        } else if (value != null) {
            findUnknown(value, path + "." + getter.getName().substring(3), unknown);
        }
    }
}
