package io.hayate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.hayate.bidder.ConfigKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the pod is run: ports, probes, its end, its resources, and who finds it. */
class PodTest {
    @TempDir
    private Path folder;

    @Test
    void shouldNameThePortsOfTheBidder() {
        final Container bidder = bidder();
        assertThat(port(bidder, "bids")).isEqualTo(Integer.parseInt(ConfigKey.BID_PORT.defaultText()));
        assertThat(port(bidder, "admin")).isEqualTo(Integer.parseInt(ConfigKey.ADMIN_PORT.defaultText()));
        assertThat(HayateChart.render().configFile()).doesNotContainKeys("bidPort", "adminPort");
    }

    @Test
    void shouldProbeTheAdminPort() {
        final Container bidder = bidder();
        final Map<String, Probe> probes = Map.of(
                "/startupz", bidder.getStartupProbe(),
                "/readyz", bidder.getReadinessProbe(),
                "/livez", bidder.getLivenessProbe());
        probes.forEach((path, probe) -> {
            assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
            assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("admin");
            // One answer, however slow, may not take the time of the next question.
            assertThat(probe.getTimeoutSeconds()).isLessThanOrEqualTo(probe.getPeriodSeconds());
        });
        final Probe startup = bidder.getStartupProbe();
        assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold()).isGreaterThanOrEqualTo(300);
        final Probe liveness = bidder.getLivenessProbe();
        assertThat(liveness.getPeriodSeconds() * liveness.getFailureThreshold()).isGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"10s,5,30,45", "0,0,30,30", "250ms,5,30,36", "1500ms,5,30,37", "2m,5,30,155", "1h,10,60,3670"})
    void shouldGiveMoreTimeToEndThanTheDrainTakes(
            final String drain, final int preStop, final int close, final long grace) {
        final PodSpec pod = HayateChart.render(
                        "{config: {drain: '%s'}, shutdown: {preStopSeconds: %d, closeSeconds: %d}}"
                                .formatted(drain, preStop, close))
                .pod();
        assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(grace);
        final Container bidder = pod.getContainers().get(0);
        if (preStop == 0) {
            assertThat(bidder.getLifecycle()).isNull();
        } else {
            assertThat(bidder.getLifecycle().getPreStop().getSleep().getSeconds())
                    .isEqualTo(preStop);
        }
    }

    @Test
    void shouldDrainAsLongAsTheBidderWouldByItself() {
        assertThat(HayateChart.render().configFile().get("drain")).isEqualTo(ConfigKey.DRAIN.defaultText());
    }

    @Test
    void shouldKeepMemoryAndLeaveCpuFree() {
        final Container bidder = bidder();
        final Map<String, Quantity> requests = bidder.getResources().getRequests();
        final Map<String, Quantity> limits = bidder.getResources().getLimits();
        assertThat(limits.get("memory")).isEqualTo(requests.get("memory"));
        assertThat(requests).containsKey("cpu");
        assertThat(limits).doesNotContainKey("cpu");
    }

    @Test
    void shouldTellTheJvmItsProcessorsUnlessALimitDoes() {
        assertThat(variable(HayateChart.render(), "JDK_JAVA_OPTIONS").getValue())
                .isEqualTo("-XX:ActiveProcessorCount=$(CPU_REQUEST)");
        final Manifest more = HayateChart.render("jvmOptions: ['-Xmx600m', '-XX:+UseZGC']");
        assertThat(variable(more, "JDK_JAVA_OPTIONS").getValue())
                .isEqualTo("-XX:ActiveProcessorCount=$(CPU_REQUEST) -Xmx600m -XX:+UseZGC");
        final List<String> names =
                bidder(more).getEnv().stream().map(EnvVar::getName).toList();
        // Kubernetes expands only what was defined before.
        assertThat(names.indexOf("CPU_REQUEST")).isBetween(0, names.indexOf("JDK_JAVA_OPTIONS") - 1);
        assertThat(bidder(HayateChart.render("resources: {limits: {cpu: 2}}")).getEnv())
                .extracting(EnvVar::getName)
                .doesNotContain("CPU_REQUEST", "JDK_JAVA_OPTIONS");
    }

    @Test
    void shouldWriteOnlyToItsVolumes() {
        final PodSpec pod = HayateChart.render("campaigns: {samples: true}").pod();
        pod.getContainers().get(0).getVolumeMounts().forEach(mount -> {
            final boolean written = List.of("/var/lib/hayate", "/tmp").contains(mount.getMountPath());
            assertThat(Boolean.TRUE.equals(mount.getReadOnly()))
                    .as(mount.getMountPath())
                    .isEqualTo(!written);
        });
        assertThat(pod.getVolumes().get(0).getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("64Mi"));
        assertThat(variable(HayateChart.render(), "HAYATE_DATA_DIR").getValue()).isEqualTo("/var/lib/hayate");
    }

    @Test
    void shouldServeBidsAndAdministrationApart() {
        final Manifest manifest = HayateChart.render("service: {type: LoadBalancer, port: 80}");
        final ObjectNode bids = manifest.object("Service/shop-hayate");
        assertThat(bids.at("/spec/type").asText()).isEqualTo("LoadBalancer");
        assertThat(bids.at("/spec/ports").findValuesAsText("targetPort")).containsExactly("bids");
        assertThat(bids.at("/spec/ports/0/port").asInt()).isEqualTo(80);
        assertThat(bids.at("/spec").has("loadBalancerSourceRanges")).isFalse();
        final ObjectNode admin = manifest.object("Service/shop-hayate-admin");
        assertThat(admin.at("/spec/type").asText()).isEqualTo("ClusterIP");
        assertThat(admin.at("/spec/clusterIP").asText()).isEqualTo("None");
        assertThat(admin.at("/spec/ports").findValuesAsText("targetPort")).containsExactly("admin");
        assertThat(manifest.statefulSet().getSpec().getServiceName()).isEqualTo("shop-hayate-admin");
    }

    @Test
    void shouldLetOnlyTheGivenAddressesToTheBidPort() {
        final Manifest manifest = HayateChart.render(
                "service: {type: LoadBalancer, loadBalancerSourceRanges: [192.0.2.0/24, '2001:db8::/32']}");
        assertThat(manifest.object("Service/shop-hayate").at("/spec/loadBalancerSourceRanges"))
                .extracting(JsonNode::asText)
                .containsExactly("192.0.2.0/24", "2001:db8::/32");
        assertThat(manifest.object("Service/shop-hayate-admin").at("/spec").has("loadBalancerSourceRanges"))
                .isFalse();
    }

    @Test
    void shouldSelectItsPodsWhateverLabelsAreAdded() {
        final Manifest manifest = HayateChart.render("""
                commonLabels: {app.kubernetes.io/name: other, team: ads}
                podLabels: {app.kubernetes.io/instance: other, team: other, tier: front}
                """);
        final StatefulSetSpec set = manifest.statefulSet().getSpec();
        final Map<String, String> labels = set.getTemplate().getMetadata().getLabels();
        assertThat(labels)
                .containsAllEntriesOf(set.getSelector().getMatchLabels())
                .containsEntry("team", "ads")
                .containsEntry("tier", "front");
        for (final String service : List.of("Service/shop-hayate", "Service/shop-hayate-admin")) {
            final JsonNode selector = manifest.object(service).at("/spec/selector");
            assertThat(selector.size()).isEqualTo(3);
            selector.properties()
                    .forEach(entry -> assertThat(labels)
                            .containsEntry(entry.getKey(), entry.getValue().asText()));
        }
    }

    /** What Kubernetes does not let change on an installed StatefulSet may not follow from versions or extra labels. */
    @Test
    void shouldKeepWhatCannotBeChangedAcrossVersions() throws Exception {
        final Path later = folder.resolve("hayate");
        copyTo(later);
        Files.writeString(
                later.resolve("Chart.yaml"),
                HayateChart.read("Chart.yaml")
                        .replaceAll("(?m)^version: .*", "version: 9.9.9")
                        .replaceAll("(?m)^appVersion: .*", "appVersion: 9.9.8"));
        final Manifest now = HayateChart.render();
        final Manifest then = HayateChart.render(later, HayateChart.RELEASE, "commonLabels: {team: ads}");
        assertThat(then.text()).contains("9.9.9", "hayate:9.9.8");
        for (final String fixed : List.of(
                "selector", "serviceName", "podManagementPolicy", "volumeClaimTemplates", "revisionHistoryLimit")) {
            assertThat(then.only("StatefulSet").at("/spec/" + fixed))
                    .as(fixed)
                    .isEqualTo(now.only("StatefulSet").at("/spec/" + fixed));
        }
        final Path chartOnly = folder.resolve("chart-only");
        copyTo(chartOnly);
        Files.writeString(
                chartOnly.resolve("Chart.yaml"),
                HayateChart.read("Chart.yaml").replaceAll("(?m)^version: .*", "version: 9.9.9"));
        assertThat(HayateChart.render(chartOnly, HayateChart.RELEASE)
                        .only("StatefulSet")
                        .at("/spec"))
                .as("a new version of the chart alone makes no new pod")
                .isEqualTo(now.only("StatefulSet").at("/spec"));
    }

    @Test
    void shouldMakeANewPodWhenWhatItReadsChanges() {
        final Map<String, String> annotations = HayateChart.render().podAnnotations();
        assertThat(HayateChart.render("service: {port: 80}").podAnnotations()).isEqualTo(annotations);
        assertThat(HayateChart.render("config: {logLevel: debug}")
                        .podAnnotations()
                        .get("checksum/config"))
                .isNotEqualTo(annotations.get("checksum/config"));
        assertThat(HayateChart.render("campaigns: {samples: true}").podAnnotations())
                .containsKey("checksum/campaigns");
    }

    private static void copyTo(final Path target) throws IOException {
        try (var files = Files.walk(HayateChart.FOLDER)) {
            for (final Path file : files.toList()) {
                Files.copy(
                        file, target.resolve(HayateChart.FOLDER.relativize(file).toString()));
            }
        }
    }

    private static Container bidder() {
        return bidder(HayateChart.render());
    }

    private static Container bidder(final Manifest manifest) {
        assertThat(manifest.pod().getContainers()).hasSize(1);
        return manifest.pod().getContainers().get(0);
    }

    private static EnvVar variable(final Manifest manifest, final String name) {
        return bidder(manifest).getEnv().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int port(final Container container, final String name) {
        return container.getPorts().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getContainerPort();
    }
}
