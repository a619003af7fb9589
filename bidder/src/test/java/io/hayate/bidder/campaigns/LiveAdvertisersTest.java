package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.ExchangeSeats;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes of an advertiser, whose campaigns are in several parts of the index. */
@Tag("jdk25")
class LiveAdvertisersTest extends CampaignsInParts {
    /** Which campaigns bid with the seat, by their own part's word. */
    private Set<Long> biddingWith(final String seat) {
        final Set<Long> ids = new TreeSet<>();
        forEachSlot((part, slot) -> {
            final ExchangeSeats seats = part.targeting().advertisers().seatsOn("demo");
            final byte[] own =
                    seats == null ? null : seats.quotedSeat(part.table().advertiserId(slot));
            if (own != null && new String(own, StandardCharsets.UTF_8).equals('"' + seat + '"')) {
                assertThat(part.targeting().advertisers().blockedSites().idle()).isFalse();
                ids.add(part.campaign(slot).id());
            }
        });
        return ids;
    }

    private static String advertiser(final String seat) {
        return "{\"id\": 7, \"name\": \"Shop\", \"seats\": {\"demo\": \"" + seat
                + "\"}, \"blockedDomains\": [\"bad.example\"]}";
    }

    private CompletableFuture<ChangeOutcome> putAdvertiser(final String seat) {
        final CompletableFuture<ChangeOutcome> answer =
                campaigns.agent.proxy().putAdvertiser(7, bytes(advertiser(seat)), IfMatch.ALWAYS);
        work();
        return answer;
    }

    @Test
    void shouldGiveAnAdvertisersChangeToAllItsCampaignsInEveryPart() {
        for (long id = 1; id <= 5; id++) {
            put(id, "v2");
        }
        assertThat(campaigns.live.current().partCount()).isEqualTo(3);
        assertThat(biddingWith("first")).isEmpty();

        final CompletableFuture<ChangeOutcome> answer = putAdvertiser("first");
        assertThat(answer).as("so many campaigns wait for a base").isNotDone();
        merge();
        assertThat(answer.join().kind()).isEqualTo(ChangeOutcome.Kind.REPLACED);
        assertThat(biddingWith("first")).isEqualTo(live().keySet()).hasSize(CAMPAIGNS);

        for (long id = 1; id <= 5; id++) {
            put(id, "v3");
        }
        assertThat(campaigns.live.current().partCount()).isEqualTo(3);
        assertThat(biddingWith("first")).as("changed after it").hasSize(CAMPAIGNS);
    }

    @Test
    void shouldGiveAnAdvertisersChangeToAFewCampaignsAtOnce() {
        for (long id = 3; id <= CAMPAIGNS; id++) {
            put(id, "other");
            campaigns.put(id, campaign(id, "other", 1).replace("\"advertiser\": 7", "\"advertiser\": 8"), null);
            campaigns.nowMs += SIZES.quietMs();
            work();
            merge();
        }
        put(1, "v2");
        final CampaignIndex base = campaigns.live.current().part(0);

        assertThat(putAdvertiser("first").join().kind()).isEqualTo(ChangeOutcome.Kind.REPLACED);

        assertThat(campaigns.live.current().part(0)).isSameAs(base);
        assertThat(biddingWith("first")).containsExactly(1L, 2L);
        assertThat(live()).hasSize(CAMPAIGNS).containsEntry(1L, "v2");
    }

    @Test
    void shouldKeepAnAdvertisersChangeDuringAMerge() {
        put(1, "v2");
        campaigns.nowMs += SIZES.quietMs();
        work();
        final CompletableFuture<ChangeOutcome> answer = putAdvertiser("first");
        put(2, "v2");
        merge();
        campaigns.nowMs += SIZES.quietMs();
        work();
        merge();
        assertThat(answer.join().kind()).isEqualTo(ChangeOutcome.Kind.REPLACED);
        assertThat(biddingWith("first")).hasSize(CAMPAIGNS);
    }
}
