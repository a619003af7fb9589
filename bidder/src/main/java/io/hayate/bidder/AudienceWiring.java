package io.hayate.bidder;

import io.hayate.bidder.admin.BearerToken;
import io.hayate.bidder.audience.AudienceAgent;
import io.hayate.bidder.audience.AudienceSettings;
import io.hayate.bidder.audience.ExchangeTags;
import io.hayate.bidder.audience.ImpressionFeed;
import io.hayate.bidder.audience.LastImpression;
import io.hayate.bidder.audience.LastImpressions;
import io.hayate.bidder.audience.UserIds;
import io.hayate.bidder.audience.UserSecret;
import io.hayate.bidder.bid.identify.UserFinder;
import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.catalog.DataDirectoryException;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.notices.receive.ConversionParts;
import io.hayate.bidder.notices.receive.SeenImpressions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;

/** Opens the users, and makes what looks them up and what counts their impressions. Owned by the launching thread. */
final class AudienceWiring {
    private final AudienceAgent agent;
    private final UserSecret secret;
    private final List<String> eidsSources;
    private final List<ExchangeProfile> exchanges;

    private AudienceWiring(
            final AudienceAgent agent,
            final UserSecret secret,
            final List<String> eidsSources,
            final List<ExchangeProfile> exchanges) {
        this.agent = agent;
        this.secret = secret;
        this.eidsSources = eidsSources;
        this.exchanges = exchanges;
    }

    /** @param exchanges in the order of their ordinals */
    static AudienceWiring open(
            final BidderConfig config,
            final DataDirectory directory,
            final List<ExchangeProfile> exchanges,
            final EpochClock clock)
            throws DataDirectoryException {
        final UserSecret secret = secret(config, directory);
        final UserIds ids = UserIds.of(
                config.eidsSources(),
                exchanges.stream().map(ExchangeProfile::name).toList());
        try {
            final AudienceAgent agent =
                    AudienceAgent.open(directory.users(), new AudienceSettings(config.maxUsers(), secret, ids), clock);
            return new AudienceWiring(agent, secret, config.eidsSources(), exchanges);
        } catch (final IOException e) {
            throw new DataDirectoryException(directory.users() + " cannot be used: " + e.getMessage(), e);
        }
    }

    AudienceAgent agent() {
        return agent;
    }

    /** For one loop. */
    UserFinder newFinder() {
        return new UserFinder(agent.users().newReader(), secret, eidsSources, exchanges);
    }

    /** For one loop. */
    ConversionParts newConversionParts(final @Nullable String adminToken, final LiveIndex live) {
        return new ConversionParts(
                adminToken == null ? null : new BearerToken(adminToken),
                secret.orderKey(),
                () -> live.current().currencies().rates(),
                newSeenImpressions());
    }

    /** Who tells the audience agent of impressions; for the ledger agent, once. */
    ImpressionFeed newImpressionFeed() {
        return agent.newImpressionFeed(exchangeTags());
    }

    /** Users' records as conversions without a click ask for them; for one loop. */
    private SeenImpressions newSeenImpressions() {
        final LastImpressions users = new LastImpressions(agent.users().newReader(), secret, exchangeTags());
        final LastImpression found = new LastImpression();
        return (type, id, length, advertiserId, nowMs, into) -> {
            if (!users.find(type, id, 0, length, advertiserId, nowMs, found)) {
                return false;
            }
            into.timeMs = found.timeSeconds * 1000;
            into.campaignId = found.campaignId;
            into.creativeId = found.creativeId;
            into.exchange = users.exchange(found);
            into.currency = found.currency;
            return true;
        };
    }

    private ExchangeTags exchangeTags() {
        return new ExchangeTags(exchanges.stream().map(ExchangeProfile::name).toList());
    }

    private static UserSecret secret(final BidderConfig config, final DataDirectory directory)
            throws DataDirectoryException {
        final String text = config.userSecret();
        if (text != null) {
            return Objects.requireNonNull(UserSecret.parse(text), "checked when the configuration was read");
        }
        final Path file = directory.root().resolve(UserSecret.FILE_NAME);
        try {
            return UserSecret.openOrGenerate(file);
        } catch (final IOException e) {
            throw new DataDirectoryException(file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
