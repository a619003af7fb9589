package io.hayate.bidder.bid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.audience.ExchangeTags;
import io.hayate.bidder.audience.ImpressionFeed;
import io.hayate.bidder.audience.TestAudience;
import io.hayate.bidder.audience.UserIdType;
import io.hayate.bidder.audience.UserKey;
import io.hayate.bidder.bid.gate.SupplyPolicy;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.bid.identify.UserFinder;
import io.hayate.bidder.bid.spend.FrequencyCaps;
import io.hayate.bidder.bid.spend.PendingImpressions;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loops that share users and pending bids, with the ledger agent and the audience agent of the first driven by hand. */
final class CappedBidder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final TestAudience audience;
    final PendingImpressions[] pending;
    final PipelineFixture[] loops;
    final ImpressionFeed feed;
    private long nextSequence;

    CappedBidder(
            final Path folder,
            final int loopCount,
            final boolean bidWithoutUser,
            final PrivacyPolicy privacy,
            final Campaign... campaigns) {
        audience = TestAudience.open(folder, 1_000);
        pending = PendingImpressions.of(loopCount);
        loops = new PipelineFixture[loopCount];
        for (int loop = 0; loop < loopCount; loop++) {
            loops[loop] = new PipelineFixture(
                    PipelineFixture.DEMO,
                    "https://track.example",
                    privacy,
                    SupplyPolicy.DEFAULT,
                    newUserData(),
                    new FrequencyCaps(pending, loop, bidWithoutUser));
        }
        feed = audience.agent().newImpressionFeed(new ExchangeTags(List.of("demo")));
        loops[0].ledgerAgent.add(feed);
        publish(campaigns);
    }

    CappedBidder(final Path folder, final Campaign... campaigns) {
        this(folder, 1, false, PrivacyPolicy.DEFAULT, campaigns);
    }

    /** What looks users up, for one more route. */
    PermittedUserData newUserData() {
        return new PermittedUserData(new UserFinder(
                audience.agent().users().newReader(), audience.secret(), List.of(), List.of(PipelineFixture.DEMO)));
    }

    void publish(final Campaign... campaigns) {
        for (final PipelineFixture loop : loops) {
            loop.publish(campaigns);
        }
    }

    void publishInParts(final Campaign... campaigns) {
        for (final PipelineFixture loop : loops) {
            loop.publishInParts(campaigns);
        }
    }

    /** Lets time pass. */
    void pass(final long ms) {
        for (final PipelineFixture loop : loops) {
            loop.nowMs += ms;
        }
        audience.moveTo(loops[0].nowMs);
        // Once to close what is over, once to grant anew.
        for (int i = 0; i < 2; i++) {
            for (final PipelineFixture loop : loops) {
                loop.ledgerAgent.doWork();
            }
        }
    }

    /** So long that nothing is pending any more. */
    void passPending() {
        pass(PendingImpressions.PENDING_MS + 1_000);
    }

    /** The campaign that bids on the first loop, or the reason that none does. */
    String best(final String user) {
        return best(0, user);
    }

    String best(final int loop, final String user) {
        return bestOf(loop, request(user, 1, ""));
    }

    String bestOf(final int loop, final String request) {
        final List<String> campaigns = campaigns(loop, request);
        return campaigns.isEmpty() ? loops[loop].reason(request).label() : campaigns.get(0);
    }

    /** The campaigns that bid, after one look at the request. */
    List<String> campaigns(final int loop, final String request) {
        return field(loop, request, "cid");
    }

    /** A field of each bid, after one look at the request. */
    List<String> field(final int loop, final String request, final String field) {
        if (loops[loop].bid(request) <= 0) {
            return List.of();
        }
        try {
            final List<String> values = new ArrayList<>();
            JSON.readTree(loops[loop].answerText())
                    .path("seatbid")
                    .forEach(seat -> seat.path("bid")
                            .forEach(bid -> values.add(bid.path(field).asText())));
            return values;
        } catch (final JsonProcessingException e) {
            throw new AssertionError(loops[loop].answerText(), e);
        }
    }

    static String request(final String user, final int impressions, final String more) {
        final StringBuilder imps = new StringBuilder();
        for (int i = 1; i <= impressions; i++) {
            imps.append(i == 1 ? "" : ",").append("{\"id\":\"" + i + "\",\"banner\":{\"w\":300,\"h\":250}}");
        }
        return "{\"id\":\"r\",\"imp\":[" + imps + "],\"user\":{\"buyeruid\":\"" + user + "\"}" + more + "}";
    }

    /** A notice of an impression of the campaign's first creative, through the ledger and into the user's record. */
    void shown(final String user, final Campaign campaign) {
        shown(user, campaign, campaign.creatives().get(0).id());
    }

    void shown(final String user, final Campaign campaign, final long creativeId) {
        notice(NoticeKind.IMPRESSION, nextSequence++, user, campaign, creativeId);
        work();
    }

    /** Offers a notice of a bid. */
    void notice(
            final NoticeKind kind,
            final long sequence,
            final String user,
            final Campaign campaign,
            final long creativeId) {
        final UserKey key = audience.key(UserIdType.BUYERUID, user);
        final NoticeRecord notice = loops[0].ledgerProxy.notice();
        notice.kind = kind;
        notice.billedOn = NoticeKind.BILL;
        notice.noticeTimeMs = loops[0].nowMs;
        notice.bidTimeMs = loops[0].nowMs;
        notice.epoch = 1;
        notice.lane = 0;
        notice.sequence = sequence;
        notice.campaignId = campaign.id();
        notice.advertiserId = campaign.advertiserId();
        notice.creativeId = creativeId;
        notice.currency = campaign.budget().currencyCode();
        notice.exchange = 0;
        notice.hasUser = true;
        notice.userKeyHigh = key.high();
        notice.userKeyLow = key.low();
        loops[0].ledgerProxy.offer();
    }

    /** Both agents, once. */
    void work() {
        loops[0].ledgerAgent.doWork();
        audience.agent().doWork();
    }

    @Override
    public void close() {
        for (final PipelineFixture loop : loops) {
            loop.close();
        }
        audience.close();
    }
}
