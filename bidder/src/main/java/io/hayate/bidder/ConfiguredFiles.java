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

/** Reads the files and keys that the configuration names, or tells all that is wrong with them. Immutable; shared. */
final class ConfiguredFiles {
    private final BidderConfig config;

    ConfiguredFiles(final BidderConfig config) {
        this.config = config;
    }

    /** The campaigns to be applied at start; null if none. */
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
        final Exchanges read = Exchanges.read(config.exchanges(), config.priceKeys(), fileProblems, keyProblems);
        final List<String> problems = new ArrayList<>();
        fileProblems.forEach(each -> problems.add("exchanges: " + each));
        keyProblems.forEach(each -> problems.add("price-keys: " + each));
        if (!problems.isEmpty()) {
            throw new UnusableConfigException(problems);
        }
        return read;
    }

    /** Null without rates. */
    @Nullable
    CurrencyRatesAgent rates(final EpochClock epochClock) throws UnusableConfigException {
        final Path file = config.rates();
        if (file == null) {
            return null;
        }
        final List<String> problems = new ArrayList<>();
        final CurrencyRatesAgent opened = CurrencyRatesAgent.open(file, config.ratesMaxAgeMs(), epochClock, problems);
        if (opened == null) {
            throw new UnusableConfigException(
                    problems.stream().map(each -> "rates: " + each).toList());
        }
        return opened;
    }

    /** Null without sellers. */
    @Nullable
    SellersAgent sellers(final EpochClock epochClock) throws UnusableConfigException {
        final Path file = config.sellers();
        if (file == null) {
            return null;
        }
        final List<String> problems = new ArrayList<>();
        final SellersAgent opened = SellersAgent.open(file, epochClock, problems);
        if (opened == null) {
            throw new UnusableConfigException(
                    problems.stream().map(each -> "sellers: " + each).toList());
        }
        return opened;
    }

    /** Those of the configuration, else those that the data folder keeps. */
    NoticeKeys noticeKeys(final DataDirectory directory) throws DataDirectoryException, UnusableConfigException {
        final String text = config.noticeKeys();
        if (text == null) {
            return keptNoticeKeys(directory);
        }
        final List<String> problems = new ArrayList<>();
        final NoticeKeys keys = NoticeKeys.parse(text, problems);
        if (keys == null) {
            throw new UnusableConfigException(
                    problems.stream().map(each -> "notice-keys: " + each).toList());
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
}
