package io.hayate.benchmarks.bid;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.decode.BidRequestDecoder;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.identify.PermittedUserData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as the stages behind gate and identify meet it, for benchmarks of single stages: decoded, with what of it may
 * be bid on. Owned by the benchmark's thread.
 */
@SuppressWarnings("ArrayRecordComponent") // walked by benchmarks, never compared
public record DecodedRequest(BidContext context, Impression[] impressions, PlainRequest plain) {
    private static final PermittedUserData PERMITTED_USER_DATA = new PermittedUserData();
    private static final long ROTATION_STEP = 0x9E3779B97F4A7C15L;

    /**
     * An impression that passes the gate; {@code deals} of the view that do, and at the end the open auction if it is
     * one.
     */
    public record Impression(int number, int[] deals, PlainImpression plain) {}

    /** Null if nothing of it may be bid on; the context may then be used again. */
    public static @Nullable DecodedRequest decode(
            final BidContext context, final byte[] body, final BidRequestDecoder decoder, final Gate gate) {
        final BidRequestView request = context.request;
        System.arraycopy(body, 0, request.body, 0, body.length);
        request.bodyLengthBytes = body.length;
        if (!decoder.decode(request) || !gate.passesRequest(context)) {
            return null;
        }
        final List<Impression> impressions = new ArrayList<>();
        for (int number = 0; number < request.impressionCount; number++) {
            context.beginImpression(number);
            final int[] deals = gate.passesImpression(context) ? deals(context, gate) : new int[0];
            if (deals.length > 0) {
                impressions.add(new Impression(number, deals, PlainImpression.of(request, number)));
            }
        }
        if (impressions.isEmpty()) {
            return null;
        }
        PERMITTED_USER_DATA.take(context);
        context.rotation = Arrays.hashCode(body) * ROTATION_STEP;
        return new DecodedRequest(context, impressions.toArray(new Impression[0]), PlainRequest.of(context));
    }

    private static int[] deals(final BidContext context, final Gate gate) {
        final BidRequestView request = context.request;
        final List<Integer> deals = new ArrayList<>();
        final int first = request.firstDeal[context.impression];
        for (int deal = first; deal < first + request.dealCount[context.impression]; deal++) {
            context.deal = deal;
            if (gate.passesDeal(context)) {
                deals.add(deal);
            }
        }
        if (!request.privateAuction[context.impression]) {
            deals.add(BidContext.NO_DEAL);
        }
        return deals.stream().mapToInt(Integer::intValue).toArray();
    }
}
