package io.hayate.bidder;

import static io.hayate.bidder.LoadedConfig.exit;
import static io.hayate.bidder.LoadedConfig.table;
import static io.hayate.bidder.LoadedConfig.usable;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.SPARSE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.BidderConfig.Exit;
import io.hayate.bidder.campaigns.UploadLimits;
import io.hayate.bidder.campaigns.admit.DocumentLimits;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.bidder.privacy.TcfRegistration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BidderConfigTest {
    @TempDir
    private Path folder;

    @Test
    void shouldStartOnDefaults() {
        final BidderConfig config = usable(Map.of());

        assertThat(config.bidHost()).isEqualTo("0.0.0.0");
        assertThat(config.bidPort()).isEqualTo(8080);
        assertThat(config.adminHost()).isEqualTo("127.0.0.1");
        assertThat(config.adminPort()).isEqualTo(8081);
        assertThat(config.adminToken()).isNull();
        assertThat(config.dataDir()).isEqualTo(Path.of("./hayate-data"));
        assertThat(config.campaigns()).isNull();
        assertThat(config.campaignsForce()).isFalse();
        assertThat(config.maxCampaigns()).isEqualTo(200_000);
        assertThat(config.maxCreatives()).isEqualTo(1_000_000);
        assertThat(config.documentLimits()).isEqualTo(DocumentLimits.DEFAULT);
        assertThat(config.uploadLimits()).isEqualTo(UploadLimits.DEFAULT);
        assertThat(config.noticeUrl(8080)).isEqualTo("http://localhost:8080");
        assertThat(config.trackerUrl(8080)).isEqualTo("https://localhost:8080");
        assertThat(config.noticeKeys()).isNull();
        assertThat(config.noticeExpiryMs()).isEqualTo(86_400_000);
        assertThat(config.exchanges()).isNull();
        assertThat(config.priceKeys()).isNull();
        assertThat(config.rates()).isNull();
        assertThat(config.ratesMaxAgeMs()).isEqualTo(172_800_000);
        assertThat(config.loops()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(config.requestTimeoutMs()).isEqualTo(10_000);
        assertThat(config.idleTimeoutMs()).isZero();
        assertThat(config.journalSyncGroup()).isTrue();
        assertThat(config.privacy().noBidWithoutConsent()).isFalse();
        assertThat(config.privacy().registration()).isEqualTo(new TcfRegistration(0, 0b1111, 0b10, 0b10));
        assertThat(config.bidCapsWithoutUser()).isFalse();
        assertThat(config.drainMs()).isEqualTo(10_000);
        assertThat(config.logLevel()).isEqualTo("info");
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void shouldReadHowWeAreRegisteredWithTheTcf() throws IOException {
        final Path file = Files.writeString(folder.resolve("bidder.yaml"), """
                tcfVendorId: 755
                tcfConsentPurposes: 1, 3,4
                tcfLegitimateInterestPurposes: 2,7,11
                tcfFlexiblePurposes: none
                privacyWithoutConsent: no-bid
                """);
        final BidderConfig config = usable(Map.of("HAYATE_CONFIG", file.toString()));

        assertThat(config.privacy())
                .isEqualTo(new PrivacyPolicy(new TcfRegistration(755, 0b1101, 0b100_0100_0010, 0), true));
        final JsonNode json = new ObjectMapper().readTree(config.toJson());
        assertThat(json.at("/tcf-consent-purposes/value").asText()).isEqualTo("1, 3,4");
        assertThat(json.at("/tcf-vendor-id/value").asInt()).isEqualTo(755);
    }

    @Test
    void shouldTellEveryProblemOfExchangesKeysAndRatesAtOnce() throws IOException {
        final Path exchanges = Files.writeString(
                folder.resolve("ex.yaml"), "google: {seat: 7, price: {keys: mine}}\nnew: {noBid: 400}\n");
        final Path rates = Files.writeString(folder.resolve("rates.json"), "{\"base\":\"USD\",\"rates\":{\"JPY\":0}}");
        final Exit exit = exit(
                Map.of("HAYATE_PRICE_KEYS", "mine:geheim:MDEyMzQ1Njc4OWFiY2RlZg"),
                "--exchanges=" + exchanges,
                "--rates=" + rates);

        assertThat(exit.code()).isEqualTo(2);
        assertThat(exit.text())
                .contains("exchanges (flag --exchanges): ex.yaml google.seat: expected 1 to 64 printable ASCII")
                .contains(
                        "exchanges (flag --exchanges): ex.yaml google.price.keys: expected an id of price-keys, which has []")
                .contains("exchanges (flag --exchanges): ex.yaml new.noBid: expected one of 204, 200")
                .contains("price-keys (environment HAYATE_PRICE_KEYS): price key 1: the encryption key has 4 bytes")
                .contains("rates (flag --rates): asOf: expected a date and time with offset")
                .contains("rates (flag --rates): rates.JPY: expected a number above 0")
                .doesNotContain("geheim");
    }

    @Test
    void shouldReadNoMoreOfRatesThanTheyMayBe() throws IOException {
        final Path rates = folder.resolve("rates.json");
        try (FileChannel file = FileChannel.open(rates, CREATE_NEW, WRITE, SPARSE)) {
            // More than an array holds; on the disk it is one block.
            file.write(ByteBuffer.wrap(new byte[] {' '}), 4L * Integer.MAX_VALUE);
        }
        assertThat(exit(Map.of(), "--rates=" + rates).text())
                .contains("rates (flag --rates): expected at most 262144 bytes");
    }

    @Test
    void shouldTakeProfilesWithTheirKeysAndRates() throws IOException {
        final Path exchanges =
                Files.writeString(folder.resolve("ex.yaml"), "google: {seat: '7', price: {keys: mine}}\n");
        final Path rates = Files.writeString(
                folder.resolve("rates.json"),
                "{\"base\":\"USD\",\"asOf\":\"2020-01-01T00:00:00Z\",\"rates\":{\"JPY\":155.2}}");
        final String keys = "mine:MDEyMzQ1Njc4OWFiY2RlZg:MDEyMzQ1Njc4OWFiY2RlZg==";
        final BidderConfig config =
                usable(Map.of("HAYATE_PRICE_KEYS", keys), "--exchanges=" + exchanges, "--rates=" + rates);

        assertThat(config.exchanges()).isEqualTo(exchanges);
        assertThat(config.rates()).isEqualTo(rates);
        assertThat(config.priceKeys()).isEqualTo(keys);
        assertThat(config.toJson()).doesNotContain("MDEyMzQ1");
        assertThat(table(Map.of("HAYATE_PRICE_KEYS", keys), "--exchanges=" + exchanges))
                .contains("price-keys")
                .doesNotContain("MDEyMzQ1");
    }

    @Test
    void shouldPreferFlagToEnvironmentToFileToDefault() throws IOException {
        final Path file =
                Files.writeString(folder.resolve("bidder.yaml"), "bidPort: 1001\nadminPort: 1002\nloops: 3\n");
        final Map<String, String> environment =
                Map.of("HAYATE_BID_PORT", "2001", "HAYATE_ADMIN_PORT", "2002", "HAYATE_CONFIG", file.toString());
        final BidderConfig config = usable(environment, "--bid-port", "3001");

        assertThat(config.bidPort()).isEqualTo(3001);
        assertThat(config.adminPort()).isEqualTo(2002);
        assertThat(config.loops()).isEqualTo(3);
        assertThat(table(environment, "--bid-port", "3001"))
                .containsPattern("bid-port +3001 +flag --bid-port")
                .containsPattern("admin-port +2002 +environment HAYATE_ADMIN_PORT")
                .containsPattern("loops +3 +file " + Pattern.quote(file.toString()))
                .containsPattern("drain +10s +default");
    }

    @Test
    void shouldTellEveryProblemAtOnce() throws IOException {
        final Path file = Files.writeString(
                folder.resolve("bidder.yaml"),
                "bid-host: 10.0.0.1\nmaxCampaigns: many\ndrain: [1]\nconfig: other.yaml\nnoSuchKey: 1\n");
        final Exit exit = exit(
                Map.of("HAYATE_ADMIN_PORT", "99999", "HAYATE_NOTICE_KEYS", "geheim", "HAYATE_IDLE_TIMEOUT", "149s"),
                "--config=" + file,
                "--loops=0",
                "--notice-url=ftp://x",
                "--campaigns=/no/such/file",
                "stray",
                "--bid-prot=1",
                "--journal-sync");

        assertThat(exit.code()).isEqualTo(2);
        assertThat(exit.text().lines().skip(1)).hasSize(14);
        assertThat(exit.text())
                .startsWith("The configuration is unusable, 14 problems:")
                .contains("unknown key \"bid-host\" (file " + file + "); it is called bidHost here")
                .contains("max-campaigns (file " + file + "): expected a whole number from 1 to 10000000, not \"many\"")
                .contains("drain (file " + file + "): expected 0, or a duration")
                .contains("config (file " + file + "): expected as flag or in the environment only")
                .contains("unknown key \"noSuchKey\"")
                .contains("admin-port (environment HAYATE_ADMIN_PORT): expected a port from 0 to 65535, not \"99999\"")
                .contains("notice-keys (environment HAYATE_NOTICE_KEYS): expected id:base64")
                .contains("idle-timeout (environment HAYATE_IDLE_TIMEOUT): expected 0, or a duration such as 250ms, 10s"
                        + " or 24h, from 150s to 8760h, not \"149s\"")
                .contains("loops (flag --loops): expected a whole number from 1 to 256, not \"0\"")
                .contains("notice-url (flag --notice-url): expected an absolute http or https URL")
                .contains("campaigns (flag --campaigns): expected a readable file, not \"/no/such/file\"")
                .contains("unknown argument \"--bid-prot\"")
                .contains("unknown argument \"stray\"")
                .contains("--journal-sync")
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource({
        "--bid-port, -1",
        "--bid-port, 65536",
        "--bid-port, 000080",
        "--bid-port, ''",
        "--bid-host, 'a b'",
        "--max-campaigns, 0",
        "--max-campaigns, 10000001",
        "--max-creatives, 99999999999",
        "--max-document-bytes, 1023",
        "--max-upload-bytes, 1099511627777",
        "--max-upload-bytes, 1e9",
        "--max-uploads, 65",
        "--request-timeout, 0",
        "--request-timeout, 10",
        "--request-timeout, 10sec",
        "--request-timeout, 2h",
        "--notice-expiry, 1ms",
        "--idle-timeout, 2m",
        "--drain, -1s",
        "--journal-sync, always",
        "--caps-without-user, yes",
        "--campaigns-force, 1",
        "--log-level, loud",
        "--tcf-vendor-id, 0",
        "--tcf-vendor-id, 65536",
        "--tcf-consent-purposes, ''",
        "--tcf-consent-purposes, '1,12'",
        "--tcf-consent-purposes, '1,,2'",
        "--tcf-consent-purposes, all",
        "--tcf-legitimate-interest-purposes, '1,2'",
        "--tcf-flexible-purposes, 3",
        "--notice-keys, a:b;c",
        "--notice-keys, ':aGVsbG8='",
        "--admin-token, 'a b'",
        "--notice-url, localhost:8080",
        "--notice-url, /notices",
        "--notice-url, 'http://'",
        "--notice-url, 'http://h?q=1'",
        "--notice-url, 'http://h#f'",
        "--notice-url, 'http://u:p@h'",
        "--notice-url, 'http://h:99999'",
        "--notice-url, 'http://h/{other}'",
        "--tracker-url, 'https://h/\u00e9'",
        "--data-dir, /dev/null",
    })
    void shouldRefuse(final String flag, final String value) {
        final Exit exit = exit(Map.of(), flag + "=" + value);

        assertThat(exit.code()).isEqualTo(2);
        assertThat(exit.text()).contains("1 problem:").contains("(flag " + flag + "): expected ");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "150s, 150000", "1h, 3600000", "3m, 180000", "1d, 86400000", "150000ms, 150000"})
    void shouldReadDurations(final String text, final long durationMs) {
        assertThat(usable(Map.of("HAYATE_IDLE_TIMEOUT", text)).idleTimeoutMs()).isEqualTo(durationMs);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:{bid-port}, http://localhost:31337",
        "https://rtb.example/, https://rtb.example",
        "https://rtb.example/a/b//, https://rtb.example/a/b",
        "http://[::1]:{bid-port}/n, http://[::1]:31337/n",
    })
    void shouldPutBoundPortIntoUrls(final String url, final String expected) {
        final BidderConfig config = usable(Map.of(), "--bid-port=0", "--notice-url=" + url, "--tracker-url=" + url);

        assertThat(config.noticeUrl(31337)).isEqualTo(expected);
        assertThat(config.trackerUrl(31337)).isEqualTo(expected);
    }

    @Test
    void shouldRefuseSamePortTwiceUnlessAnyPortWillDo() {
        assertThat(exit(Map.of(), "--bid-port=9000", "--admin-port=9000").text())
                .contains("admin-port (flag --admin-port): expected another port than bid-port");
        assertThat(usable(Map.of(), "--bid-port=0", "--admin-port=0").adminPort())
                .isZero();
    }

    @Test
    void shouldBindAdminPortBeyondLoopbackOnlyWithToken() {
        assertThat(usable(Map.of("HAYATE_ADMIN_TOKEN", "t0ken")).adminHost()).isEqualTo("0.0.0.0");
        assertThat(exit(Map.of(), "--admin-host=0.0.0.0").text())
                .contains("admin-host (flag --admin-host): expected a loopback address, as there is no admin-token");
        assertThat(usable(Map.of(), "--admin-host=::1").adminHost()).isEqualTo("::1");
        assertThat(usable(Map.of("HAYATE_ADMIN_TOKEN", "t0ken"), "--admin-host=10.1.2.3")
                        .adminHost())
                .isEqualTo("10.1.2.3");
    }

    @Test
    void shouldRefuseAFlagTwice() {
        assertThat(exit(Map.of(), "--bid-port=1", "--bid-port=2").text())
                .contains("1 problem:")
                .contains("--bid-port")
                .contains("only once");
    }

    @Test
    void shouldNotReadArgumentsFromFiles() throws IOException {
        final Path file = Files.writeString(folder.resolve("arguments"), "--bid-port=1");

        assertThat(exit(Map.of(), "@" + file).text()).contains("unknown argument \"@" + file);
    }

    @Test
    void shouldWarnOfUnknownVariablesAndIgnoreEmptyOnes() {
        final BidderConfig config =
                usable(Map.of("HAYATE_SERVICE_HOST", "10.0.0.1", "HAYATE_BID_PORT", "", "OTHER", "x"));

        assertThat(config.bidPort()).isEqualTo(8080);
        assertThat(config.warnings())
                .containsExactly("HAYATE_SERVICE_HOST in the environment is not a key and is ignored");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bidPort: 1\nbidPort: 2", "- bidPort", "bidPort: [", "just text", "bidPort: 1\n---\nbidPort: 2"})
    void shouldRefuseFileThatIsNoMapping(final String yaml) throws IOException {
        final Path file = Files.writeString(folder.resolve("bidder.yaml"), yaml);

        assertThat(exit(Map.of(), "--config=" + file).text())
                .contains("1 problem:")
                .contains("file " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "bidPort:\n"})
    void shouldTakeEmptyFile(final String yaml) throws IOException {
        final Path file = Files.writeString(folder.resolve("bidder.yaml"), yaml);

        assertThat(usable(Map.of(), "--config=" + file).bidPort()).isEqualTo(8080);
    }
}
