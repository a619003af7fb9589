package io.hayate.bidder.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminAccessTest {
    private final HttpHeaders headers = new DefaultHttpHeaders();

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8081", "127.0.0.1:8081", "127.1.2.3", "[::1]:8081"})
    void shouldServeLoopbackNamesWithoutToken(final String host) {
        headers.set("Host", host);

        assertThat(status(null, "/campaigns")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rebound.example",
                "127.0.0.1.rebound.example",
                "localhost.rebound.example:8081",
                "localhost@rebound.example",
                "10.0.0.1",
                "a b"
            })
    void shouldRefuseOtherNamesWithoutToken(final String host) {
        headers.set("Host", host);

        assertThat(status(null, "/campaigns")).isEqualTo(403);
        assertThat(status(null, "/livez")).isEqualTo(403);
    }

    @Test
    void shouldRefuseASecondForeignHost() {
        headers.add("Host", "localhost").add("Host", "rebound.example");

        assertThat(status(null, "/campaigns")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example", "null", "http://localhost.other.example"})
    void shouldRefusePagesOfOtherSitesWithoutToken(final String origin) {
        headers.set("Host", "localhost").set("Origin", origin);

        assertThat(status(null, "/campaigns")).isEqualTo(403);
    }

    @Test
    void shouldServePagesOfItsOwnWithoutToken() {
        headers.set("Host", "localhost:8081").set("Origin", "http://localhost:8081");

        assertThat(status(null, "/campaigns")).isZero();
    }

    @Test
    void shouldServeAnyNameToWhoKnowsTheToken() {
        headers.set("Host", "bidder.example").set("Authorization", "Bearer t0ken");

        assertThat(status("t0ken", "/campaigns")).isZero();
        assertThat(status("other", "/campaigns")).isEqualTo(401);
        assertThat(status("other", "/metrics")).isZero();
    }

    /** 0 if the call may be made. */
    private int status(final String token, final String path) {
        final AdminAnswer refusal = new AdminAccess(token).refusal(path, headers);
        return refusal == null ? 0 : refusal.status();
    }
}
