package io.hayate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.BidderConfig;
import io.hayate.bidder.ConfigKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the chart's config values are the bidder's keys, and mean the same. */
class ConfigTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the chart decides itself: files, secrets and ports have values of their own. */
    static final Set<ConfigKey> OF_THE_CHART = EnumSet.of(
            ConfigKey.CONFIG,
            ConfigKey.CHECK_CONFIG,
            ConfigKey.BID_PORT,
            ConfigKey.ADMIN_PORT,
            ConfigKey.ADMIN_TOKEN,
            ConfigKey.DATA_DIR,
            ConfigKey.CAMPAIGNS,
            ConfigKey.NOTICE_KEYS,
            ConfigKey.USER_SECRET,
            ConfigKey.EXCHANGES,
            ConfigKey.PRICE_KEYS,
            ConfigKey.RATES,
            ConfigKey.SELLERS);

    @TempDir
    private Path folder;

    @Test
    void shouldKnowEveryKeyOfTheBidderThatIsNotTheCharts() throws Exception {
        final List<String> inSchema = new ArrayList<>();
        schema().at("/properties/config/properties").fieldNames().forEachRemaining(inSchema::add);
        assertThat(inSchema)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ConfigKey.values())
                        .filter(key -> !OF_THE_CHART.contains(key))
                        .map(ConfigKey::fileKey)
                        .toList());
    }

    @Test
    void shouldBeTheBiddersDefaultsWhereItNamesThem() throws Exception {
        final Map<String, String> file = HayateChart.render().configFile();
        assertThat(file)
                .containsOnlyKeys("maxCampaigns", "maxCreatives", "drain")
                .containsEntry("maxCampaigns", ConfigKey.MAX_CAMPAIGNS.defaultText())
                .containsEntry("maxCreatives", ConfigKey.MAX_CREATIVES.defaultText())
                .containsEntry("drain", ConfigKey.DRAIN.defaultText());
    }

    @Test
    void shouldWriteLargeNumbersInFull() {
        final Map<String, String> file = HayateChart.render(
                        "{config: {maxCampaigns: 10000000, maxCreatives: 100000000}, persistence: {size: 200Gi}}")
                .configFile();
        assertThat(file).containsEntry("maxCampaigns", "10000000").containsEntry("maxCreatives", "100000000");
    }

    /** Each line: a key, a value that both take, a value that neither takes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bidHost               | '::'                           | 'a b'
                    bidHost               | bids.example                   | '.example'
                    bidHost               | '10.0.0.1'                     | 'a:1'
                    adminHost             | '0.0.0.0'                      | 'a b'
                    campaignsForce        | true                           | '"yes"'
                    maxCampaigns          | 10000000                       | 10000001
                    maxCreatives          | 1                              | 0
                    maxDocumentBytes      | 8388608                        | 8388609
                    maxDocumentBytes      | 1024                           | 1023
                    maxCampaignCreatives  | 10000                          | 10001
                    maxListValues         | 100000                         | 100001
                    maxMarkupBytes        | 131072                         | 131073
                    maxUploadBytes        | 1099511627776                  | 1099511627777
                    maxUploadBytes        | 1048576                        | 1048575
                    maxUploads            | 64                             | 65
                    maxUsers              | 1000000000                     | 1000000001
                    eidsSources           | ids.example                    | com
                    noticeUrl             | http://bids.example:8080/a     | ftp://bids.example
                    trackerUrl            | https://t.example              | https://t.example?a=b
                    noticeExpiry          | 48h                            | 2 days
                    noticeExpiry          | 1s                             | 999ms
                    noticeExpiry          | 365d                           | 8761h
                    ratesMaxAge           | 1m                             | 59s
                    ratesMaxAge           | 7d                             | 2 days
                    loops                 | 256                            | 257
                    requestTimeout        | 250ms                          | 10
                    requestTimeout        | 1ms                            | 0ms
                    requestTimeout        | 60m                            | 61m
                    idleTimeout           | 0                              | 5 minutes
                    idleTimeout           | 150s                           | 149s
                    idleTimeout           | 8760h                          | 366d
                    journalSync           | none                           | never
                    journalKeep           | 0                              | 3 days
                    journalKeep           | 1m                             | 59s
                    privacyWithoutConsent | no-bid                         | bid
                    tcfVendorId           | 755                            | 0
                    tcfVendorId           | 65535                          | 65536
                    tcfConsentPurposes    | none                           | '"1,12"'
                    tcfLegitimateInterestPurposes | none                   | '"1,2"'
                    tcfFlexiblePurposes   | none                           | '"2;7"'
                    blockedAsi            | bad.example                    | com
                    blockedAsi            | none                           | 'a.example;b.example'
                    schainComplete        | true                           | '"yes"'
                    sellersRequired       | true                           | '"yes"'
                    capsWithoutUser       | bid                            | maybe
                    maxSpendPerHour       | 250                            | 0
                    maxSpendPerHour       | 99.5                           | all
                    breakerAnomalies      | stop                           | bid
                    explain               | false                          | '"yes"'
                    reportHours           | 8784                           | 8785
                    reportDays            | 2                              | 1
                    reportRows            | 20000000                       | 999
                    bidLogSample          | 0.05                           | 1.5
                    bidLogBytes           | 1099511627776                  | 1048575
                    drain                 | 0                              | 1
                    drain                 | 1ms                            | 0s
                    drain                 | 1h                             | 3601s
                    logLevel              | trace                          | loud
                    """)
    void shouldTakeAndRefuseWhatTheBidderDoes(final String key, final String good, final String bad) throws Exception {
        final String persistence = "{persistence: {size: 200Gi}}";
        final String value = key.endsWith("Host") || good.equals("0") ? '"' + good + '"' : good;
        final Map<String, String> file = HayateChart.render(persistence, "{config: {" + key + ": " + value + "}}")
                .configFile();
        assertThat(file).containsEntry(key, good);
        assertThat(checked(file)).isInstanceOf(BidderConfig.Usable.class);

        assertThat(HayateChart.refusalOf(persistence, "config:\n  " + key + ": " + bad))
                .contains(key);
        assertThat(checked(Map.of(key, bad))).isInstanceOf(BidderConfig.Exit.class);
    }

    @Test
    void shouldTestEveryKey() throws Exception {
        final CsvSource cases = ConfigTest.class
                .getDeclaredMethod("shouldTakeAndRefuseWhatTheBidderDoes", String.class, String.class, String.class)
                .getAnnotation(CsvSource.class);
        final Set<String> keys = cases.textBlock()
                .lines()
                .map(line -> line.substring(0, line.indexOf('|')).strip())
                .collect(Collectors.toSet());
        assertThat(keys)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ConfigKey.values())
                        .filter(key -> !OF_THE_CHART.contains(key))
                        .map(ConfigKey::fileKey)
                        .toList());
    }

    /** What the bidder makes of a file with these keys. */
    private BidderConfig.Loaded checked(final Map<String, String> file) throws Exception {
        final Path path = Files.writeString(folder.resolve("bidder.yaml"), JSON.writeValueAsString(file));
        return BidderConfig.load(
                new String[0], Map.of("HAYATE_CONFIG", path.toString(), "HAYATE_ADMIN_TOKEN", "0123456789abcdef"));
    }

    static JsonNode schema() throws Exception {
        return JSON.readTree(HayateChart.read("values.schema.json"));
    }
}
