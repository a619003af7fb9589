package io.hayate.loadtest.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrafficMixTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Fields that some request of each mix for looking for mistakes has, by pointer from an impression. */
    private static final List<String> IMPRESSION_FIELDS = List.of(
            "/instl",
            "/rwdd",
            "/qty/multiplier",
            "/dt",
            "/exp",
            "/ssai",
            "/ext/rewarded",
            "/secure",
            "/bidfloorcur",
            "/banner/format",
            "/banner/expdir",
            "/banner/btype",
            "/banner/mimes",
            "/banner/api",
            "/banner/pos",
            "/banner/wmin",
            "/banner/vcm",
            "/banner/battr",
            "/video/protocol",
            "/video/protocols",
            "/video/rqddurs",
            "/video/minduration",
            "/video/linearity",
            "/video/placement",
            "/video/plcmt",
            "/video/skipmin",
            "/video/skipafter",
            "/video/startdelay",
            "/video/delivery",
            "/video/minbitrate",
            "/video/maxbitrate",
            "/video/companionad",
            "/video/companiontype",
            "/video/maxextended",
            "/video/durfloors",
            "/video/mincpmpersec",
            "/video/podid",
            "/video/poddur",
            "/video/maxseq",
            "/video/slotinpod",
            "/video/podseq",
            "/video/playbackend",
            "/video/poddedupe",
            "/audio/rqddurs",
            "/audio/feed",
            "/audio/stitched",
            "/audio/nvol",
            "/audio/companionad",
            "/audio/podid",
            "/audio/durfloors",
            "/audio/mincpmpersec",
            "/audio/maxbitrate",
            "/pmp/deals/0/wseat",
            "/pmp/deals/0/wadomain",
            "/pmp/deals/0/guar",
            "/pmp/deals/0/mincpmpersec",
            "/pmp/deals/0/durfloors",
            "/native/request/assets",
            "/native/request/native");

    private static final List<String> REQUEST_FIELDS = List.of(
            "/site",
            "/app",
            "/dooh",
            "/bcat",
            "/acat",
            "/badv",
            "/bapp",
            "/wlang",
            "/wlangb",
            "/wseat",
            "/bseat",
            "/allimps",
            "/cur/1",
            "/source/schain",
            "/source/ext/schain",
            "/regs/gdpr",
            "/regs/ext/gdpr",
            "/regs/gpp",
            "/regs/ext/gpp",
            "/regs/us_privacy",
            "/regs/ext/us_privacy",
            "/regs/ext/gpc",
            "/user/consent",
            "/user/ext/consent");

    @Test
    void allShouldShowEveryFieldOftenEnoughToFindMistakes() throws IOException {
        final List<JsonNode> requests = parsed(TrafficMix.ALL, 8_000);
        final Map<String, Long> rare = new LinkedHashMap<>();
        for (final String pointer : REQUEST_FIELDS) {
            rare.put(
                    pointer,
                    requests.stream()
                            .filter(request -> isTold(request, pointer))
                            .count());
        }
        for (final String pointer : IMPRESSION_FIELDS) {
            rare.put(
                    "imp" + pointer,
                    impressions(requests).filter(imp -> isTold(imp, pointer)).count());
        }
        rare.values().removeIf(count -> count >= 10);
        assertThat(rare).as("seen fewer than ten times in 20,000 requests").isEmpty();
    }

    @Test
    void exchangeShouldShowEveryFieldNowAndThen() throws IOException {
        final RequestGenerator generator = new RequestGenerator(11, TrafficMix.EXCHANGE);
        final Set<String> unseenOfRequest = new HashSet<>(REQUEST_FIELDS);
        final Set<String> unseenOfImpression = new HashSet<>(IMPRESSION_FIELDS);
        // One at a time: their trees together would not fit the heap of the tests.
        for (int number = 0; number < 60_000; number++) {
            final JsonNode request = MAPPER.readTree(generator.request(number));
            unseenOfRequest.removeIf(pointer -> isTold(request, pointer));
            unseenOfImpression.removeIf(pointer -> impressions(List.of(request)).anyMatch(imp -> isTold(imp, pointer)));
            if (unseenOfRequest.isEmpty() && unseenOfImpression.isEmpty()) {
                return;
            }
        }
        assertThat(unseenOfRequest).as("never seen in 60,000 requests").isEmpty();
        assertThat(unseenOfImpression).as("never seen in 60,000 requests").isEmpty();
    }

    @Test
    void shouldKeepTheSharesOfTheMix() throws IOException {
        final Map<String, Long> exchange = formats(parsed(TrafficMix.EXCHANGE, 10_000));
        assertThat(exchange.get("banner")).isGreaterThan(6_800);
        assertThat(exchange).containsKeys("video", "audio", "native", "banner+video", "banner+native", "video+native");
        final Map<String, Long> all = formats(parsed(TrafficMix.ALL, 10_000));
        assertThat(all.get("banner")).isBetween(1_500L, 2_600L);
        assertThat(all.get("video")).isBetween(2_000L, 3_600L);
        assertThat(all.get("audio")).isBetween(1_000L, 2_000L);
        assertThat(all.get("native")).isBetween(1_500L, 2_400L);
        assertThat(formats(parsed(TrafficMix.AUDIO, 500)).keySet()).isSubsetOf("audio", "video");
        assertThat(formats(parsed(TrafficMix.BANNER, 500)).keySet()).containsExactly("banner");
        assertThat(parsed(TrafficMix.DOOH, 200)).allMatch(request -> request.has("dooh") && !request.has("user"));
    }

    @Test
    void shouldHaveSpecialValuesOfEveryRule() throws IOException {
        final List<JsonNode> requests = parsed(TrafficMix.ALL, 8_000);
        final Map<String, Predicate<JsonNode>> values = new LinkedHashMap<>();
        values.put("taxonomy 2", request -> request.path("cattax").asInt() == 2);
        values.put("taxonomy 6", request -> request.path("cattax").asInt() == 6);
        values.put("taxonomy 7", request -> request.path("cattax").asInt() == 7);
        values.put(
                "chain incomplete",
                request -> request.at("/source/schain/complete").asText("").equals("0"));
        values.put(
                "chain of four", request -> request.at("/source/schain/nodes").size() == 4);
        values.put("flexible size", imp(imp -> imp.at("/banner/format").findValue("wratio") != null));
        values.put("fixed price deal", imp(imp -> imp.at("/pmp/deals/0/at").asInt() == 3));
        values.put("private auction", imp(imp -> imp.at("/pmp/private_auction").asInt() == 1));
        values.put("floor in won", imp(imp -> imp.path("bidfloorcur").asText().equals("KRW")));
        values.put("hybrid pod", request -> hasHybridPod(request));
        values.put("mid-roll", imp(imp -> imp.at("/video/startdelay").asInt() > 0));
        values.put("not linear", imp(imp -> imp.at("/video/linearity").asInt() == 2));
        values.put("VAST 4.2", imp(imp -> imp.at("/video/protocols").toString().contains("13")));
        values.put(
                "DAAST only", imp(imp -> imp.at("/audio/protocols").toString().equals("[9,10]")));
        values.put("native as text", imp(imp -> imp.at("/native/request").isTextual()));
        values.put(
                "native 1.0 in text",
                imp(imp -> imp.at("/native/request").asText().startsWith("{\"native\":")));
        values.put("several impressions", request -> request.path("imp").size() > 2);
        values.forEach((name, predicate) ->
                assertThat(requests.stream().filter(predicate).count()).as(name).isGreaterThan(5));
    }

    @Test
    void wildRequestsShouldHaveEveryFormAndStillBeJson() throws IOException {
        final RequestGenerator generator = new RequestGenerator(3, TrafficMix.ALL);
        final StringBuilder all = new StringBuilder();
        for (int number = 0; number < 5_000; number++) {
            all.append(new String(generator.request(number), StandardCharsets.UTF_8))
                    .append('\n');
        }
        for (final String form : List.of(
                "\"w\":\"\\d+\"",
                "\"secure\":true",
                "\"secure\":false",
                "\"h\":\\d+\\.0",
                "\"tmax\":\\d+e1",
                "\"bidfloor\":\"\\d",
                "\"bidfloor\":\\d+\\.?\\d*E",
                "\"tmax\":null",
                "\"bcat\":\"\"",
                "\"id\":[1-9]\\d*[,}]",
                "\"w\":(null|0),\"w\":")) {
            assertThat(Pattern.compile(form).matcher(all).find()).as(form).isTrue();
        }
        assertThat(parsed(TrafficMix.ALL, 5_000)).hasSize(5_000);
    }

    @ParameterizedTest
    @EnumSource
    void shouldMakeTheSameBytesInAnyOrder(final TrafficMix mix) {
        final RequestGenerator generator = new RequestGenerator(5, mix);
        final byte[] later = generator.request(17);
        generator.request(3);
        assertThat(generator.request(17)).isEqualTo(later);
        assertThat(new RequestGenerator(5, mix).request(17)).isEqualTo(later);
    }

    private static boolean hasHybridPod(final JsonNode request) {
        return request.at("/imp/0/video/podid").isTextual()
                && !request.at("/imp/0/video").has("poddur")
                && children(request.path("imp"))
                        .anyMatch(imp -> imp.at("/video/poddur").isNumber());
    }

    private static Predicate<JsonNode> imp(final Predicate<JsonNode> ofImpression) {
        return request -> children(request.path("imp")).anyMatch(ofImpression);
    }

    private static Stream<JsonNode> impressions(final List<JsonNode> requests) {
        return requests.stream().flatMap(request -> children(request.path("imp")));
    }

    private static Stream<JsonNode> children(final JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static boolean isTold(final JsonNode node, final String pointer) {
        final JsonNode field = node.at(pointer);
        return !field.isMissingNode()
                && !field.isNull()
                && !(field.isTextual() && field.asText().isEmpty());
    }

    private static Map<String, Long> formats(final List<JsonNode> requests) {
        final Map<String, Long> counts = new TreeMap<>();
        for (final JsonNode request : requests) {
            final String formats = Stream.of("banner", "video", "audio", "native")
                    .filter(request.at("/imp/0")::has)
                    .collect(Collectors.joining("+"));
            counts.merge(formats, 1L, Long::sum);
        }
        return counts;
    }

    private static List<JsonNode> parsed(final TrafficMix mix, final int count) throws IOException {
        final RequestGenerator generator = new RequestGenerator(1, mix);
        final List<JsonNode> requests = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            requests.add(MAPPER.readTree(generator.request(number)));
        }
        return requests;
    }
}
