package io.hayate.bidder.bid.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.decode.BidRequestDecoder;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.gate.SupplyPolicy;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.index.IndexBuilder;
import io.hayate.bidder.campaigns.index.IndexChange;
import io.hayate.bidder.campaigns.index.IndexSizes;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The index gives the candidates that a plain scan over all campaigns gives, in the order of their bids. */
@Tag("jdk25")
class MatchPropertyTest {
    /** A Monday, 05:00 UTC, 14:00 in Tokyo. */
    private static final long NOW_MS = 1_767_589_200_000L;

    private static final String HOUR_OF_WEEK = "14";

    private static final ExchangeProfile DEMO = TestProfiles.DEMO;

    static final List<String> TARGETED = PlainCampaigns.TARGETED;

    // The same for all versions of an index, as a loop has them.
    private final LiveIndex live = new LiveIndex(1);
    private final Gate gate = new Gate(true, PrivacyPolicy.DEFAULT, SupplyPolicy.DEFAULT, () -> AuthorizedSellers.NONE);
    private final PermittedUserData permittedUserData = new PermittedUserData();
    private final Candidates candidates = new Candidates();
    private long targetedAllowed;
    private long targetedRuledOut;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 65, 700})
    void shouldGiveTheCandidatesOfAPlainScan(final int campaignCount) {
        final Random random = new Random(campaignCount);
        for (int round = 0; round < 8; round++) {
            // Three at a time, so that some campaigns are left for a request.
            final List<String> targetedOn = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                targetedOn.add(TARGETED.get(random.nextInt(TARGETED.size())));
            }
            compare(random, campaignCount, targetedOn, 200);
        }
        assertThat(targetedAllowed).isPositive();
        assertThat(targetedRuledOut).isPositive();
    }

    @ParameterizedTest
    @FieldSource("TARGETED")
    void shouldGiveTheCandidatesOfAPlainScanForEachDimension(final String dimension) {
        compare(new Random(dimension.hashCode()), 130, List.of(dimension), 500);
        assertThat(targetedAllowed).isPositive();
        assertThat(targetedRuledOut).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {300})
    void shouldGiveTheCandidatesOfAPlainScanForAllDimensionsAtOnce(final int campaignCount) {
        compare(new Random(1), campaignCount, TARGETED, 500);
    }

    /** Each campaign is in a view once, whichever part has it, whatever was changed, deleted or made again meanwhile. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldGiveTheCandidatesOfAPlainScanWhileCampaignsChange(final int seed) {
        final Random random = new Random(seed);
        final Map<Long, LiveCampaign> campaigns = new TreeMap<>();
        final BidContext context = new BidContext(DEMO);
        final Set<Integer> partCounts = new HashSet<>();
        final IndexSizes sizes = new IndexSizes(20, 5, 15, 0, 0);
        final int rounds = 60 * Integer.getInteger("hayate.property-rounds", 1);
        try (IndexBuilder builder = new IndexBuilder(live, () -> CurrencyRates.NONE, sizes, () -> NOW_MS)) {
            for (int round = 0; round < rounds; round++) {
                final List<IndexChange> changes = change(random, campaigns, round == 0 ? 90 : 1 + random.nextInt(8));
                live.publish(
                        builder.takes(changes, campaigns.size())
                                ? builder.apply(changes, campaigns.values())
                                : builder.build(campaigns.values()));
                if (random.nextInt(4) == 0 && builder.isMergeDue()) {
                    builder.beginMerge(campaigns.values());
                }
                if (random.nextInt(3) == 0) {
                    builder.merger().doWork();
                }
                final IndexView merged = builder.finishMerge(cause -> {
                    throw new AssertionError(cause);
                });
                if (merged != null) {
                    live.publish(merged);
                }
                partCounts.add(live.current().partCount());
                context.view = live.current();
                context.lookAt(0);
                final List<Campaign> visible =
                        campaigns.values().stream().map(LiveCampaign::campaign).toList();
                assertThat(live.current().campaignCount()).isEqualTo(visible.size());
                for (int i = 0; i < 20; i++) {
                    compare(context, visible, new PlainRequest(random), random);
                }
            }
        }
        assertThat(partCounts).contains(1, 2, 3);
        assertThat(targetedAllowed).isPositive();
    }

    private static List<IndexChange> change(
            final Random random, final Map<Long, LiveCampaign> campaigns, final int count) {
        final List<String> targetedOn =
                List.of(TARGETED.get(random.nextInt(TARGETED.size())), TARGETED.get(random.nextInt(TARGETED.size())));
        final Map<Long, IndexChange> changes = new LinkedHashMap<>();
        for (final Campaign made : new PlainCampaigns(random).next(count, targetedOn, NOW_MS)) {
            final long id = count > 50 ? made.id() : 1 + random.nextInt(120);
            final LiveCampaign before = campaigns.get(id);
            if (before != null && random.nextInt(3) == 0) {
                campaigns.remove(id);
                changes.put(id, new IndexChange(id, null));
            } else {
                final LiveCampaign after = live(withId(made, id));
                campaigns.put(id, after);
                changes.put(id, new IndexChange(id, after));
            }
        }
        return List.copyOf(changes.values());
    }

    private static Campaign withId(final Campaign campaign, final long id) {
        return new Campaign(
                id,
                campaign.advertiserId(),
                campaign.name(),
                campaign.status(),
                campaign.flight(),
                campaign.budget(),
                campaign.bid(),
                campaign.frequencyCaps(),
                campaign.targeting(),
                campaign.creatives());
    }

    /**
     * Many blocks of slots, sparse values in them. {@code -Dhayate.property-rounds=200} makes it the long form: tens of
     * millions of pairs of a request and a campaign.
     */
    @Test
    void shouldGiveTheCandidatesOfAPlainScanInManyBlocks() {
        for (int round = 0; round < Integer.getInteger("hayate.property-rounds", 1); round++) {
            final Random random = new Random(1_000 + round);
            final List<String> targetedOn = new ArrayList<>(List.of("deal", "radius", "segment"));
            for (int i = 0; i < 3; i++) {
                targetedOn.add(TARGETED.get(random.nextInt(TARGETED.size())));
            }
            compare(random, 1_000 + random.nextInt(8_000), targetedOn, 40);
        }
        assertThat(targetedAllowed).isPositive();
        assertThat(targetedRuledOut).isPositive();
    }

    private void compare(
            final Random random, final int campaignCount, final List<String> targetedOn, final int requests) {
        try (IndexBuilder builder = new IndexBuilder(live, () -> CurrencyRates.NONE, () -> NOW_MS)) {
            final List<Campaign> campaigns = new PlainCampaigns(random).next(campaignCount, targetedOn, NOW_MS);
            live.publish(builder.build(
                    campaigns.stream().map(MatchPropertyTest::live).toList()));
            final BidContext context = new BidContext(DEMO);
            context.view = live.current();
            for (int i = 0; i < requests; i++) {
                compare(context, campaigns, new PlainRequest(random), random);
            }
        }
    }

    private static LiveCampaign live(final Campaign campaign) {
        return new LiveCampaign(
                campaign,
                (int) campaign.id(),
                1,
                campaign.creatives().stream().map(creative -> creative.id()).toList());
    }

    private void compare(
            final BidContext context, final List<Campaign> campaigns, final PlainRequest request, final Random random) {
        if (campaigns.stream().anyMatch(request::isOnTheEdgeOf)) {
            return;
        }
        final byte[] json = request.json.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(json, 0, context.request.body, 0, json.length);
        context.request.bodyLengthBytes = json.length;
        assertThat(new BidRequestDecoder().decode(context.request))
                .as(request.json)
                .isTrue();
        context.reset(DEMO, BiddingSwitches.ALL_ON, 0, NOW_MS);
        context.rotation = random.nextLong();
        context.beginImpression(0);
        assertThat(gate.passesRequest(context)).as(request.json).isTrue();
        permittedUserData.take(context);
        final boolean matched = candidates.matchRequest(context) && candidates.matchImpression(context);
        for (int deal = BidContext.NO_DEAL; deal < request.deals.size(); deal++) {
            context.deal = deal;
            final List<Long> found = new ArrayList<>();
            final List<Long> bids = new ArrayList<>();
            if (matched && candidates.matchOpportunity(context)) {
                while (candidates.next(context)) {
                    found.add(context.index.campaign(context.slot).id());
                    bids.add(context.index.campaign(context.slot).bidCpmMicros());
                }
            }
            final String dealId = deal == BidContext.NO_DEAL ? null : request.deals.get(deal);
            final List<Campaign> expected = campaigns.stream()
                    .filter(each -> request.isMatchedBy(each, dealId, NOW_MS, HOUR_OF_WEEK))
                    .sorted(Comparator.comparingLong(each -> -each.bidCpmMicros()))
                    .toList();
            final int given = Math.min(expected.size(), BidLimits.MAX_CANDIDATES);
            assertThat(bids)
                    .as(request.json)
                    .isEqualTo(expected.stream()
                            .limit(given)
                            .map(Campaign::bidCpmMicros)
                            .toList());
            final Set<Long> ids = new HashSet<>(found);
            assertThat(ids).hasSize(found.size());
            assertThat(expected.stream().map(Campaign::id)).containsAll(ids);
            final long targeted = campaigns.stream()
                    .filter(each -> !each.targeting().equals(Targeting.ANY))
                    .count();
            final long allowed = expected.stream()
                    .filter(each -> !each.targeting().equals(Targeting.ANY))
                    .count();
            targetedAllowed += allowed;
            targetedRuledOut += targeted - allowed;
        }
    }
}
