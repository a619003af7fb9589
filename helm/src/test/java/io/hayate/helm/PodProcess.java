package io.hayate.helm;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.Bidder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node would make of a rendered pod, but for the container: the bidder in a process of its own, with the pod's
 * environment and with its volumes as folders. Only the ports are free ones. Owned by the test's thread.
 */
final class PodProcess implements AutoCloseable {
    private static final long MAX_START_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Duration MAX_CALL = Duration.ofSeconds(20);
    private static final Pattern READY = Pattern.compile("Ready: bids on port (\\d+) .*administration on port (\\d+),");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

    private final Manifest manifest;
    private final Path folder;
    private final Map<String, Path> mounts = new LinkedHashMap<>();
    private final Path output;
    private final Process process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Matcher ready;

    private PodProcess(final Manifest manifest, final Path folder) throws IOException {
        this.manifest = manifest;
        this.folder = folder;
        this.output = folder.resolve("output");
        final JsonNode pod = manifest.only("StatefulSet").at("/spec/template/spec");
        final JsonNode container = pod.at("/containers/0");
        mountVolumes(pod, container);
        final ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().keySet().removeIf(name -> name.startsWith("HAYATE_") || name.endsWith("JAVA_OPTIONS"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment(container));
        builder.environment().put("HAYATE_BID_PORT", "0");
        builder.environment().put("HAYATE_ADMIN_PORT", "0");
        process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        ready = awaitReady();
    }

    /** Returns when it says that it is ready. */
    static PodProcess start(final Manifest manifest, final Path folder) throws IOException {
        return new PodProcess(manifest, folder);
    }

    HttpResponse<String> bid(final String request) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(1, "/openrtb2/demo"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request)));
    }

    HttpResponse<String> admin(final String path, final String... headers) throws IOException, InterruptedException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(uri(2, path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** SIGTERM, as the kubelet sends it; the exit code. */
    int terminate(final long graceS) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(graceS, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs after its grace period of " + graceS + " s: " + output());
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (final IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void mountVolumes(final JsonNode pod, final JsonNode container) throws IOException {
        for (final JsonNode mount : container.path("volumeMounts")) {
            final String volume = mount.path("name").asText();
            final Path target = Files.createDirectory(folder.resolve(volume));
            mounts.put(mount.path("mountPath").asText(), target);
            for (final JsonNode each : pod.path("volumes")) {
                if (each.path("name").asText().equals(volume) && each.has("configMap")) {
                    final JsonNode data = manifest.object(
                                    "ConfigMap/" + each.at("/configMap/name").asText())
                            .path("data");
                    for (final Map.Entry<String, JsonNode> file : data.properties()) {
                        Files.writeString(
                                target.resolve(file.getKey()), file.getValue().asText());
                    }
                }
            }
        }
    }

    private Map<String, String> environment(final JsonNode container) {
        final Map<String, String> environment = new LinkedHashMap<>();
        for (final JsonNode variable : container.path("env")) {
            environment.put(variable.path("name").asText(), value(variable, container, environment));
        }
        return environment;
    }

    private String value(final JsonNode variable, final JsonNode container, final Map<String, String> before) {
        final JsonNode secret = variable.at("/valueFrom/secretKeyRef");
        if (!secret.isMissingNode()) {
            final String data = manifest.object("Secret/" + secret.path("name").asText())
                    .path("data")
                    .path(secret.path("key").asText())
                    .asText();
            return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
        }
        if (variable.at("/valueFrom/resourceFieldRef/resource").asText().equals("requests.cpu")) {
            return processors(container.at("/resources/requests/cpu").asText());
        }
        final String text = REFERENCE
                .matcher(variable.path("value").asText())
                .replaceAll(match -> before.getOrDefault(match.group(1), Matcher.quoteReplacement(match.group())));
        for (final Map.Entry<String, Path> mount : mounts.entrySet()) {
            if (text.equals(mount.getKey()) || text.startsWith(mount.getKey() + "/")) {
                return mount.getValue() + text.substring(mount.getKey().length());
            }
        }
        return text;
    }

    /** In whole ones, rounded up, as the kubelet does. */
    private static String processors(final String quantity) {
        final BigDecimal cpus = quantity.endsWith("m")
                ? new BigDecimal(quantity.substring(0, quantity.length() - 1)).movePointLeft(3)
                : new BigDecimal(quantity);
        return cpus.setScale(0, RoundingMode.UP).toString();
    }

    private static List<String> command() {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What the image has in its options: what the tests need of the JDK's inner parts, the bidder does.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bidder.class.getName()));
        return command;
    }

    private Matcher awaitReady() {
        final long startNs = System.nanoTime();
        while (true) {
            final Matcher matcher = READY.matcher(output());
            if (matcher.find()) {
                return matcher;
            }
            if (!process.isAlive() || System.nanoTime() - startNs > MAX_START_NS) {
                close();
                throw new AssertionError("not ready: " + output());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private URI uri(final int port, final String path) {
        return URI.create("http://127.0.0.1:" + ready.group(port) + path);
    }

    private HttpResponse<String> send(final HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(MAX_CALL).build(), HttpResponse.BodyHandlers.ofString());
    }
}
