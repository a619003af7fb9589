package io.hayate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the pod keeps the restricted profile, and that the check would notice if it did not. */
class RestrictedPolicyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POD = "/spec/template/spec";

    private static ObjectNode rendered;

    @BeforeAll
    static void render() {
        rendered = HayateChart.render().only("StatefulSet");
    }

    @Test
    void shouldKeepTheRestrictedProfile() {
        assertThat(RestrictedPolicy.violations(rendered)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/automountServiceAccountToken",
                "/enableServiceLinks",
                "/serviceAccountName",
                "/securityContext",
                "/securityContext/runAsNonRoot",
                "/securityContext/runAsUser",
                "/securityContext/runAsGroup",
                "/securityContext/fsGroup",
                "/securityContext/fsGroupChangePolicy",
                "/securityContext/seccompProfile",
                "/securityContext/seccompProfile/type",
                "/containers/0/securityContext",
                "/containers/0/securityContext/runAsNonRoot",
                "/containers/0/securityContext/runAsUser",
                "/containers/0/securityContext/runAsGroup",
                "/containers/0/securityContext/allowPrivilegeEscalation",
                "/containers/0/securityContext/readOnlyRootFilesystem",
                "/containers/0/securityContext/capabilities",
                "/containers/0/securityContext/capabilities/drop",
                "/containers/0/securityContext/seccompProfile",
                "/containers"
            })
    void shouldNoticeADroppedField(final String field) {
        final ObjectNode changed = rendered.deepCopy();
        final JsonPointer pointer = JsonPointer.compile(POD + field);
        final ObjectNode parent = (ObjectNode) changed.at(pointer.head());
        assertThat(parent.remove(pointer.last().getMatchingProperty()))
                .as("was there")
                .isNotNull();
        assertThat(RestrictedPolicy.violations(changed)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /hostNetwork                                            | true
                    /hostPID                                                | true
                    /hostIPC                                                | true
                    /automountServiceAccountToken                           | true
                    /enableServiceLinks                                     | true
                    /securityContext/runAsUser                              | 0
                    /securityContext/sysctls                                | [{"name": "a", "value": "b"}]
                    /containers/0/securityContext/runAsUser                 | 0
                    /containers/0/securityContext/runAsNonRoot              | false
                    /containers/0/securityContext/privileged                | true
                    /containers/0/securityContext/allowPrivilegeEscalation  | true
                    /containers/0/securityContext/readOnlyRootFilesystem    | false
                    /containers/0/securityContext/capabilities/add          | ["NET_ADMIN"]
                    /containers/0/securityContext/capabilities/drop         | ["KILL"]
                    /containers/0/securityContext/seccompProfile            | {"type": "Unconfined"}
                    /containers/0/securityContext/procMount                 | "Unmasked"
                    /containers/0/securityContext/seLinuxOptions            | {"user": "root"}
                    /volumes                                                | [{"name": "host", "hostPath": {"path": "/"}}]
                    /initContainers                                         | [{"name": "bare"}]
                    """)
    void shouldNoticeAWrongValue(final String field, final String value) throws Exception {
        final ObjectNode changed = rendered.deepCopy();
        final JsonPointer pointer = JsonPointer.compile(POD + field);
        final JsonNode wrong = JSON.readTree(value);
        ((ObjectNode) changed.at(pointer.head())).set(pointer.last().getMatchingProperty(), wrong);
        assertThat(RestrictedPolicy.violations(changed)).isNotEmpty();
    }

    @Test
    void shouldNoticeAHostPort() {
        final ObjectNode changed = rendered.deepCopy();
        final ArrayNode ports = (ArrayNode) changed.at(POD + "/containers/0/ports");
        ((ObjectNode) ports.get(0)).put("hostPort", 8080);
        assertThat(RestrictedPolicy.violations(changed)).containsExactly("bidder: hostPort must be left out");
    }
}
