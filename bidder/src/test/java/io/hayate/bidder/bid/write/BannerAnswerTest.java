package io.hayate.bidder.bid.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenVerdict;
import io.hayate.bidder.notices.token.TokenVerifier;
import io.hayate.bidder.notices.token.Tokens;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BannerAnswerTest {
    private final AnswerFixture fixture =
            new AnswerFixture(new CreativeBuilder(9001, 300, 250).apis(5, 7).build());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldTellSizeTypeAndApis() {
        final JsonNode bid = fixture.bid();

        assertThat(bid.path("w").asInt()).isEqualTo(300);
        assertThat(bid.path("h").asInt()).isEqualTo(250);
        assertThat(bid.path("mtype").asInt()).isEqualTo(1);
        assertThat(bid.path("apis").toString()).isEqualTo("[5,7]");
        assertThat(bid.has("wratio")).isFalse();
        assertThat(bid.has("protocol")).isFalse();
        assertThat(bid.has("dur")).isFalse();
    }

    @Test
    void shouldTellTheRatioOfAFlexibleFormatBesideTheSize() {
        fixture.request.bannerRatios[0] = fixture.list(16, 9, BidRequestView.UNKNOWN, 6, 5, 300);

        final JsonNode bid = fixture.bid();

        assertThat(bid.path("wratio").asInt()).isEqualTo(6);
        assertThat(bid.path("hratio").asInt()).isEqualTo(5);
        assertThat(bid.path("w").asInt()).isEqualTo(300);
    }

    @Test
    void shouldTellNoRatioWhereTheSizeItselfIsOffered() {
        fixture.request.bannerSizes[0] =
                fixture.list(BidRequestView.UNKNOWN, BidRequestView.size(320, 50), BidRequestView.size(300, 250));
        fixture.request.bannerRatios[0] = fixture.list(6, 5, BidRequestView.UNKNOWN);

        assertThat(fixture.bid().has("wratio")).isFalse();
    }

    @Test
    void shouldTellNoticesOfTheUserAndTheAuctionWhereThereIsAnythingToTell() {
        assertThat(billToken().hasUser).isFalse();
        assertThat(billToken().auctionCell).isZero();
        fixture.context.hasUserKey = true;
        fixture.context.userKeyHigh = 21;
        fixture.context.userKeyLow = 22;
        fixture.context.bidAuctionCell[0] = 23;
        assertThat(billToken().hasUser).isTrue();
        assertThat(billToken().userKeyHigh).isEqualTo(21);
        assertThat(billToken().userKeyLow).isEqualTo(22);
        assertThat(billToken().auctionCell).isEqualTo(23);
        fixture.context.hasUserKey = false;
        assertThat(billToken().hasUser).isFalse();
        assertThat(billToken().userKeyHigh).isZero();
    }

    /** What the bid's burl says. */
    private NoticePayload billToken() {
        final byte[] token = fixture.bid()
                .path("burl")
                .asText()
                .replaceAll(".*[?]t=([A-Za-z0-9_-]+).*", "$1")
                .getBytes(StandardCharsets.US_ASCII);
        final NoticePayload payload = new NoticePayload();
        final TokenVerifier verifier = new TokenVerifier(Tokens.keys(Tokens.KEY_A), Tokens.DAY_MS);
        assertThat(verifier.verify(NoticeKind.BILL, token, 0, token.length, fixture.context.arrivalMs, payload))
                .isEqualTo(TokenVerdict.OK);
        return payload;
    }

    @ParameterizedTest
    @CsvSource({"3600, 3600", "7200, 7200", "7201, 7200", "604800, 7200", "0, 0", "-1, 0", "-2, 0"})
    void shouldPromiseToWaitWhileNoticesAreTakenAtMostAndOnlyIfAsked(final int asked, final int written) {
        fixture.request.expirySeconds[0] = asked;

        assertThat(fixture.bid().path("exp").asInt()).isEqualTo(written);
        assertThat(fixture.bid().has("exp")).isEqualTo(written > 0);
    }
}
