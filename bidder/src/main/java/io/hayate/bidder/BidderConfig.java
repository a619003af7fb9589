package io.hayate.bidder;

import io.hayate.bidder.bid.gate.SupplyPolicy;
import io.hayate.bidder.campaigns.UploadLimits;
import io.hayate.bidder.campaigns.admit.DocumentLimits;
import io.hayate.bidder.ledger.brakes.BreakerSettings;
import io.hayate.bidder.ledger.report.ReportLimits;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.bidder.privacy.TcfRegistration;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the bidder was told at start: the only reader of file, flags and environment ({@link #load}), validated once.
 * Every limit and default is in {@link ConfigKey}. Immutable; shared.
 */
public final class BidderConfig {
    static final String MASK = "********";

    private static final String LOOPBACK = "127.0.0.1";

    private final Map<ConfigKey, Setting> settings;
    private final List<String> warnings;

    /** @param settings valid ones, of every key */
    BidderConfig(final Map<ConfigKey, Setting> settings, final List<String> warnings) {
        this.settings = new EnumMap<>(settings);
        this.warnings = List.copyOf(warnings);
    }

    /** What came of reading the configuration: a {@link Usable} one, or an {@link Exit}. */
    public sealed interface Loaded permits Usable, Exit {}

    /** The program can start. */
    public record Usable(BidderConfig config) implements Loaded {}

    /** The text is to be printed, to stderr unless the code is 0, and the program to end. */
    public record Exit(int code, String text) implements Loaded {}

    /**
     * The effective value of one key.
     *
     * @param value as read; null if there is none
     * @param text as it was written
     * @param origin such as {@code default}, {@code flag --bid-port}, {@code environment HAYATE_BID_PORT} or
     *     {@code file bidder.yaml}
     */
    record Setting(ConfigKey key, @Nullable Object value, String text, String origin) {
        String masked() {
            return key.isSecret() && value != null ? MASK : text;
        }
    }

    /** A flag beats the environment, which beats the file of {@code --config}, which beats the default. */
    public static Loaded load(final String[] args, final Map<String, String> environment) {
        return new ConfigReader(args, environment).read();
    }

    /** Worth a line in the log, such as unknown environment variables. */
    public List<String> warnings() {
        return warnings;
    }

    public String bidHost() {
        return text(ConfigKey.BID_HOST);
    }

    /** 0: any free port. */
    public int bidPort() {
        return number(ConfigKey.BID_PORT);
    }

    /** Loopback, unless told otherwise or there is a token. */
    public String adminHost() {
        return text(ConfigKey.ADMIN_HOST);
    }

    /** 0: any free port. */
    public int adminPort() {
        return number(ConfigKey.ADMIN_PORT);
    }

    public @Nullable String adminToken() {
        return (String) value(ConfigKey.ADMIN_TOKEN);
    }

    public Path dataDir() {
        return (Path) required(ConfigKey.DATA_DIR);
    }

    public @Nullable Path campaigns() {
        return (Path) value(ConfigKey.CAMPAIGNS);
    }

    public boolean campaignsForce() {
        return (Boolean) required(ConfigKey.CAMPAIGNS_FORCE);
    }

    public int maxCampaigns() {
        return number(ConfigKey.MAX_CAMPAIGNS);
    }

    public int maxCreatives() {
        return number(ConfigKey.MAX_CREATIVES);
    }

    /** How large campaigns and advertisers may be. */
    public DocumentLimits documentLimits() {
        return new DocumentLimits(
                number(ConfigKey.MAX_DOCUMENT_BYTES),
                number(ConfigKey.MAX_CAMPAIGN_CREATIVES),
                number(ConfigKey.MAX_LIST_VALUES),
                number(ConfigKey.MAX_MARKUP_BYTES));
    }

    public UploadLimits uploadLimits() {
        return new UploadLimits((Long) required(ConfigKey.MAX_UPLOAD_BYTES), number(ConfigKey.MAX_UPLOADS));
    }

    public long maxUsers() {
        return number(ConfigKey.MAX_USERS);
    }

    /** In base64; null: it is generated once into the data folder. */
    public @Nullable String userSecret() {
        return (String) value(ConfigKey.USER_SECRET);
    }

    /** In lower case. */
    public List<String> eidsSources() {
        return domains(ConfigKey.EIDS_SOURCES);
    }

    /** Without a slash at the end. */
    public String noticeUrl(final int boundBidPort) {
        return url(ConfigKey.NOTICE_URL, boundBidPort);
    }

    /** Without a slash at the end. */
    public String trackerUrl(final int boundBidPort) {
        return url(ConfigKey.TRACKER_URL, boundBidPort);
    }

    /** {@code id:base64,...}; null: they are generated once into the data folder. */
    public @Nullable String noticeKeys() {
        return (String) value(ConfigKey.NOTICE_KEYS);
    }

    public long noticeExpiryMs() {
        return durationMs(ConfigKey.NOTICE_EXPIRY);
    }

    public long journalKeepMs() {
        return durationMs(ConfigKey.JOURNAL_KEEP);
    }

    public @Nullable Path exchanges() {
        return (Path) value(ConfigKey.EXCHANGES);
    }

    /** {@code id:encryption key:integrity key,...}. */
    public @Nullable String priceKeys() {
        return (String) value(ConfigKey.PRICE_KEYS);
    }

    public @Nullable Path rates() {
        return (Path) value(ConfigKey.RATES);
    }

    public long ratesMaxAgeMs() {
        return durationMs(ConfigKey.RATES_MAX_AGE);
    }

    public int loops() {
        return number(ConfigKey.LOOPS);
    }

    public long requestTimeoutMs() {
        return durationMs(ConfigKey.REQUEST_TIMEOUT);
    }

    /** 0: never. */
    public long idleTimeoutMs() {
        return durationMs(ConfigKey.IDLE_TIMEOUT);
    }

    /** Notices are answered after a forced write, not just after the write. */
    public boolean journalSyncGroup() {
        return text(ConfigKey.JOURNAL_SYNC).equals("group");
    }

    /** When the circuit breaker opens, but for the exchanges' own limits. */
    public BreakerSettings breaker() {
        return new BreakerSettings(
                (Long) required(ConfigKey.MAX_SPEND_PER_HOUR),
                BreakerSettings.Anomalies.valueOf(
                        text(ConfigKey.BREAKER_ANOMALIES).toUpperCase(Locale.ROOT)));
    }

    /** What is done without consent, and how we are registered with the TCF. */
    public PrivacyPolicy privacy() {
        final Integer vendorId = (Integer) value(ConfigKey.TCF_VENDOR_ID);
        return new PrivacyPolicy(
                new TcfRegistration(
                        vendorId == null ? TcfRegistration.NO_VENDOR : vendorId,
                        purposes(ConfigKey.TCF_CONSENT_PURPOSES),
                        purposes(ConfigKey.TCF_LEGITIMATE_INTEREST_PURPOSES),
                        purposes(ConfigKey.TCF_FLEXIBLE_PURPOSES)),
                text(ConfigKey.PRIVACY_WITHOUT_CONSENT).equals("no-bid"));
    }

    /** What is asked of supply chains and sellers. */
    public SupplyPolicy supply() {
        return SupplyPolicy.of(domains(ConfigKey.BLOCKED_ASI), (Boolean) required(ConfigKey.SCHAIN_COMPLETE), (Boolean)
                required(ConfigKey.SELLERS_REQUIRED));
    }

    public @Nullable Path sellers() {
        return (Path) value(ConfigKey.SELLERS);
    }

    /** Campaigns with frequency caps bid even when no user key is allowed or known. */
    public boolean bidCapsWithoutUser() {
        return text(ConfigKey.CAPS_WITHOUT_USER).equals("bid");
    }

    /** Bid loops take part in explaining. */
    public boolean explain() {
        return (Boolean) required(ConfigKey.EXPLAIN);
    }

    /** How much of the past the report keeps. */
    public ReportLimits report() {
        return new ReportLimits(
                number(ConfigKey.REPORT_HOURS), number(ConfigKey.REPORT_DAYS), number(ConfigKey.REPORT_ROWS));
    }

    /** From 0, no bid log, to 1. */
    public double bidLogShare() {
        return (Double) required(ConfigKey.BID_LOG_SAMPLE);
    }

    public long bidLogBytes() {
        return (Long) required(ConfigKey.BID_LOG_BYTES);
    }

    public long drainMs() {
        return durationMs(ConfigKey.DRAIN);
    }

    /** Lower case, as slf4j names them. */
    public String logLevel() {
        return text(ConfigKey.LOG_LEVEL);
    }

    /** Every key with its value and origin, secrets masked, for {@code GET /config}. */
    public String toJson() {
        return ConfigReport.json(settings);
    }

    /** What the admin port binds when nothing is said. */
    static String defaultAdminHost(final boolean withToken) {
        return withToken ? "0.0.0.0" : LOOPBACK;
    }

    private String url(final ConfigKey key, final int boundBidPort) {
        return text(key).replace(ConfigKey.BID_PORT_PLACEHOLDER, Integer.toString(boundBidPort));
    }

    private int number(final ConfigKey key) {
        return (Integer) required(key);
    }

    private List<String> domains(final ConfigKey key) {
        return ((List<?>) required(key)).stream().map(String::valueOf).toList();
    }

    private int purposes(final ConfigKey key) {
        return ((Long) required(key)).intValue();
    }

    private long durationMs(final ConfigKey key) {
        return (Long) required(key);
    }

    private String text(final ConfigKey key) {
        return (String) required(key);
    }

    private Object required(final ConfigKey key) {
        return Objects.requireNonNull(value(key), key::flag);
    }

    private @Nullable Object value(final ConfigKey key) {
        return Objects.requireNonNull(settings.get(key), key::flag).value();
    }
}
