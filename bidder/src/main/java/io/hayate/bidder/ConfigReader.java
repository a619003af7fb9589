package io.hayate.bidder;

import io.hayate.bidder.BidderConfig.Exit;
import io.hayate.bidder.BidderConfig.Loaded;
import io.hayate.bidder.BidderConfig.Setting;
import io.hayate.bidder.BidderConfig.Usable;
import io.hayate.bidder.campaigns.rates.CurrencyRatesParser;
import io.hayate.bidder.exchanges.Exchanges;
import io.hayate.bidder.notices.token.NoticeKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads flags, environment and file once, and gathers every problem on the way instead of stopping at the first. Owned
 * by the launching thread.
 */
final class ConfigReader {
    private static final String ENVIRONMENT_PREFIX = "HAYATE_";
    private static final String DEFAULT = "default";

    private final String[] args;
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<ConfigKey, Setting> settings = new EnumMap<>(ConfigKey.class);

    /** A value as it was found, unread. */
    record Given(String text, String origin) {}

    ConfigReader(final String[] args, final Map<String, String> environment) {
        this.args = args;
        this.environment = environment;
    }

    Loaded read() {
        final CommandLineFlags flags = new CommandLineFlags(args);
        final String help = flags.helpAskedFor();
        if (help != null) {
            return new Exit(0, help);
        }
        final Map<ConfigKey, Given> fromFlags = flags.given(problems);
        final Map<ConfigKey, Given> fromEnvironment = readEnvironment();
        resolve(ConfigKey.CONFIG, fromFlags, fromEnvironment, Map.of());
        final Object file = value(ConfigKey.CONFIG);
        final Map<ConfigKey, Given> fromFile = file == null ? Map.of() : new ConfigFile((Path) file).given(problems);
        for (final ConfigKey key : ConfigKey.values()) {
            if (key != ConfigKey.CONFIG) {
                resolve(key, fromFlags, fromEnvironment, fromFile);
            }
        }
        resolveWhatFollows();
        checkTogether();
        if (Boolean.TRUE.equals(value(ConfigKey.CHECK_CONFIG))) {
            final String checked = ConfigReport.table(settings) + ConfigReport.warnings(warnings);
            return problems.isEmpty() ? new Exit(0, checked) : new Exit(2, checked + ConfigReport.problems(problems));
        }
        return problems.isEmpty()
                ? new Usable(new BidderConfig(settings, warnings))
                : new Exit(2, ConfigReport.problems(problems));
    }

    /** An empty variable counts as not set: that is how orchestrators leave one out. */
    private Map<ConfigKey, Given> readEnvironment() {
        final Map<ConfigKey, Given> given = new EnumMap<>(ConfigKey.class);
        final Map<String, String> unknown = new TreeMap<>(environment);
        unknown.keySet().removeIf(name -> !name.startsWith(ENVIRONMENT_PREFIX));
        for (final ConfigKey key : ConfigKey.values()) {
            final String text = unknown.remove(key.environmentVariable());
            if (text != null && !text.isBlank()) {
                given.put(key, new Given(text.strip(), "environment " + key.environmentVariable()));
            }
        }
        unknown.keySet().forEach(name -> warnings.add(name + " in the environment is not a key and is ignored"));
        return given;
    }

    private void resolve(
            final ConfigKey key,
            final Map<ConfigKey, Given> flags,
            final Map<ConfigKey, Given> environmentVariables,
            final Map<ConfigKey, Given> file) {
        final Given given = flags.getOrDefault(key, environmentVariables.getOrDefault(key, file.get(key)));
        if (given == null) {
            final String text = key.defaultText();
            final Object value = text == null ? null : key.value().reader().read(text);
            settings.put(key, new Setting(key, value, text == null ? key.defaultSentence() : text, DEFAULT));
            return;
        }
        final Object value = key.value().reader().read(given.text());
        if (value == null) {
            final String shown = key.isSecret() ? BidderConfig.MASK : '"' + given.text() + '"';
            problems.add(key.flag() + " (" + given.origin() + "): expected "
                    + key.value().expected() + ", not " + shown);
        }
        // A secret that cannot be read is masked here: a table shows the text of what has no value.
        final String text = value == null && key.isSecret() ? BidderConfig.MASK : given.text();
        settings.put(key, new Setting(key, value, text, given.origin()));
    }

    /** Defaults that follow from the machine or from other keys. */
    private void resolveWhatFollows() {
        if (origin(ConfigKey.LOOPS).equals(DEFAULT)) {
            final int processors = Math.min(Runtime.getRuntime().availableProcessors(), 256);
            settings.put(
                    ConfigKey.LOOPS, new Setting(ConfigKey.LOOPS, processors, Integer.toString(processors), DEFAULT));
        }
        if (origin(ConfigKey.ADMIN_HOST).equals(DEFAULT)) {
            final String host = BidderConfig.defaultAdminHost(value(ConfigKey.ADMIN_TOKEN) != null);
            settings.put(ConfigKey.ADMIN_HOST, new Setting(ConfigKey.ADMIN_HOST, host, host, DEFAULT));
        }
        if (value(ConfigKey.BID_PORT) instanceof Integer port && port != 0) {
            showPort(ConfigKey.NOTICE_URL, port);
            showPort(ConfigKey.TRACKER_URL, port);
        }
    }

    /** For people only: the value keeps the placeholder, as the port is sure only when it is bound. */
    private void showPort(final ConfigKey key, final int port) {
        if (value(key) instanceof String url) {
            final String shown = url.replace(ConfigKey.BID_PORT_PLACEHOLDER, Integer.toString(port));
            settings.put(key, new Setting(key, url, shown, origin(key)));
        }
    }

    /** What no key's text can tell alone. */
    private void checkTogether() {
        final Object bidPort = value(ConfigKey.BID_PORT);
        if (bidPort instanceof Integer port && port != 0 && bidPort.equals(value(ConfigKey.ADMIN_PORT))) {
            problems.add("admin-port (" + origin(ConfigKey.ADMIN_PORT) + "): expected another port than bid-port ("
                    + origin(ConfigKey.BID_PORT) + "), not \"" + port + '"');
        }
        if (value(ConfigKey.NOTICE_KEYS) instanceof String keys) {
            final List<String> keyProblems = new ArrayList<>();
            NoticeKeys.parse(keys, keyProblems);
            addProblems(ConfigKey.NOTICE_KEYS, keyProblems);
        }
        checkExchanges();
        checkRates();
        if (Boolean.TRUE.equals(value(ConfigKey.SELLERS_REQUIRED)) && value(ConfigKey.SELLERS) == null) {
            warnings.add("sellers-required without sellers: there will be no bid on sites and apps");
        }
        final Object adminHost = value(ConfigKey.ADMIN_HOST);
        final boolean tokenGiven = !origin(ConfigKey.ADMIN_TOKEN).equals(DEFAULT);
        if (adminHost instanceof String host && !tokenGiven && !isLoopback(host)) {
            problems.add("admin-host (" + origin(ConfigKey.ADMIN_HOST)
                    + "): expected a loopback address, as there is no admin-token, not \"" + host + '"');
        }
    }

    private void checkExchanges() {
        final List<String> fileProblems = new ArrayList<>();
        final List<String> keyProblems = new ArrayList<>();
        Exchanges.read(
                (Path) value(ConfigKey.EXCHANGES), (String) value(ConfigKey.PRICE_KEYS), fileProblems, keyProblems);
        addProblems(ConfigKey.EXCHANGES, fileProblems);
        addProblems(ConfigKey.PRICE_KEYS, keyProblems);
    }

    private void checkRates() {
        if (value(ConfigKey.RATES) instanceof Path file) {
            final List<String> found = new ArrayList<>();
            try {
                CurrencyRatesParser.parse(CurrencyRatesParser.read(file), System.currentTimeMillis(), found);
            } catch (final IOException e) {
                found.add("cannot be read: " + e.getMessage());
            }
            addProblems(ConfigKey.RATES, found);
        }
    }

    private void addProblems(final ConfigKey key, final List<String> found) {
        found.forEach(each -> problems.add(key.flag() + " (" + origin(key) + "): " + each));
    }

    private static boolean isLoopback(final String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private @Nullable Object value(final ConfigKey key) {
        final Setting setting = settings.get(key);
        return setting == null ? null : setting.value();
    }

    private String origin(final ConfigKey key) {
        final Setting setting = settings.get(key);
        return setting == null ? DEFAULT : setting.origin();
    }
}
