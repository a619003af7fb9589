package io.hayate.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Kubernetes' Pod Security Standard "restricted" asks of a pod, and what Hayate asks beyond it, each on every
 * container: defaults are not relied upon. Immutable; shared.
 */
final class RestrictedPolicy {
    private static final int LOWEST_UID = 10_000;
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private final List<String> violations = new ArrayList<>();

    private RestrictedPolicy() {}

    /** @param workload with a pod template */
    static List<String> violations(final ObjectNode workload) {
        final RestrictedPolicy policy = new RestrictedPolicy();
        policy.checkPod(workload.at("/spec/template/spec"));
        return policy.violations;
    }

    private void checkPod(final JsonNode pod) {
        for (final String shared : List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace")) {
            require(!pod.path(shared).asBoolean(), shared + " must not be true");
        }
        require(isFalse(pod.path("automountServiceAccountToken")), "automountServiceAccountToken must be false");
        require(isFalse(pod.path("enableServiceLinks")), "enableServiceLinks must be false");
        require(pod.hasNonNull("serviceAccountName"), "serviceAccountName must be given");
        final JsonNode context = pod.path("securityContext");
        checkIdentity(context, "the pod");
        require(context.path("fsGroup").asInt() > LOWEST_UID, "the pod: fsGroup must be above " + LOWEST_UID);
        require(
                context.path("fsGroupChangePolicy").asText().equals("OnRootMismatch"),
                "the pod: fsGroupChangePolicy must be OnRootMismatch, else each start walks the volume");
        require(context.path("sysctls").isEmpty(), "the pod: no sysctls");
        for (final JsonNode volume : pod.path("volumes")) {
            volume.fieldNames()
                    .forEachRemaining(field -> require(
                            field.equals("name") || VOLUMES.contains(field),
                            "volumes of the kind " + field + " are not allowed"));
        }
        require(!pod.path("containers").isEmpty(), "no container was found");
        for (final String containers : List.of("initContainers", "containers", "ephemeralContainers")) {
            pod.path(containers).forEach(this::checkContainer);
        }
    }

    private void checkContainer(final JsonNode container) {
        final String name = container.path("name").asText();
        final JsonNode context = container.path("securityContext");
        checkIdentity(context, name);
        require(!context.path("privileged").asBoolean(), name + ": privileged must not be true");
        require(isFalse(context.path("allowPrivilegeEscalation")), name + ": allowPrivilegeEscalation must be false");
        require(context.path("readOnlyRootFilesystem").asBoolean(), name + ": readOnlyRootFilesystem must be true");
        final List<String> drop = new ArrayList<>();
        context.at("/capabilities/drop").forEach(each -> drop.add(each.asText()));
        require(drop.contains("ALL"), name + ": capabilities.drop must have ALL");
        require(context.at("/capabilities/add").isEmpty(), name + ": no capability may be added");
        require(!context.has("procMount"), name + ": procMount must be left out");
        container.path("ports").forEach(port -> require(!port.has("hostPort"), name + ": hostPort must be left out"));
    }

    private void checkIdentity(final JsonNode context, final String owner) {
        require(context.path("runAsNonRoot").asBoolean(), owner + ": runAsNonRoot must be true");
        require(context.path("runAsUser").asInt() > LOWEST_UID, owner + ": runAsUser must be above " + LOWEST_UID);
        require(context.path("runAsGroup").asInt() > LOWEST_UID, owner + ": runAsGroup must be above " + LOWEST_UID);
        require(
                context.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
                owner + ": seccompProfile.type must be RuntimeDefault");
        require(!context.has("seLinuxOptions"), owner + ": seLinuxOptions must be left out");
        require(!context.has("appArmorProfile"), owner + ": appArmorProfile must be left out");
    }

    private void require(final boolean holds, final String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }

    private static boolean isFalse(final JsonNode node) {
        return node.isBoolean() && !node.booleanValue();
    }
}
