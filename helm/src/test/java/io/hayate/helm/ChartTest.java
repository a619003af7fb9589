package io.hayate.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That Helm takes the chart, and that Kubernetes' own types take what becomes of it. */
class ChartTest {
    /** The examples, and values that turn on everything else that there is. */
    static Stream<String> valueSets() throws Exception {
        final List<String> sets = new ArrayList<>(List.of(
                "{}",
                "replicas: 0",
                "campaigns: {samples: true}",
                "campaigns: {existingConfigMap: spring, existingConfigMapKey: a.ndjson}",
                "adminToken: {existingSecret: tokens, existingSecretKey: hayate}",
                "{adminToken: {value: 0123456789abcdef}, noticeKeys: {value: '1:MDEyMzQ1Njc4OWFiY2RlZg=='}}",
                "{adminToken: {existingSecret: tokens}, noticeKeys: {value: '1:MDEyMzQ1Njc4OWFiY2RlZg=='}}",
                "noticeKeys: {existingSecret: keys}",
                "persistence: {enabled: false}",
                "persistence: {existingClaim: mine}",
                "persistence: {size: 1.5T, storageClass: fast, accessMode: ReadWriteOncePod}",
                "{resources: {limits: {cpu: 2500m}}, jvmOptions: ['-XX:+UseZGC']}",
                "resources: {requests: null}",
                "shutdown: {preStopSeconds: 0}",
                "config: {bidHost: '::', loops: 4, campaignsForce: true, logLevel: debug, drain: '0', idleTimeout: 150s}",
                "service: {type: LoadBalancer, port: 80, annotations: {cloud.example/lb: 'yes'}}",
                "service: {type: LoadBalancer, loadBalancerSourceRanges: [192.0.2.0/24, '2001:db8::/32']}",
                "serviceAccount: {create: false}",
                "serviceAccount: {name: bidder, annotations: {a.example/b: c}}",
                "{nameOverride: bidder, fullnameOverride: b1}",
                "image: {repository: registry.example:5000/a/hayate, pullSecrets: [one, two], digest: 'sha256:"
                        + "0123456789abcdef".repeat(4) + "'}",
                """
                commonLabels: {team: ads}
                commonAnnotations: {owner: ads, note: "1"}
                podLabels: {tier: front}
                podAnnotations: {note: "2"}
                nodeSelector: {disk: local}
                tolerations: [{key: bidder, operator: Exists, effect: NoSchedule}]
                affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [
                  {matchExpressions: [{key: disk, operator: In, values: [local]}]}]}}}
                priorityClassName: high
                """));
        for (final Path example : HayateChart.examples()) {
            sets.add(Files.readString(example));
        }
        return sets.stream();
    }

    @Test
    void shouldLintStrictly() {
        assertThat(HayateChart.lint().getMessages()).noneMatch(message -> message.matches("(?s).*(ERROR|WARN).*"));
        assertThat(HayateChart.lint().isFailed()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void shouldRenderOnlyWhatKubernetesKnows(final String values) {
        final Manifest manifest = HayateChart.render(values);
        assertThat(manifest.names()).doesNotHaveDuplicates().hasSizeBetween(3, 7);
        for (final ObjectNode object : manifest.objects()) {
            KubernetesModels.parse(object);
            assertThat(object.at("/metadata/namespace").asText()).isEqualTo(HayateChart.NAMESPACE);
        }
        assertThat(RestrictedPolicy.violations(manifest.only("StatefulSet"))).isEmpty();
        assertThat(HayateChart.notes(values))
                .contains(
                        "curl",
                        manifest.only("StatefulSet").at("/metadata/name").asText());
    }

    /** A release by the name in the documentation, where the chart's own names are the shortest. */
    @Test
    void shouldRenderTheExamplesUnderTheNameOfTheChart() throws Exception {
        for (final Path example : HayateChart.examples()) {
            assertThat(HayateChart.renderAs("hayate", Files.readString(example)).names())
                    .contains("StatefulSet/hayate");
        }
    }

    @Test
    void shouldFindWhatKubernetesDoesNotKnow() {
        final ObjectNode misspelt = HayateChart.render().only("StatefulSet");
        misspelt.withObject("/spec/template/spec").put("enableServiceLink", false);
        assertThat(failureOf(misspelt)).contains("enableServiceLink");
        final ObjectNode text = HayateChart.render().only("StatefulSet");
        text.withObject("/spec").put("replicas", "1");
        assertThat(failureOf(text)).contains("replicas");
        final ObjectNode number = HayateChart.render().only("StatefulSet");
        number.withObject("/spec/template/metadata/annotations").put("build", 1);
        assertThat(failureOf(number)).contains("annotations");
    }

    @Test
    void shouldNameTheVersionOfTheProject() {
        assertThat(HayateChart.read("Chart.yaml"))
                .contains("appVersion: " + System.getProperty("project.version") + "\n");
    }

    @Test
    void shouldKeepNamesWithinWhatKubernetesTakes() {
        final String longest = "a-release-name-as-long-as-helm-takes-one-53-character";
        assertThat(longest).hasSize(53);
        for (final String values :
                List.of("{}", "fullnameOverride: " + "f".repeat(63), "nameOverride: " + "n".repeat(63))) {
            final Manifest manifest = HayateChart.renderAs(longest, values, "campaigns: {samples: true}");
            for (final ObjectNode object : manifest.objects()) {
                final String name = object.at("/metadata/name").asText();
                assertThat(name).matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
                object.at("/metadata/labels")
                        .forEach(label ->
                                assertThat(label.asText()).matches("[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?"));
            }
            // A StatefulSet's pods carry its name, a hyphen and ten characters more in a label.
            assertThat(manifest.only("StatefulSet").at("/metadata/name").asText())
                    .hasSizeLessThanOrEqualTo(52);
        }
    }

    @Test
    void shouldNotRenderForAnOlderKubernetes() {
        assertThatThrownBy(() -> HayateChart.renderFor("1.29.9")).hasMessageContaining("requires kubeVersion: >=1.30");
        // As clouds call theirs.
        assertThat(HayateChart.renderFor("v1.30.1-gke.100").has("StatefulSet/shop-hayate"))
                .isTrue();
    }

    private static String failureOf(final ObjectNode object) {
        try {
            KubernetesModels.parse(object);
        } catch (final AssertionError e) {
            return e.getMessage();
        }
        return "";
    }
}
