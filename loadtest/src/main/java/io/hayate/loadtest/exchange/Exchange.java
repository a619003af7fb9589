package io.hayate.loadtest.exchange;

import io.hayate.loadtest.exchange.RequestFacts.Impression;
import io.hayate.loadtest.traffic.Dice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exchange without a clock and without connections: it holds the auctions of answers, has the notices that follow from
 * them, and keeps the books. Whoever drives it tells the time, which never goes back, fires what {@link #poll} gives, and
 * tells how that was answered.
 *
 * <p>Owned by the thread that drives it; a driver of several threads hands it on under a lock.
 */
public final class Exchange {
    /** Sent again after so long, the next time after twice that, and so on. */
    private static final long RETRY_MS = 100;

    private static final int MAX_ATTEMPTS = 20;

    /** Numbers of what is drawn for one coming of a request: room for its impressions. */
    private static final long DRAWS_PER_TIME = 1_024;

    private static final int MAX_IMPRESSIONS = (int) DRAWS_PER_TIME - 1;

    private final long seed;
    private final Auction auction;
    private final RequestReader requests;
    private final AnswerReader answers = new AnswerReader();
    private final Books books;
    private final NoticeQueue queue = new NoticeQueue();
    private final NoticePlan plan;
    private final Conversions conversions;
    private final long[] counts = new long[ExchangeCount.values().length];
    private final List<OfferedBid> ofImpression = new ArrayList<>();
    private final Dice dice = new Dice(0);
    private final long longestDelayMs;

    /** @param currencyByCampaign of the budgets, by {@code cid}; a campaign that is not there has that of its first bid */
    public Exchange(final ExchangeSettings settings, final Map<String, String> currencyByCampaign) {
        final GroundTruth truth = new GroundTruth(
                settings.seed(),
                settings.response().clickRate(),
                settings.response().conversionRate());
        this.seed = settings.seed();
        this.auction = new Auction(settings.competition(), settings.rates());
        this.requests = new RequestReader(truth);
        this.books = new Books(settings.billsOn(), settings.rates(), currencyByCampaign);
        this.plan = new NoticePlan(settings.delivery(), settings.noticePath(), truth, queue, counts);
        this.longestDelayMs = NoticePlan.MAX_DELAY_MS
                + Conversions.MAX_ORDER_MS
                + 2L * settings.delivery().lateToMs();
        this.conversions = new Conversions(
                settings.response().clickIdParameter(), settings.noticePath(), settings.delivery(), queue, counts);
    }

    /**
     * Holds the auctions of an answer with content; a no-bid among them is counted and nothing else.
     *
     * @param nowMs epoch milliseconds
     */
    public void onAnswer(final byte[] request, final byte[] answer, final long nowMs) {
        increment(ExchangeCount.ANSWERS);
        final RequestReader.Seen seen;
        try {
            answers.read(answer);
            if (answers.bids().isEmpty()) {
                return;
            }
            seen = requests.read(request);
        } catch (final IOException e) {
            increment(ExchangeCount.UNREADABLE);
            return;
        }
        final long drawn = seen.countTime() * DRAWS_PER_TIME;
        counts[ExchangeCount.BIDS.ordinal()] += answers.bids().size();
        final List<Impression> impressions = seen.facts.impressions();
        for (int i = 0; i < impressions.size() && i < MAX_IMPRESSIONS; i++) {
            takeBids(impressions.get(i).id());
            if (!ofImpression.isEmpty()) {
                dice.reset(seed ^ seen.facts.seed(), drawn + i);
                holdAuction(seen.facts, impressions.get(i), nowMs);
            }
        }
        onStrayBids(seen.facts, drawn, nowMs);
    }

    /** When the next notice is due; {@link Long#MAX_VALUE} if none waits. */
    public long nextDueMs() {
        return queue.nextDueMs();
    }

    /** The next notice that is due by now, to be fired; null if there is none. */
    public @Nullable Notice poll(final long nowMs) {
        return queue.poll(nowMs);
    }

    /** How many notices wait for their time. */
    public int waiting() {
        return queue.count();
    }

    /** From an answer to the last notice that follows from it, if the bidder takes each at once. */
    public long longestDelayMs() {
        return longestDelayMs;
    }

    /**
     * Tells what the bidder answered to a notice.
     *
     * @param status of HTTP; 0 if the connection broke
     * @param location of a redirect; null if there is none, or nobody looked
     */
    public void onNoticeAnswered(
            final Notice notice, final int status, final @Nullable String location, final long nowMs) {
        if (status == 429 || status == 0) {
            final int attempts = notice.countAttempt();
            if (attempts < MAX_ATTEMPTS) {
                increment(ExchangeCount.RETRIES);
                queue.offer(nowMs + RETRY_MS * attempts, notice);
            } else {
                increment(ExchangeCount.GIVEN_UP);
            }
        } else if (status >= 200 && status < 400) {
            increment(ExchangeCount.TAKEN);
            books.onTaken(notice);
            if (notice.kind() == NoticeKind.CLICK && location != null) {
                conversions.onLanding(notice.bid(), location, nowMs);
            }
        } else {
            increment(ExchangeCount.REFUSED);
        }
    }

    public Books books() {
        return books;
    }

    public long count(final ExchangeCount what) {
        return counts[what.ordinal()];
    }

    private void increment(final ExchangeCount what) {
        counts[what.ordinal()]++;
    }

    /** Takes the bids on an impression out of the answer's. */
    private void takeBids(final String impressionId) {
        ofImpression.clear();
        for (int i = 0; i < answers.bids().size(); i++) {
            final OfferedBid bid = answers.bids().get(i);
            if (!bid.taken && bid.impressionId.equals(impressionId)) {
                bid.taken = true;
                ofImpression.add(bid);
            }
        }
    }

    private void holdAuction(final RequestFacts facts, final Impression impression, final long nowMs) {
        increment(ExchangeCount.AUCTIONS);
        final String currency = answers.currency();
        final long bestCompetitor = auction.bestCompetitor(impression, currency, dice);
        auction.hold(impression, ofImpression, currency, bestCompetitor, facts.auctionType());
        for (final OfferedBid bid : ofImpression) {
            announce(facts, impression, bid, nowMs);
        }
    }

    private void announce(
            final RequestFacts facts, final Impression impression, final OfferedBid bid, final long nowMs) {
        final boolean won = bid.lossReason == OfferedBid.WON;
        increment(won ? ExchangeCount.WON : ExchangeCount.LOST);
        final AuctionedBid auctioned =
                books.open(bid, answers.currency(), facts.test(), impression.multiplierMicros(), bid.clearingCpmMicros);
        final NoticePlan.Occasion occasion =
                new NoticePlan.Occasion(facts, impression, answers.bidId(), answers.currency(), bid, auctioned, nowMs);
        if (won) {
            plan.planWin(occasion, dice);
        } else {
            plan.planLoss(occasion, dice);
        }
    }

    private void onStrayBids(final RequestFacts facts, final long drawn, final long nowMs) {
        for (final OfferedBid bid : answers.bids()) {
            if (!bid.taken) {
                increment(ExchangeCount.STRAY_BIDS);
                bid.lossReason = Auction.INVALID_RESPONSE;
                dice.reset(seed ^ facts.seed(), drawn + MAX_IMPRESSIONS);
                announce(facts, Impression.NONE, bid, nowMs);
            }
        }
    }
}
