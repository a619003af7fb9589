package io.hayate.bidder;

import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.catalog.DataDirectoryException;
import io.hayate.bidder.campaigns.rates.CurrencyRatesAgent;
import io.hayate.bidder.campaigns.sellers.SellersAgent;
import io.hayate.bidder.exchanges.Exchanges;
import io.hayate.bidder.notices.token.NoticeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;

/** Opens what the configuration names; each problem is told with its key. Owned by the launching thread. */
final class ConfiguredFiles {
    private final BidderConfig config;
    private final EpochClock clock;

    ConfiguredFiles(final BidderConfig config, final EpochClock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Nullable
    Path startFile() throws UnusableConfigException {
        final Path file = config.campaigns();
        if (file != null && !Files.isReadable(file)) {
            throw new UnusableConfigException(List.of("campaigns: " + file + " cannot be read"));
        }
        return file;
    }

    Exchanges exchanges() throws UnusableConfigException {
        final List<String> fileProblems = new ArrayList<>();
        final List<String> keyProblems = new ArrayList<>();
        final Exchanges exchanges = Exchanges.read(config.exchanges(), config.priceKeys(), fileProblems, keyProblems);
        final List<String> problems = new ArrayList<>(ofKey("exchanges", fileProblems));
        problems.addAll(ofKey("price-keys", keyProblems));
        if (!problems.isEmpty()) {
            throw new UnusableConfigException(problems);
        }
        return exchanges;
    }

    /** Null if none are configured. */
    @Nullable
    CurrencyRatesAgent openRates() throws UnusableConfigException {
        final Path file = config.rates();
        if (file == null) {
            return null;
        }
        final List<String> problems = new ArrayList<>();
        final CurrencyRatesAgent rates = CurrencyRatesAgent.open(file, config.ratesMaxAgeMs(), clock, problems);
        if (rates == null) {
            throw new UnusableConfigException(ofKey("rates", problems));
        }
        return rates;
    }

    /** Null if none are configured. */
    @Nullable
    SellersAgent openSellers() throws UnusableConfigException {
        final Path file = config.sellers();
        if (file == null) {
            return null;
        }
        final List<String> problems = new ArrayList<>();
        final SellersAgent sellers = SellersAgent.open(file, clock, problems);
        if (sellers == null) {
            throw new UnusableConfigException(ofKey("sellers", problems));
        }
        return sellers;
    }

    /** Those that are configured, else those that the data directory keeps. */
    NoticeKeys noticeKeys(final DataDirectory directory) throws DataDirectoryException, UnusableConfigException {
        final String text = config.noticeKeys();
        if (text == null) {
            return keptNoticeKeys(directory);
        }
        final List<String> problems = new ArrayList<>();
        final NoticeKeys keys = NoticeKeys.parse(text, problems);
        if (keys == null) {
            throw new UnusableConfigException(ofKey("notice-keys", problems));
        }
        return keys;
    }

    private static NoticeKeys keptNoticeKeys(final DataDirectory directory) throws DataDirectoryException {
        final Path file = directory.root().resolve(NoticeKeys.FILE_NAME);
        try {
            return NoticeKeys.openOrGenerate(file);
        } catch (final IOException e) {
            throw new DataDirectoryException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static List<String> ofKey(final String key, final List<String> problems) {
        return problems.stream().map(problem -> key + ": " + problem).toList();
    }
}
