package io.hayate.bidder;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be tuned: name, default, bounds and meaning; docs/configuration.md lists the same.
 *
 * <p>The name of a key is its flag's; the environment variable and the file's key follow from it. Immutable; shared.
 */
public enum ConfigKey {
    CONFIG("config", null, "none", ConfigValue.FILE, "YAML file of these keys in camel case, such as bidPort"),
    CHECK_CONFIG(
            "check-config", "false", ConfigValue.SWITCH, "print the effective values and end: 0, or 2 if unusable"),
    BID_HOST("bid-host", "0.0.0.0", ConfigValue.HOST, "address that the bid port binds"),
    BID_PORT("bid-port", "8080", ConfigValue.PORT, "bids and notices; 0: any free port"),
    ADMIN_HOST(
            "admin-host",
            null,
            "127.0.0.1; with admin-token 0.0.0.0",
            ConfigValue.HOST,
            "address that the admin port binds; loopback only unless there is an admin-token"),
    ADMIN_PORT("admin-port", "8081", ConfigValue.PORT, "administration; 0: any free port"),
    ADMIN_TOKEN(
            "admin-token",
            null,
            "none",
            ConfigValue.SECRET,
            "asked for as Authorization: Bearer; without it the admin port is on loopback only and asks for none"),
    DATA_DIR("data-dir", "./hayate-data", ConfigValue.FOLDER, "maps, logs, generated keys; one process at a time"),
    CAMPAIGNS(
            "campaigns", null, "none", ConfigValue.FILE, "NDJSON of campaigns, applied at start where a line changed"),
    CAMPAIGNS_FORCE("campaigns-force", "false", ConfigValue.SWITCH, "apply every line of campaigns, changed or not"),
    MAX_CAMPAIGNS("max-campaigns", "200000", ConfigValue.count(1, 10_000_000), "first size of the campaigns' map"),
    MAX_CREATIVES("max-creatives", "1000000", ConfigValue.count(1, 100_000_000), "first size of the creatives' map"),
    MAX_DOCUMENT_BYTES(
            "max-document-bytes",
            "1048576",
            ConfigValue.count(1_024, 8 * 1024 * 1024),
            "of the JSON of a campaign or an advertiser"),
    MAX_CAMPAIGN_CREATIVES("max-campaign-creatives", "1000", ConfigValue.count(1, 10_000), "creatives of one campaign"),
    MAX_LIST_VALUES(
            "max-list-values",
            "10000",
            ConfigValue.count(1, 100_000),
            "values of a list in a campaign's targeting, domains that an advertiser blocks"),
    MAX_MARKUP_BYTES(
            "max-markup-bytes",
            "65536",
            ConfigValue.count(1, 128 * 1024),
            "of a banner's markup; as the bidder keeps it a creative has at most 128 KiB in all"),
    MAX_UPLOAD_BYTES(
            "max-upload-bytes",
            "8589934592",
            ConfigValue.bytes(1L << 20, 1L << 40),
            "of a body of POST /campaigns; longer ones than 1 MiB wait in data-dir until they are whole"),
    MAX_UPLOADS("max-uploads", "8", ConfigValue.count(1, 64), "such long bodies at once"),
    MAX_USERS(
            "max-users",
            "10000000",
            ConfigValue.count(1, 1_000_000_000),
            "most users that segments are kept of; their map begins small and is made larger as they come"),
    USER_SECRET(
            "user-secret",
            null,
            "generated once into data-dir",
            ConfigValue.USER_SECRET,
            "what ids of users are hashed with; must be shared by replicas, and stay"),
    EIDS_SOURCES(
            "eids-sources",
            "none",
            ConfigValue.DOMAINS,
            "sources of user.eids that users are looked up by, the first before the others"),
    NOTICE_URL(
            "notice-url",
            "http://localhost:{bid-port}",
            ConfigValue.BASE_URL,
            "base of nurl, burl and lurl, which servers fire"),
    TRACKER_URL(
            "tracker-url",
            "https://localhost:{bid-port}",
            ConfigValue.BASE_URL,
            "base of what stands in markup; if not https, no bid on secure impressions"),
    NOTICE_KEYS(
            "notice-keys",
            null,
            "generated once into data-dir",
            ConfigValue.KEYS,
            "id:base64,...; the first signs, all verify; must be shared by replicas"),
    NOTICE_EXPIRY(
            "notice-expiry",
            "24h",
            ConfigValue.duration("1s", "8760h"),
            "of win, bill, loss and impression tokens; clicks live 30 days"),
    EXCHANGES(
            "exchanges",
            null,
            "none",
            ConfigValue.FILE,
            "YAML of exchange profiles, which are added to those built in or replace them"),
    PRICE_KEYS(
            "price-keys",
            null,
            "none",
            ConfigValue.PRICE_KEYS,
            "what exchanges encrypt prices with; profiles name the id"),
    RATES(
            "rates",
            null,
            "none",
            ConfigValue.FILE,
            "JSON or YAML of currency rates, looked at every 5s; without it nothing is converted"),
    RATES_MAX_AGE(
            "rates-max-age",
            "48h",
            ConfigValue.duration("1m", "8760h"),
            "of rates, from their asOf; older ones convert nothing"),
    LOOPS("loops", null, "number of processors", ConfigValue.count(1, 256), "bid loops, a thread each"),
    REQUEST_TIMEOUT(
            "request-timeout",
            "10s",
            ConfigValue.duration("1ms", "1h"),
            "from a request's first byte to its last; then 408 or close"),
    IDLE_TIMEOUT(
            "idle-timeout",
            "0",
            ConfigValue.durationOrZero("150s", "8760h"),
            "between requests on a connection; 0: never. Exchanges keep connections for minutes"),
    JOURNAL_SYNC(
            "journal-sync",
            "group",
            ConfigValue.choice("group", "none"),
            "without effect yet; group: notices are answered after a forced write, none: after the write"),
    JOURNAL_KEEP(
            "journal-keep",
            "72h",
            ConfigValue.durationOrZero("1m", "8760h"),
            "how far back the money log reaches; of what is older the ledger keeps only what came of it"),
    PRIVACY_WITHOUT_CONSENT(
            "privacy-without-consent",
            "contextual",
            ConfigValue.choice("contextual", "no-bid"),
            "where the GDPR applies without readable consent: a bid that uses nothing of the user, or none"),
    TCF_VENDOR_ID(
            "tcf-vendor-id",
            null,
            "none",
            ConfigValue.count(1, 65_535),
            "our number in the Global Vendor List; without it no consent string grants anything"),
    TCF_CONSENT_PURPOSES(
            "tcf-consent-purposes",
            "1,2,3,4",
            ConfigValue.purposes(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            "purposes that we are registered for by consent"),
    TCF_LEGITIMATE_INTEREST_PURPOSES(
            "tcf-legitimate-interest-purposes",
            "2",
            ConfigValue.purposes(2, 7, 8, 9, 10, 11),
            "purposes that we are registered for by legitimate interest"),
    TCF_FLEXIBLE_PURPOSES(
            "tcf-flexible-purposes",
            "2",
            ConfigValue.purposes(2, 7, 8, 9, 10, 11),
            "purposes whose basis a publisher may change"),
    BLOCKED_ASI(
            "blocked-asi",
            "none",
            ConfigValue.DOMAINS,
            "no bid through a supply chain with a node of one of these, or of a domain below"),
    SCHAIN_COMPLETE(
            "schain-complete",
            "false",
            ConfigValue.SWITCH,
            "on sites and apps no bid but through a supply chain that is told and complete"),
    SELLERS(
            "sellers",
            null,
            "none",
            ConfigValue.FILE,
            "NDJSON of authorised sellers (ads.txt, app-ads.txt), looked at every 5s"),
    SELLERS_REQUIRED(
            "sellers-required", "false", ConfigValue.SWITCH, "no bid on sites and apps that sellers has nothing of"),
    CAPS_WITHOUT_USER(
            "caps-without-user",
            "no-bid",
            ConfigValue.choice("no-bid", "bid"),
            "without effect yet; campaigns with frequency caps when no user key is allowed or known"),
    EXPLAIN(
            "explain",
            "true",
            ConfigValue.SWITCH,
            "bid loops count what becomes of candidates and copy samples, for why; false only to measure what that costs"),
    DRAIN(
            "drain",
            "10s",
            ConfigValue.durationOrZero("1ms", "1h"),
            "at most, after SIGTERM; ends when no connection is open"),
    LOG_LEVEL(
            "log-level", "info", ConfigValue.choice("error", "warn", "info", "debug", "trace"), "of the log on stdout");

    /** Takes the place of the bound bid port in a URL. */
    public static final String BID_PORT_PLACEHOLDER = "{bid-port}";

    private final String flag;
    private final @Nullable String defaultText;
    private final String defaultSentence;

    @SuppressWarnings("ImmutableEnumChecker") // it is immutable: its readers hold no state
    private final ConfigValue value;

    private final String meaning;

    ConfigKey(final String flag, final String defaultText, final ConfigValue value, final String meaning) {
        this(flag, defaultText, defaultText, value, meaning);
    }

    ConfigKey(
            final String flag,
            final @Nullable String defaultText,
            final String defaultSentence,
            final ConfigValue value,
            final String meaning) {
        this.flag = flag;
        this.defaultText = defaultText;
        this.defaultSentence = defaultSentence;
        this.value = value;
        this.meaning = meaning;
    }

    /** Without the hyphens in front, such as {@code bid-port}. */
    public String flag() {
        return flag;
    }

    /** Such as {@code HAYATE_BID_PORT}. */
    public String environmentVariable() {
        return "HAYATE_" + flag.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Such as {@code bidPort}. */
    public String fileKey() {
        final StringBuilder camel = new StringBuilder();
        for (final String word : flag.split("-", -1)) {
            camel.append(
                    camel.length() == 0 ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }

    /** The default as its value is written; null where there is none, or where it follows from something else. */
    public @Nullable String defaultText() {
        return defaultText;
    }

    /** The default as documentation tells it. */
    public String defaultSentence() {
        return defaultSentence;
    }

    public String meaning() {
        return meaning;
    }

    /** How its text is read. */
    ConfigValue value() {
        return value;
    }

    boolean isSecret() {
        return value.secret();
    }

    boolean isSwitch() {
        return value.equals(ConfigValue.SWITCH);
    }
}
