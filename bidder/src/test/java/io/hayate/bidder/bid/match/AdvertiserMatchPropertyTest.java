package io.hayate.bidder.bid.match;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.campaigns.Advertiser;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.IndexView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever seats advertisers have and sites they block: bids are those of a plain scan, each under its own seat. */
class AdvertiserMatchPropertyTest {
    private static final List<String> SEATS = List.of("hayate", "a", "b", "c");
    private static final List<String> SITES = List.of("x.example", "sub.x.example", "y.example", "z.example");
    private static final String DEAL = "d";

    private final Map<Long, Advertiser> advertisers = new HashMap<>();
    private final List<Campaign> campaigns = new ArrayList<>();
    private int bids;
    private int answersOfSeveralSeats;

    /** What a request restricts; null: nothing. */
    private record Restrictions(List<String> allowed, List<String> blocked, List<String> dealAllowed, String site) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldBidAsAPlainScanWould(final long seed) {
        final Random random = new Random(seed);
        // Seed 1: nobody has a seat or blocks anything.
        compare(random, 1 + random.nextInt(90), seed > 1, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldBidAsAPlainScanWouldWhenCampaignsAreInSeveralParts(final long seed) {
        final Random random = new Random(seed);
        // Of 24, the last part has six: it lacks some advertisers, and with some seeds all that have a seat.
        compare(random, seed % 2 == 0 ? 24 : 30 + random.nextInt(60), seed > 1, true);
    }

    private void compare(
            final Random random, final int campaignCount, final boolean advertised, final boolean inParts) {
        try (PipelineFixture bidder = new PipelineFixture()) {
            for (long id = 1; id <= 7 && advertised; id++) {
                advertisers.put(id, advertiser(id, random));
            }
            for (int i = 0; i < campaignCount; i++) {
                campaigns.add(campaign(i + 1L)
                        .bidCpmMicros(1_000_000L + (i * 37) % 101)
                        .include(Dimension.DEAL, random.nextBoolean() ? new String[] {DEAL} : new String[0])
                        .build());
            }
            bidder.advertisers(advertisers.values().toArray(Advertiser[]::new));
            if (inParts) {
                bidder.publishInParts(campaigns.toArray(Campaign[]::new));
            } else {
                bidder.publish(campaigns.toArray(Campaign[]::new));
            }
            assertThat(bidder.live.current().partCount()).isEqualTo(inParts ? IndexView.MAX_PARTS : 1);
            for (int i = 0; i < 400; i++) {
                compare(
                        bidder,
                        new Restrictions(
                                some(random), some(random), some(random), SITES.get(random.nextInt(SITES.size()))));
            }
        }
        assertThat(bids).isPositive();
        assertThat(answersOfSeveralSeats > 0 || !advertised).isTrue();
    }

    private static Advertiser advertiser(final long id, final Random random) {
        final Map<String, String> seats =
                random.nextBoolean() ? Map.of("demo", SEATS.get(random.nextInt(SEATS.size()))) : Map.of("other", "a");
        final List<String> blocked = random.nextInt(3) > 0
                ? List.of()
                : List.of(SITES.get(random.nextInt(SITES.size())), SITES.get(3), "unseen" + id + ".example");
        return new Advertiser(id, "", seats, blocked);
    }

    private static List<String> some(final Random random) {
        if (random.nextInt(2) == 0) {
            return null;
        }
        final List<String> some = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            some.add(random.nextInt(4) == 0 ? "stranger" : SEATS.get(random.nextInt(SEATS.size())));
        }
        return some;
    }

    private void compare(final PipelineFixture bidder, final Restrictions said) {
        final String request = "{\"id\":\"r\",\"imp\":[{\"id\":\"1\",\"banner\":{\"w\":300,\"h\":250},"
                + "\"pmp\":{\"deals\":[{\"id\":\"" + DEAL + "\"" + list("wseat", said.dealAllowed()) + "}]}}],"
                + "\"site\":{\"domain\":\"" + said.site() + "\"}" + list("wseat", said.allowed())
                + list("bseat", said.blocked()) + "}";
        final Map<String, String> found = new HashMap<>();
        int seats = 0;
        if (bidder.bid(request) > 0) {
            final JsonNode seatBids = bidder.answer(request).path("seatbid");
            final List<String> names = seatBids.findValuesAsText("seat");
            assertThat(names).as(request).doesNotHaveDuplicates();
            seats = names.size();
            seatBids.forEach(seatBid -> seatBid.path("bid")
                    .forEach(bid -> found.put(
                            bid.path("dealid").asText() + "/" + bid.path("cid").asText(),
                            seatBid.path("seat").asText())));
        }
        final Map<String, String> expected = new HashMap<>();
        expect(DEAL, said, said.dealAllowed(), expected);
        expect("", said, null, expected);
        assertThat(found).as(request).isEqualTo(expected);
        bids += found.size();
        answersOfSeveralSeats += seats > 1 ? 1 : 0;
    }

    private void expect(
            final String deal,
            final Restrictions said,
            final List<String> dealAllowed,
            final Map<String, String> expected) {
        campaigns.stream()
                .filter(each -> each.targeting().rule(Dimension.DEAL).include().isEmpty() == deal.isEmpty())
                .filter(each -> {
                    final String seat = seat(each);
                    return (said.allowed() == null || said.allowed().contains(seat))
                            && (said.blocked() == null || !said.blocked().contains(seat))
                            && (dealAllowed == null || dealAllowed.contains(seat));
                })
                .filter(each -> advertiser(each).blockedDomains().stream()
                        .noneMatch(blocked -> ("." + said.site()).endsWith("." + blocked)))
                .max(Comparator.comparingLong(Campaign::bidCpmMicros))
                .ifPresent(best -> expected.put(deal + "/" + best.id(), seat(best)));
    }

    private Advertiser advertiser(final Campaign campaign) {
        return advertisers.getOrDefault(campaign.advertiserId(), Advertiser.empty(campaign.advertiserId()));
    }

    private String seat(final Campaign campaign) {
        return advertiser(campaign).seats().getOrDefault("demo", "hayate");
    }

    private static String list(final String key, final List<String> seats) {
        return seats == null ? "" : ",\"" + key + "\":[\"" + String.join("\",\"", seats) + "\"]";
    }
}
