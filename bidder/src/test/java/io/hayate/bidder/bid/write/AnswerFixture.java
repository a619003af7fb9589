package io.hayate.bidder.bid.write;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.FrequencyCap;
import io.hayate.bidder.campaigns.index.IndexBuilder;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.notices.token.NoticeKeys;
import io.hayate.bidder.notices.token.TokenSigner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The real writer over one creative and one impression whose offers a test sets as decoding would. */
final class AnswerFixture implements AutoCloseable {
    static final long NOTICE_EXPIRY_SECONDS = 7_200;
    static final ObjectMapper JSON = new ObjectMapper();

    final BidContext context = new BidContext(PipelineFixture.DEMO);
    final BidRequestView request = context.request;
    final byte[] answer = new byte[BidLimits.MAX_ANSWER_BYTES];
    final byte[] encoded;

    private final IndexBuilder builder =
            new IndexBuilder(new LiveIndex(1), () -> CurrencyRates.NONE, () -> PipelineFixture.NOW_MS);
    private final AnswerWriter writer;
    private int textEnd;
    private int itemCount;

    AnswerFixture(final Creative creative) {
        final Campaign campaign = campaign(1)
                .creative(creative)
                .cap(FrequencyCap.Scope.CAMPAIGN, 3, 24)
                .build();
        encoded = IndexBuilder.encode(campaign, creative);
        context.view = builder.build(List.of(new LiveCampaign(campaign, 0, 1, List.of(5L))));
        context.lookAt(0);
        writer = new AnswerWriter(
                1,
                0,
                signer(),
                () -> (version, into) -> {
                    System.arraycopy(encoded, 0, into, 0, encoded.length);
                    return encoded.length;
                },
                List.of(PipelineFixture.DEMO),
                new AnswerSettings("http://notice.example", "https://track.example", NOTICE_EXPIRY_SECONDS));
        request.idToken = text("\"r\"");
        request.impressionIdToken[0] = text("\"i\"");
        request.impressionId[0] = text("i");
        request.impressionCount = 1;
        request.expirySeconds[0] = BidRequestView.UNKNOWN;
        request.bannerWidth[0] = 300;
        request.bannerHeight[0] = 250;
        request.nativeAds.version[0] = 12;
        context.bidCount = 1;
        context.bidCpmMicros[0] = 1_000_000;
        context.bidDeal[0] = BidContext.NO_DEAL;
        context.bidRateNanos[0] = CurrencyRates.ONE;
        context.currency = CurrencyCode.USD;
    }

    static TokenSigner signer() {
        return new TokenSigner(NoticeKeys.parse("1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", new ArrayList<>()));
    }

    /** A text of the request. */
    long text(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, request.body, textEnd, bytes.length);
        textEnd += bytes.length;
        return Slice.of(textEnd - bytes.length, bytes.length);
    }

    /** A list of the request. */
    long list(final long... items) {
        System.arraycopy(items, 0, request.items, itemCount, items.length);
        itemCount += items.length;
        return Slice.of(itemCount - items.length, items.length);
    }

    long texts(final String... texts) {
        return list(Arrays.stream(texts).mapToLong(this::text).toArray());
    }

    AnswerFixture protocols(final MediaOffers offers, final long... protocols) {
        offers.protocols[0] = list(protocols);
        return this;
    }

    /** Writes an answer with the one bid and returns its length; 0 if the bid cannot be written. */
    int write() {
        return write(answer);
    }

    int write(final byte[] into) {
        writer.begin(context, into);
        return writer.writeBid(context, 0) ? writer.end() : 0;
    }

    String text() {
        return new String(answer, 0, write(), StandardCharsets.UTF_8);
    }

    JsonNode bid() {
        return parse(text()).at("/seatbid/0/bid/0");
    }

    static JsonNode parse(final String json) {
        try {
            return JSON.readTree(json);
        } catch (final JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    @Override
    public void close() {
        builder.close();
    }
}
