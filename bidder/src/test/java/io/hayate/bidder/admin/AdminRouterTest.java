package io.hayate.bidder.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminRouterTest {
    private final AdminRouter router = new AdminRouter();

    @ParameterizedTest
    @CsvSource({
        "GET, /campaigns, list",
        "GET, /campaigns/7, one {id=7}",
        "PUT, /campaigns/7, put {id=7}",
        "HEAD, /campaigns/7, one {id=7}",
        "GET, /campaigns/7/ledger, ledger {id=7}",
        "GET, /campaigns/all, all {}",
        "GET, /campaigns/a%2Fb%20c+d, one {id=a/b c+d}",
    })
    void shouldFindTheHandler(final String method, final String path, final String expected) {
        fill();

        assertThat(body(answer(method, path))).startsWith(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/campaign", "/campaigns/", "/campaigns//ledger", "/campaigns/7/ledger/x", "/Campaigns", ""
            })
    void shouldAnswer404InJsonWhereThereIsNoCall(final String path) {
        fill();

        final AdminAnswer answer = answer("GET", path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(body(answer)).isEqualTo("{\"error\":\"there is no such call\"}");
    }

    @Test
    void shouldTellAllowedMethods() {
        fill();

        final AdminAnswer answer = answer("POST", "/campaigns/7");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD, PUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/campaigns/%", "/campaigns/%zz"})
    void shouldRefuseUnreadablePath(final String path) {
        fill();

        assertThat(answer("GET", path).status()).isEqualTo(400);
    }

    @Test
    void shouldAnswer500WithoutInternalsWhenAHandlerFails() {
        router.add("GET", "/throws", request -> {
            throw new IllegalStateException("internal detail");
        });
        router.add(
                "GET",
                "/fails",
                request -> CompletableFuture.failedFuture(new IllegalStateException("internal detail")));
        router.add("GET", "/nothing", request -> CompletableFuture.completedFuture(null));

        for (final String path : new String[] {"/throws", "/fails", "/nothing"}) {
            final AdminAnswer answer = answer("GET", path);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(body(answer)).contains("error").doesNotContain("internal detail");
        }
    }

    @Test
    void shouldListRoutesAndRefuseDoubles() {
        fill();

        assertThat(router.routes())
                .containsExactly(
                        "GET /campaigns",
                        "GET /campaigns/{id}",
                        "PUT /campaigns/{id}",
                        "GET /campaigns/{id}/ledger",
                        "GET /campaigns/all");
        assertThatThrownBy(() -> add("GET", "/campaigns", "again")).hasMessageContaining("GET /campaigns already");
        assertThatThrownBy(() -> add("get", "/x", "lower case")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> add("GET", "/x/", "slash")).isInstanceOf(IllegalArgumentException.class);
    }

    private void fill() {
        add("GET", "/campaigns", "list");
        add("GET", "/campaigns/{id}", "one");
        add("PUT", "/campaigns/{id}", "put");
        add("GET", "/campaigns/{id}/ledger", "ledger");
        add("GET", "/campaigns/all", "all");
    }

    private void add(final String method, final String pattern, final String name) {
        router.add(
                method,
                pattern,
                request ->
                        CompletableFuture.completedStage(AdminAnswer.json(200, name + " " + request.pathParameters())));
    }

    private AdminAnswer answer(final String method, final String path) {
        return router.answer(method, path, Map.of(), Map.of(), new byte[0])
                .toCompletableFuture()
                .join();
    }

    private static String body(final AdminAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
