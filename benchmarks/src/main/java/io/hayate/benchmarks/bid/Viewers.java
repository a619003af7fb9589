package io.hayate.benchmarks.bid;

import io.hayate.bidder.audience.AudienceAgent;
import io.hayate.bidder.audience.AudienceSettings;
import io.hayate.bidder.audience.ExchangeTags;
import io.hayate.bidder.audience.ImpressionFeed;
import io.hayate.bidder.audience.UserIds;
import io.hayate.bidder.audience.UserSecret;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidPipeline;
import io.hayate.bidder.bid.RouteObserver;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.bid.identify.UserFinder;
import io.hayate.bidder.bid.spend.FrequencyCaps;
import io.hayate.bidder.bid.spend.PendingImpressions;
import io.hayate.bidder.campaigns.live.SlotTable;
import io.hayate.bidder.exchanges.Exchanges;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/** Users of a bidder without threads, and what they have seen. Owned by the thread that opened it. */
final class Viewers implements AutoCloseable {
    private static final long MAX_USERS = 1_000_000;

    /** The same in every run; it guards nothing. */
    private static final String SECRET = "aGF5YXRlIGJlbmNobWFyayBrZXksIG5vIHNlY3JldCA=";

    private final Path folder;
    private final EpochClock clock;
    private final Exchanges exchanges = Exchanges.builtIn();
    private final UserSecret secret = Objects.requireNonNull(UserSecret.parse(SECRET));
    private final PendingImpressions[] pending = PendingImpressions.of(1);
    private final AudienceAgent audience;
    private final ImpressionFeed feed;
    private long nextSequence;

    private Viewers(final Path folder, final EpochClock clock) throws IOException {
        this.folder = folder;
        this.clock = clock;
        final List<String> names = exchanges.profiles().all().stream()
                .map(profile -> profile.name())
                .toList();
        audience = AudienceAgent.open(
                folder, new AudienceSettings(MAX_USERS, secret, UserIds.of(List.of(), names)), clock);
        feed = audience.newImpressionFeed(new ExchangeTags(names));
    }

    static Viewers open(final EpochClock clock) {
        try {
            return new Viewers(Files.createTempDirectory("hayate-benchmark-users-"), clock);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImpressionFeed feed() {
        return feed;
    }

    BidPipeline newPipeline(final ThreadlessBidder bidder, final int loop, final NanoClock nanoClock) {
        final UserFinder finder = new UserFinder(
                audience.users().newReader(),
                secret,
                List.of(),
                exchanges.profiles().all());
        return bidder.newPipeline(
                loop, nanoClock, new PermittedUserData(finder), new FrequencyCaps(pending, loop, true));
    }

    void show(final ThreadlessBidder bidder, final int loop, final List<byte[]> requests) {
        final LedgerProxy ledger = bidder.ledgerProxy(loop);
        final BidPipeline pipeline = newPipeline(bidder, loop, () -> 0);
        pipeline.observe(new RouteObserver() {
            @Override
            public void onBid(final BidContext context, final int bid) {
                if (context.followsUser(bid)) {
                    fill(ledger.notice(), context, bid);
                    ledger.offer();
                }
            }
        });
        final byte[] answer = new byte[BidLimits.MAX_ANSWER_BYTES];
        for (final byte[] request : requests) {
            System.arraycopy(request, 0, pipeline.body(), 0, request.length);
            pipeline.bid(exchanges.profiles().byOrdinal(0), request.length, 0, clock.time(), answer);
            pipeline.endOfBatch();
            bidder.workOnLedger();
            audience.doWork();
        }
    }

    private void fill(final NoticeRecord notice, final BidContext context, final int bid) {
        final SlotTable table = context.view.part(context.bidPart[bid]).table();
        notice.kind = NoticeKind.IMPRESSION;
        notice.billedOn = null;
        notice.noticeTimeMs = clock.time();
        notice.bidTimeMs = clock.time();
        notice.sequence = nextSequence++;
        notice.campaignId = table.campaignId(context.bidSlot[bid]);
        notice.advertiserId = table.advertiserId(context.bidSlot[bid]);
        notice.creativeId = table.creativeId(context.bidCreative[bid]);
        notice.currency = table.currency(context.bidSlot[bid]);
        notice.exchange = 0;
        notice.hasUser = true;
        notice.userKeyHigh = context.userKeyHigh;
        notice.userKeyLow = context.userKeyLow;
    }

    @Override
    public void close() {
        audience.onClose();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (final Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
