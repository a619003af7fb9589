package io.hayate.loadtest.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RequestGeneratorTest {
    private static final int HASH_OF_THE_FIRST_THOUSAND = 215541304;
    private static final int REQUESTS = 10_000;
    private static final byte[][] BODIES = new byte[REQUESTS][];
    private static final List<String> FORMATS = List.of("banner", "video", "audio", "native");
    private static final JsonNode[] PARSED = new JsonNode[REQUESTS];

    @BeforeAll
    static void makeRequests() throws IOException {
        final ObjectMapper strict = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        final RequestGenerator generator = new RequestGenerator(1);
        for (int number = 0; number < REQUESTS; number++) {
            BODIES[number] = generator.request(number);
            PARSED[number] = strict.readTree(BODIES[number]);
        }
    }

    @Test
    void shouldHaveTheSizesOfRealTraffic() {
        final int[] lengths =
                Arrays.stream(BODIES).mapToInt(body -> body.length).sorted().toArray();
        assertThat(lengths[REQUESTS / 2]).as("median").isBetween(1_500, 1_900);
        assertThat(lengths[REQUESTS * 9 / 10]).as("p90").isBetween(4_400, 5_600);
        assertThat(lengths[0]).as("smallest").isGreaterThan(500);
        assertThat(lengths[REQUESTS - 1]).as("largest").isBetween(9_000, 16_000);
    }

    @Test
    @Tag("jdk25")
    void shouldMakeTheSameBytesFromTheSameSeedAndNumberInAnyOrder() {
        final RequestGenerator again = new RequestGenerator(1);
        for (int number = 999; number >= 0; number--) {
            assertThat(again.request(number)).isEqualTo(BODIES[number]);
        }
        assertThat(Arrays.deepHashCode(Arrays.copyOf(BODIES, 1_000)))
                .as("the same on every JDK; changes only when the traffic is meant to change")
                .isEqualTo(HASH_OF_THE_FIRST_THOUSAND);
        assertThat(new RequestGenerator(2).request(0)).isNotEqualTo(BODIES[0]);
    }

    @Test
    void shouldSayWhatOpenRtbRequires() {
        for (final JsonNode request : PARSED) {
            assertThat(request.path("id").isTextual() || request.path("id").isIntegralNumber())
                    .isTrue();
            assertThat(request.path("imp").size()).isBetween(1, 5);
            assertThat(request.has("site")).isEqualTo(!request.has("app") && !request.has("dooh"));
            assertThat(request.has("app") && request.has("dooh")).isFalse();
            assertThat(request.has("test")).isFalse();
            assertThat(request.path("wseat").isArray() && request.path("bseat").isArray())
                    .isFalse();
            assertThat(request.has("acat") && request.path("bcat").isArray()).isFalse();
            if (request.path("tmax").isNumber()) {
                assertThat(request.path("tmax").asInt()).isBetween(80, 300);
            }
            for (final JsonNode imp : request.path("imp")) {
                assertThat(imp.path("id").isTextual() || imp.path("id").isIntegralNumber())
                        .isTrue();
                assertThat(FORMATS).anyMatch(imp::has);
                for (final String timed : List.of("video", "audio")) {
                    if (imp.has(timed)) {
                        assertThat(imp.path(timed).path("mimes").size()).isPositive();
                    }
                }
                imp.at("/pmp/deals")
                        .forEach(deal -> assertThat(deal.path("id").asText()).startsWith("deal-"));
            }
        }
    }

    @Test
    void shouldMixSitesAppsFormatsVersionsCountriesAndDealsAsTrafficDoes() {
        assertThat(share(request -> request.has("site"))).isBetween(0.53, 0.57);
        assertThat(share(request -> request.at("/imp/0").has("banner"))).isBetween(0.74, 0.80);
        assertThat(share(request -> request.at("/imp/0").has("video"))).isBetween(0.10, 0.15);
        assertThat(share(request -> request.at("/imp/0").has("native"))).isBetween(0.08, 0.12);
        assertThat(share(request -> request.path("imp").size() > 1)).isBetween(0.05, 0.09);
        assertThat(share(request -> request.at("/imp/0").has("pmp"))).isBetween(0.06, 0.10);
        assertThat(share(request -> request.at("/device/geo/country").asText().equals("JPN")))
                .isBetween(0.40, 0.44);
        assertThat(share(request -> request.at("/device").has("sua"))).isBetween(0.1, 0.4);
        assertThat(share(request -> request.at("/source").has("schain"))).isBetween(0.18, 0.28);
        assertThat(share(request -> request.at("/source/ext").has("schain"))).isBetween(0.1, 0.2);
        assertThat(share(request -> request.at("/user").has("eids"))).isBetween(0.25, 0.4);
        assertThat(share(request -> request.at("/user/ext").has("eids"))).isBetween(0.15, 0.3);
        assertThat(share(request -> isForeign(request.at("/imp/0/bidfloorcur").asText())))
                .isBetween(0.015, 0.045);
        assertThat(share(request -> request.at("/imp/0/secure").asInt() == 1)).isGreaterThan(0.88);
    }

    @Test
    void shouldHaveFewPopularAndManyRareDomains() {
        final Map<String, Integer> countByDomain = new HashMap<>();
        for (final JsonNode request : PARSED) {
            countByDomain.merge(request.at("/site/page").asText(), 1, Integer::sum);
            final String domain = request.at("/site/domain").asText("").replace("www.", "");
            if (!domain.isEmpty()) {
                assertThat(domain).matches("[a-z]+-\\d{3}\\.example");
                countByDomain.merge(domain, 1, Integer::sum);
            }
        }
        assertThat(countByDomain.get("news-001.example")).isGreaterThan(200);
        assertThat(countByDomain).hasSizeGreaterThan(800);
    }

    @Test
    void shouldWriteJapaneseBothRawAndEscaped() {
        assertThat(Arrays.stream(BODIES).map(body -> new String(body, StandardCharsets.UTF_8)))
                .anyMatch(text -> text.contains("秋の味覚"))
                .anyMatch(text -> text.contains("\\u79cb\\u306e\\u5473\\u899a"));
    }

    private static boolean isForeign(final String currency) {
        return currency.equals("JPY") || currency.equals("EUR");
    }

    private static double share(final Predicate<JsonNode> property) {
        final long count = Arrays.stream(PARSED).filter(property).count();
        return count / (double) REQUESTS;
    }
}
