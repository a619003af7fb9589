package io.hayate.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An API server that keeps what it is given and runs nothing: where Helm installs to, and where templates look things up.
 * Helm finds it by the file that KUBECONFIG names, which the build sets for tests.
 *
 * <p>One for all tests, until their JVM ends; who installs something takes a namespace of its own.
 */
final class FakeCluster {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger EVERY_REQUEST = Logger.getLogger(MockWebServer.class.getName());
    private static final FakeCluster RUNNING = start();

    private final KubernetesMockServer server;
    private final NamespacedKubernetesClient client;

    private FakeCluster(final KubernetesMockServer server) {
        this.server = server;
        this.client = server.createClient();
    }

    /** Started when it is asked for first. */
    static FakeCluster running() {
        return RUNNING;
    }

    private static FakeCluster start() {
        EVERY_REQUEST.setLevel(Level.WARNING);
        final Map<ServerRequest, Queue<ServerResponse>> answers = new HashMap<>();
        final KubernetesMockServer server = new KubernetesMockServer(
                new Context(),
                new MockWebServer(),
                answers,
                new AsHelmExpects(new KubernetesMixedDispatcher(answers)),
                false);
        server.init();
        final FakeCluster cluster = new FakeCluster(server);
        cluster.answerDiscovery();
        cluster.writeKubeConfig();
        return cluster;
    }

    /** To look at what is there. */
    KubernetesClient client() {
        return client;
    }

    /** The kinds that the chart makes. */
    private void answerDiscovery() {
        answer(
                "/version",
                JSON.createObjectNode()
                        .put("major", "1")
                        .put("minor", "30")
                        .put("gitVersion", "v" + HayateChart.KUBERNETES));
        final ObjectNode versions = JSON.createObjectNode().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        answer("/api", versions);
        final ObjectNode groups =
                JSON.createObjectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        final ObjectNode apps = groups.putArray("groups").addObject().put("name", "apps");
        final ObjectNode version =
                JSON.createObjectNode().put("groupVersion", "apps/v1").put("version", "v1");
        apps.putArray("versions").add(version);
        apps.set("preferredVersion", version);
        answer("/apis", groups);
        answer("/api/v1", resources("v1", "Secret", "ConfigMap", "Service", "ServiceAccount"));
        answer("/apis/apps/v1", resources("apps/v1", "StatefulSet"));
    }

    private static ObjectNode resources(final String groupVersion, final String... kinds) {
        final ObjectNode list = JSON.createObjectNode()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", groupVersion);
        for (final String kind : kinds) {
            final String singular = kind.toLowerCase(Locale.ROOT);
            final ObjectNode resource = list.withArray("resources")
                    .addObject()
                    .put("name", singular + "s")
                    .put("singularName", singular)
                    .put("namespaced", true)
                    .put("kind", kind);
            List.of("create", "delete", "get", "list", "patch", "update", "watch")
                    .forEach(resource.withArray("verbs")::add);
        }
        return list;
    }

    private void answer(final String path, final JsonNode body) {
        server.expect().get().withPath(path).andReturn(200, body).always();
        server.expect()
                .get()
                .withPath(path + "?timeout=32s")
                .andReturn(200, body)
                .always();
    }

    private void writeKubeConfig() {
        final String config = """
                apiVersion: v1
                kind: Config
                current-context: fake
                contexts: [{name: fake, context: {cluster: fake, user: nobody}}]
                users: [{name: nobody, user: {}}]
                clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                """.formatted(server.getPort());
        try {
            Files.writeString(
                    Path.of(Objects.requireNonNull(System.getenv("KUBECONFIG"), "KUBECONFIG, from helm/pom.xml")),
                    config);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Between Helm and a server that lacks two things: answers say that they are JSON, for Helm asks for protobuf first;
     * and Kubernetes' own kind of patch is read as a plain merge, which is the same as long as no list changes.
     */
    private static final class AsHelmExpects extends Dispatcher {
        private final Dispatcher server;

        AsHelmExpects(final Dispatcher server) {
            this.server = server;
        }

        @Override
        public MockResponse dispatch(final RecordedRequest request) {
            final RecordedRequest understood = request.method() == HttpMethod.PATCH
                    ? new RecordedRequest(
                            request.getHttpVersion(),
                            request.method(),
                            request.getPath(),
                            Headers.builder()
                                    .add("Content-Type", "application/merge-patch+json")
                                    .build(),
                            request.getBody())
                    : request;
            return server.dispatch(understood).setHeader("Content-Type", "application/json");
        }
    }
}
