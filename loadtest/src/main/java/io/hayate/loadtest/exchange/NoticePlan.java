package io.hayate.loadtest.exchange;

import io.hayate.loadtest.exchange.ExchangeSettings.Delivery;
import io.hayate.loadtest.exchange.GroundTruth.Feature;
import io.hayate.loadtest.exchange.RequestFacts.Impression;
import io.hayate.loadtest.traffic.Dice;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says which notices of a bid come, and when: the win at once, billing and impression when the ad is seen, the click, if
 * there is one, some seconds later. Each is drawn to come on time, late, twice or never. Owned by the exchange.
 */
final class NoticePlan {
    /** From the auction until the ad is seen. */
    private static final int MAX_UNSEEN_MS = 500;

    /** From the impression to its click. */
    private static final int MIN_CLICK_MS = 500;

    private static final int MAX_CLICK_MS = 3_000;

    /** From an auction to its last notice, if that is not late. */
    static final long MAX_DELAY_MS = MAX_UNSEEN_MS + MAX_CLICK_MS;

    /** A bid after its auction. */
    record Occasion(
            RequestFacts facts,
            Impression impression,
            String answerBidId,
            String currency,
            OfferedBid bid,
            AuctionedBid auctioned,
            long nowMs) {
        private Macros macros(final long impressionMs) {
            return new Macros(facts.id(), answerBidId, currency, bid, impression.multiplierMicros(), impressionMs);
        }
    }

    private final Delivery delivery;
    private final String noticePath;
    private final GroundTruth truth;
    private final NoticeQueue queue;
    private final long[] counts;
    private final Markup markup;

    /** @param counts by {@link ExchangeCount} */
    NoticePlan(
            final Delivery delivery,
            final String noticePath,
            final GroundTruth truth,
            final NoticeQueue queue,
            final long[] counts) {
        this.delivery = delivery;
        this.noticePath = noticePath;
        this.truth = truth;
        this.queue = queue;
        this.counts = counts;
        this.markup = new Markup(noticePath);
    }

    void planLoss(final Occasion occasion, final Dice dice) {
        plan(NoticeKind.LOSS, occasion.bid.lurl, occasion.nowMs, occasion.macros(occasion.nowMs), occasion, dice);
    }

    void planWin(final Occasion occasion, final Dice dice) {
        final OfferedBid bid = occasion.bid;
        final long seenMs = occasion.nowMs + dice.below(MAX_UNSEEN_MS);
        final Macros macros = occasion.macros(seenMs);
        plan(NoticeKind.WIN, bid.nurl, occasion.nowMs, macros, occasion, dice);
        plan(NoticeKind.BILL, bid.burl, seenMs, macros, occasion, dice);
        final GroundTruth.Weight weights = weights(occasion, seenMs);
        final boolean clicked = dice.chance(truth.clickProbability(weights));
        final long clickMs = seenMs + dice.between(MIN_CLICK_MS, MAX_CLICK_MS);
        occasion.auctioned.converts = dice.chance(truth.conversionProbability(weights));
        if (bid.adm == null) {
            return;
        }
        markup.read(bid.adm, bid.markupType);
        for (final String url : markup.impressions()) {
            fire(NoticeKind.IMPRESSION, url, seenMs, macros, occasion, dice);
        }
        if (clicked) {
            counts[ExchangeCount.CLICKS.ordinal()]++;
            for (final String url : markup.clicks()) {
                fire(NoticeKind.CLICK, url, clickMs, macros, occasion, dice);
            }
        }
    }

    private GroundTruth.Weight weights(final Occasion occasion, final long seenMs) {
        final OfferedBid bid = occasion.bid;
        final int format = bid.markupType == MarkupTypes.UNKNOWN ? occasion.impression.format() : bid.markupType;
        return occasion.facts
                .audience()
                .plus(truth.weight(Feature.CAMPAIGN, bid.campaign))
                .plus(truth.weight(Feature.CREATIVE, bid.creative))
                .plus(truth.weight(Feature.FORMAT, format))
                .plus(truth.weight(Feature.HOUR, (int) (TimeUnit.MILLISECONDS.toHours(seenMs) % 24)));
    }

    private void plan(
            final NoticeKind kind,
            final @Nullable String url,
            final long dueMs,
            final Macros macros,
            final Occasion occasion,
            final Dice dice) {
        final String own = url == null ? "" : NoticeUrl.pathAndQuery(url, noticePath);
        if (!own.isEmpty()) {
            fire(kind, own, dueMs, macros, occasion, dice);
        }
    }

    private void fire(
            final NoticeKind kind,
            final String pathAndQuery,
            final long dueMs,
            final Macros macros,
            final Occasion occasion,
            final Dice dice) {
        final String filled = NoticeUrl.encoded(macros.fill(pathAndQuery));
        final Notice notice = new Notice(kind, filled, occasion.auctioned, macros.isPriceFilled());
        deliver(notice, dueMs, delivery, dice, queue, counts);
    }

    /** Draws how a notice comes, and has it wait for that. */
    static void deliver(
            final Notice notice,
            final long dueMs,
            final Delivery delivery,
            final Dice dice,
            final NoticeQueue queue,
            final long[] counts) {
        final double drawn = dice.unit();
        final long delayMs = dice.between(delivery.lateFromMs(), delivery.lateToMs());
        final ExchangeCount how;
        if (drawn < delivery.never()) {
            how = ExchangeCount.NEVER;
        } else if (drawn < delivery.never() + delivery.late()) {
            how = ExchangeCount.LATE;
            queue.offer(dueMs + delayMs, notice);
        } else if (drawn < delivery.never() + delivery.late() + delivery.twice()) {
            how = ExchangeCount.TWICE;
            queue.offer(dueMs, notice);
            queue.offer(dueMs + delayMs, notice.again());
        } else {
            how = ExchangeCount.ON_TIME;
            queue.offer(dueMs, notice);
        }
        counts[how.ordinal()]++;
    }
}
