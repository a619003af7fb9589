package io.hayate.bidder;

import static io.hayate.bidder.LoadedConfig.exit;
import static io.hayate.bidder.LoadedConfig.table;
import static io.hayate.bidder.LoadedConfig.usable;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.BidderConfig.Exit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read of the configuration; secrets are never in it. */
class ConfigReportTest {
    @Test
    void shouldShowPortInUrlsWhereItIsKnown() {
        assertThat(table(Map.of(), "--bid-port=9000", "--notice-url=http://h:{bid-port}/"))
                .containsPattern("notice-url +http://h:9000 +flag")
                .containsPattern("tracker-url +https://localhost:9000 +default");
        assertThat(table(Map.of(), "--bid-port=0"))
                .containsPattern("notice-url +http://localhost:\\{bid-port} +default")
                .containsPattern("notice-keys +generated once into data-dir +default");
    }

    @Test
    void shouldMaskSecrets() throws IOException {
        final Map<String, String> environment =
                Map.of("HAYATE_ADMIN_TOKEN", "hush", "HAYATE_NOTICE_KEYS", "1:MDEyMzQ1Njc4OWFiY2RlZg==");
        final BidderConfig config = usable(environment);

        assertThat(config.adminToken()).isEqualTo("hush");
        assertThat(config.noticeKeys()).isEqualTo("1:MDEyMzQ1Njc4OWFiY2RlZg==");
        assertThat(config.toJson() + table(environment))
                .doesNotContain("hush")
                .doesNotContain("MDEyMzQ1Njc4OWFiY2RlZg")
                .contains("********");
        final JsonNode json = new ObjectMapper().readTree(config.toJson());
        assertThat(json.at("/admin-token/value").asText()).isEqualTo("********");
        assertThat(json.at("/admin-token/origin").asText()).isEqualTo("environment HAYATE_ADMIN_TOKEN");
        assertThat(json.at("/bid-port/value").isInt()).isTrue();
        assertThat(json.at("/campaigns/value").isNull()).isTrue();
        assertThat(json.size()).isEqualTo(ConfigKey.values().length);
    }

    @Test
    void shouldNotPrintUnusableOrMistypedSecrets() {
        final Exit exit = exit(Map.of("HAYATE_NOTICE_KEYS", "hush hush"), "--admin-tokn=hush", "--check-config");

        assertThat(exit.code()).isEqualTo(2);
        assertThat(exit.text()).contains("--admin-tokn").doesNotContain("hush");
        assertThat(exit(Map.of(), "--admin-tokn", "hush").text())
                .contains("1 problem:")
                .doesNotContain("hush");
    }

    @Test
    void shouldPrintEffectiveValuesAlignedWhenAskedToCheck() {
        final Exit exit = exit(Map.of(), "--check-config", "--bid-port=9000");

        assertThat(exit.code()).isZero();
        final List<String> lines = exit.text().lines().toList();
        assertThat(lines).hasSize(ConfigKey.values().length + 1);
        final int originColumn = lines.get(0).indexOf("origin");
        assertThat(lines.subList(1, lines.size()))
                .allSatisfy(line -> assertThat(line.substring(originColumn - 2)).matches(" {2}\\S.*"));
        assertThat(exit(Map.of(), "--check-config", "--bid-port=x").code()).isEqualTo(2);
    }

    @Test
    void shouldPrintWarningsWhenAskedToCheck() {
        assertThat(exit(Map.of("HAYATE_BID_PROT", "1"), "--check-config").text())
                .contains("warning: HAYATE_BID_PROT in the environment is not a key and is ignored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void shouldTellEveryKeyOnHelp(final String flag) {
        final Exit exit = exit(Map.of("HAYATE_BID_PORT", "unusable"), flag);

        assertThat(exit.code()).isZero();
        assertThat(ConfigKey.values())
                .allSatisfy(key ->
                        assertThat(exit.text()).contains("--" + key.flag()).contains(key.environmentVariable()));
        assertThat(exit.text()).contains("Default: 8080.");
    }

    @Test
    void shouldTellVersion() {
        final Exit exit = exit(Map.of(), "--version");

        assertThat(exit.code()).isZero();
        assertThat(exit.text()).matches("hayate \\d+\\.\\d+\\.\\d+\\S*( \\(\\S+\\))?, JDK \\d.*\\R");
    }
}
