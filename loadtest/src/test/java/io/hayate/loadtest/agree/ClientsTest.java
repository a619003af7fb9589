package io.hayate.loadtest.agree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClientsTest {
    @Test
    void shouldWriteAnyBodyAsALuaString() {
        final String script = Clients.script("{\"a\":\"\\u00e9\u00e9\"}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(script)
                .contains("wrk.method = \"POST\"\n")
                .contains("wrk.headers[\"Content-Type\"] = \"application/json\"\n")
                .endsWith("wrk.body = \"{\\034a\\034:\\034\\092u00e9\\195\\169\\034}\\010\"\n");
    }
}
