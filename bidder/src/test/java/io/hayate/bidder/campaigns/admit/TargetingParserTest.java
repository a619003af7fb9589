package io.hayate.bidder.campaigns.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.OsVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetingParserTest {
    private final CampaignParser parser = new CampaignParser();

    private ParsedCampaign parse(final String json) {
        return parser.parse(json.getBytes(StandardCharsets.UTF_8), 1);
    }

    @Test
    void shouldBringTargetingIntoTheFormOfRequests() {
        final Targeting targeting =
                parse(ContractDocuments.with("/targeting", """
                {"publisher": {"exclude": ["Pub-1"]}, "contentCategory": {"exclude": ["iab7"]},
                 "country": {"include": ["jp"]}, "region": {"include": ["us-ca", "13"]}, "metro": {"include": ["803"]},
                 "city": {"include": ["São Paulo", "SÃO PAULO"]}, "postalCode": {"include": ["ex39 1aa"]},
                 "radius": [{"lat": 35.68, "lon": 139.76, "km": 10}, {"lat": -90, "lon": 180, "km": 0.001}],
                 "osVersion": {"iOS": {"min": "15.1", "max": "17"}, "android": {}},
                 "make": {"include": ["Apple"]}, "connectionType": {"exclude": [0, 3]}, "carrier": {"include": ["NTT DOCOMO"]},
                 "position": {"include": [1, 3.0]},
                 "segment": {"allOf": [["auto", "travel", "auto"], [], ["jp-30s"]], "noneOf": ["customer"]}}
                """)).campaign().targeting();

        assertThat(targeting.rules())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry(Dimension.PUBLISHER, List.of(), List.of("Pub-1")),
                        entry(Dimension.CONTENT_CATEGORY, List.of(), List.of("iab7")),
                        entry(Dimension.COUNTRY, List.of("JPN"), List.of()),
                        entry(Dimension.REGION, List.of("us-ca", "13"), List.of()),
                        entry(Dimension.METRO, List.of("803"), List.of()),
                        entry(Dimension.CITY, List.of("são paulo"), List.of()),
                        entry(Dimension.POSTAL_CODE, List.of("ex39 1aa"), List.of()),
                        entry(Dimension.MAKE, List.of("apple"), List.of()),
                        entry(Dimension.CONNECTION_TYPE, List.of(), List.of("0", "3")),
                        entry(Dimension.CARRIER, List.of("ntt docomo"), List.of()),
                        entry(Dimension.POSITION, List.of("1", "3"), List.of())));
        assertThat(targeting.radius())
                .containsExactly(new Targeting.Circle(35.68, 139.76, 10), new Targeting.Circle(-90, 180, 0.001));
        assertThat(targeting.osVersions()).containsOnlyKeys("ios");
        final Targeting.Versions ios =
                Objects.requireNonNull(targeting.osVersions().get("ios"));
        assertThat(version("15.1")).isEqualTo(ios.lowest());
        assertThat(List.of(version("17"), version("17.99.99.99"))).allMatch(each -> each <= ios.highest());
        assertThat(version("18")).isGreaterThan(ios.highest());
        assertThat(targeting.segments())
                .isEqualTo(new Targeting.Segments(
                        List.of(List.of("auto", "travel"), List.of("jp-30s")), List.of("customer")));
    }

    private static Map.Entry<Dimension, Targeting.Rule> entry(
            final Dimension dimension, final List<String> include, final List<String> exclude) {
        return Map.entry(dimension, new Targeting.Rule(include, exclude));
    }

    private static long version(final String text) {
        return OsVersion.of(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }

    /** pointer, value, path of the refusal */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /targeting/exchange        | {"include": ["a b"]}     | targeting.exchange.include[0]
                    /targeting/exchange        | ["demo"]                 | targeting.exchange
                    /targeting/exchange        | {"only": ["demo"]}       | targeting.exchange.only
                    /targeting/exchange        | {"include": "demo"}      | targeting.exchange.include
                    /targeting/inventory       | {"include": ["tv"]}      | targeting.inventory.include[0]
                    /targeting/siteDomain      | {"exclude": ["http://a.example"]} | targeting.siteDomain.exclude[0]
                    /targeting/appBundle       | {"include": ["a", ""]}   | targeting.appBundle.include[1]
                    /targeting/country         | {"include": ["Japan"]}   | targeting.country.include[0]
                    /targeting/deviceType      | {"include": [1, 9]}      | targeting.deviceType.include[1]
                    /targeting/deviceType      | {"include": ["1"]}       | targeting.deviceType.include[0]
                    /targeting/os              | {"include": [1]}         | targeting.os.include[0]
                    /targeting/language        | {"include": ["japanese"]} | targeting.language.include[0]
                    /targeting/hourOfWeek      | {"exclude": [168]}       | targeting.hourOfWeek.exclude[0]
                    /targeting/hourOfWeek      | {"exclude": [-1]}        | targeting.hourOfWeek.exclude[0]
                    /targeting/publisher       | {"include": [7]}         | targeting.publisher.include[0]
                    /targeting/contentCategory | {"exclude": [""]}        | targeting.contentCategory.exclude[0]
                    /targeting/connectionType  | {"include": [8]}         | targeting.connectionType.include[0]
                    /targeting/position        | {"exclude": [100]}       | targeting.position.exclude[0]
                    /targeting/radius          | 1                        | targeting.radius
                    /targeting/radius          | [1]                      | targeting.radius[0]
                    /targeting/radius          | [{"lat": 1, "lon": 2}]   | targeting.radius[0].km
                    /targeting/radius          | [{"lat": 1, "lon": 2, "km": 0}] | targeting.radius[0].km
                    /targeting/radius          | [{"lat": 1, "lon": 2, "km": 20000.5}] | targeting.radius[0].km
                    /targeting/radius          | [{"lat": 90.1, "lon": 2, "km": 1}] | targeting.radius[0].lat
                    /targeting/radius          | [{"lat": 9, "lon": -181, "km": 1}] | targeting.radius[0].lon
                    /targeting/radius          | [{"lat": "9", "lon": 1, "km": 1}] | targeting.radius[0].lat
                    /targeting/radius          | [{"lat": 9, "lon": 1, "km": 1, "m": 2}] | targeting.radius[0].m
                    /targeting/osVersion       | ["ios"]                  | targeting.osVersion
                    /targeting/osVersion       | {"ios": "15"}            | targeting.osVersion.ios
                    /targeting/osVersion       | {"ios": {"min": 15}}     | targeting.osVersion.ios.min
                    /targeting/osVersion       | {"ios": {"max": "15.x"}} | targeting.osVersion.ios.max
                    /targeting/osVersion       | {"ios": {"from": "15"}}  | targeting.osVersion.ios.from
                    /targeting/osVersion       | {" ": {"min": "15"}}     | 'targeting.osVersion. '
                    /targeting/country         | {"include": ["ß"]}       | targeting.country.include[0]
                    /targeting/segment         | ["auto"]                 | targeting.segment
                    /targeting/segment         | {"anyOf": [["auto"]]}    | targeting.segment.anyOf
                    /targeting/segment         | {"allOf": ["auto"]}      | targeting.segment.allOf[0]
                    /targeting/segment         | {"allOf": [["a"], ["b", 1]]} | targeting.segment.allOf[1][1]
                    /targeting/segment         | {"allOf": [[],[],[],[],[],[],[],[],[]]} | targeting.segment.allOf
                    /targeting/segment         | {"noneOf": [""]}         | targeting.segment.noneOf[0]
                    /targeting/weather         | {}                       | targeting.weather
                    """)
    void shouldRefuseWhatTheSchemaRefuses(final String pointer, final String value, final String path) {
        final String document = ContractDocuments.with(pointer, value);

        assertThat(parse(document).refusals()).extracting(Refusal::path).containsExactly(path);
        assertThat(ContractDocuments.isOfSchema(document)).isFalse();
    }

    /** What a schema cannot say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /targeting/country     | {"include": ["XX"]}    | targeting.country.include[0] | country code
                    /targeting/city        | {"include": ["\u00a0"]} | targeting.city.include[0] | not be empty
                    /targeting/osVersion   | {"windows": {"min": "10.0.40000"}} | targeting.osVersion.windows.min | up to 32767
                    /targeting/osVersion   | {"ios": {"min": "16", "max": "15"}} | targeting.osVersion.ios.min | above max
                    /targeting/osVersion   | {"ios": {"min": "16"}, "iOS": {}} | targeting.osVersion.iOS | named twice
                    """)
    void shouldRefuseWhatDoesNotFitTogether(
            final String pointer, final String value, final String path, final String reason) {
        final Refusal refusal =
                parse(ContractDocuments.with(pointer, value)).refusals().get(0);

        assertThat(refusal.path()).isEqualTo(path);
        assertThat(refusal.reason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /targeting/segment     | {"allOf": [[]], "noneOf": []}
                    /targeting/publisher   | {"include": []}
                    /targeting/inventory   | {"include": ["Site", "DOOH"]}
                    /targeting/radius      | [{"lat": -90, "lon": 180, "km": 0.001}]
                    /targeting/osVersion   | {"iOS": {"min": "15", "max": "17.32767.0.1"}, "android": {}}
                    /targeting/position    | {"exclude": [0, 99]}
                    /targeting/connectionType | {"include": [7.0]}
                    """)
    void shouldAcceptWhatTheSchemaAccepts(final String pointer, final String value) {
        final String document = ContractDocuments.with(pointer, value);

        assertThat(parse(document).refusals()).isEmpty();
        assertThat(ContractDocuments.isOfSchema(document)).isTrue();
    }
}
