package io.hayate.bidder.admin;

import io.hayate.bidder.telemetry.Metrics;
import io.hayate.bidder.telemetry.Metrics.Exposition;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What orchestrators, scrapers and operators ask of any server: probes, metrics, version, configuration. Immutable;
 * shared.
 */
public final class OperatorEndpoints {
    private final Health health;
    private final Metrics metrics;
    private final String versionJson;
    private final String configJson;

    /** @param configJson with secrets masked */
    public OperatorEndpoints(
            final Health health, final Metrics metrics, final String versionJson, final String configJson) {
        this.health = health;
        this.metrics = metrics;
        this.versionJson = versionJson;
        this.configJson = configJson;
    }

    public void addTo(final AdminRoutes routes) {
        routes.add("GET", "/livez", request -> now(health::live));
        routes.add("GET", "/readyz", request -> now(health::readiness));
        routes.add("GET", "/startupz", request -> now(health::started));
        routes.add("GET", "/metrics", request -> now(() -> metrics(request)));
        routes.add("GET", "/version", request -> now(() -> AdminAnswer.json(200, versionJson)));
        routes.add("GET", "/config", request -> now(() -> AdminAnswer.json(200, configJson)));
    }

    private AdminAnswer metrics(final AdminRequest request) {
        final Exposition exposition = metrics.scrape(request.header("accept"));
        return new AdminAnswer(200, exposition.contentType(), exposition.body(), Map.of());
    }

    private static CompletionStage<AdminAnswer> now(final Supplier<AdminAnswer> answer) {
        return CompletableFuture.completedStage(answer.get());
    }
}
