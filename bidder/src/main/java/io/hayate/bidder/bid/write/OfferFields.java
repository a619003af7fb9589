package io.hayate.bidder.bid.write;

import static io.hayate.bidder.bid.write.AnswerBuffer.ascii;

import io.hayate.bidder.bid.BannerSizes;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.BillingChoice;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.bid.VastChoice;
import io.hayate.bidder.campaigns.live.SlotTable;
import io.hayate.bidder.exchanges.BillingIds;

/** Writes those fields of a bid that depend on what its impression offers. Owned by the bid loop. */
final class OfferFields {
    private static final byte[] WIDTH_RATIO = ascii(",\"wratio\":");
    private static final byte[] HEIGHT_RATIO = ascii(",\"hratio\":");
    private static final byte[] PROTOCOL = ascii(",\"protocol\":");
    private static final byte[] BILLING = ascii(",\"ext\":{\"billing_id\":");
    private static final byte[] EXPIRY = ascii(",\"exp\":");

    private final AnswerBuffer out;
    private final long noticeExpirySeconds;

    OfferFields(final AnswerBuffer out, final long noticeExpirySeconds) {
        this.out = out;
        this.noticeExpirySeconds = noticeExpirySeconds;
    }

    /** Of a banner whose size is not offered as such, but in the ratio of a flexible format. */
    void putRatio(final BidRequestView request, final int impression, final SlotTable table, final int creative) {
        final int width = table.width(creative);
        final int height = table.height(creative);
        if (offersSize(request, impression, width, height)) {
            return;
        }
        final int ratio = BannerSizes.ratioFor(request, impression, width, height);
        if (ratio != BannerSizes.NO_RATIO) {
            out.put(WIDTH_RATIO);
            out.putDecimal(request.items[ratio]);
            out.put(HEIGHT_RATIO);
            out.putDecimal(request.items[ratio + 1]);
        }
    }

    /** @param protocol that {@link VastChoice} chose */
    void putProtocol(final int protocol) {
        out.put(PROTOCOL);
        out.putDecimal(protocol);
    }

    /** Only where the impression says that it may wait; never longer than its notices are taken. */
    void putExpiry(final BidRequestView request, final int impression) {
        if (request.expirySeconds[impression] > 0) {
            out.put(EXPIRY);
            out.putDecimal(Math.min(request.expirySeconds[impression], noticeExpirySeconds));
        }
    }

    /** Which account the bid is billed to, where the impression offers some. */
    void putBilling(final BidRequestView request, final int impression, final BillingIds ours) {
        final long token = BillingChoice.token(request, impression, ours);
        if (token > BillingChoice.OPEN) {
            out.put(BILLING);
            out.put(request.body, Slice.offset(token), Slice.length(token));
            out.put('}');
        }
    }

    private static boolean offersSize(
            final BidRequestView request, final int impression, final int width, final int height) {
        if (!BannerSizes.listed(request, impression)) {
            return BannerSizes.allowUnlisted(request, impression, width, height);
        }
        final long sizes = request.bannerSizes[impression];
        final long size = BidRequestView.size(width, height);
        for (int i = Slice.offset(sizes); i < Slice.end(sizes); i++) {
            if (request.items[i] == size) {
                return true;
            }
        }
        return false;
    }
}
