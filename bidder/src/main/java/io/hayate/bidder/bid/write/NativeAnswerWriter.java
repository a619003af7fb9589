package io.hayate.bidder.bid.write;

import static io.hayate.bidder.bid.write.AnswerBuffer.ascii;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NativeAssets;
import io.hayate.bidder.bid.NativeOffers;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import io.hayate.bidder.campaigns.live.SlotTable;
import io.hayate.bidder.exchanges.AnswerForm.NativeForm;

/** Puts the answer to a native request together (OpenRTB Native Ads 1.2, section 5). Owned by the bid loop. */
final class NativeAnswerWriter {
    private static final byte[] WRAPPER = ascii("{\"native\":");
    private static final byte[] VERSION = ascii("{\"ver\":\"");
    private static final byte[] LINK = ascii("\",\"link\":{");
    private static final byte[] ASSETS = ascii("},\"assets\":[");
    private static final byte[] ASSET_ID = ascii("{\"id\":");
    private static final byte[] EVENT_TRACKERS = ascii("],\"eventtrackers\":[");
    private static final byte[] EVENT_TRACKER = ascii("{\"event\":1,\"method\":1,\"url\":\"");
    private static final byte[] EVENT_TRACKER_END = ascii("\"}");
    private static final byte[] IMPRESSION_TRACKERS = ascii("],\"imptrackers\":[");
    private static final byte[] PRIVACY = ascii(",\"privacy\":\"");

    private final AnswerBuffer out;
    private final MarkupWriter markup;

    NativeAnswerWriter(final AnswerBuffer out, final MarkupWriter markup) {
        this.out = out;
        this.markup = markup;
    }

    /**
     * Writes the value of the bid's markup: an object, or a string that holds one.
     *
     * @param creative place in the index' table
     * @param from place of the first segment
     * @param form what the exchange takes
     */
    void put(
            final BidRequestView request,
            final int impression,
            final CampaignIndex index,
            final int creative,
            final int from,
            final int to,
            final NativeForm form) {
        final boolean wrapped = form == NativeForm.WRAPPED_TEXT || request.nativeAds.wrapped[impression];
        if (form == NativeForm.OBJECT) {
            putObject(request, impression, index, creative, from, to, wrapped);
            return;
        }
        out.put('"');
        final int start = out.length();
        putObject(request, impression, index, creative, from, to, wrapped);
        out.escapeFrom(start);
        out.put('"');
    }

    private void putObject(
            final BidRequestView request,
            final int impression,
            final CampaignIndex index,
            final int creative,
            final int from,
            final int to,
            final boolean wrapped) {
        final NativeOffers offers = request.nativeAds;
        if (wrapped) {
            out.put(WRAPPER);
        }
        out.put(VERSION);
        out.putDecimal(offers.version[impression] / 10);
        out.put('.');
        out.putDecimal(offers.version[impression] % 10);
        out.put(LINK);
        final int link = find(CreativeLayout.NATIVE_LINK, from, to);
        markup.putSegments(link, end(link));
        out.put(ASSETS);
        putAssets(request, impression, index, creative, from, to);
        putTrackers(offers, impression, from, to);
        final int privacy = find(CreativeLayout.NATIVE_PRIVACY, from, to);
        if (offers.privacy[impression] && privacy < to) {
            out.put(PRIVACY);
            markup.putSegments(privacy, end(privacy));
            out.put('"');
        }
        out.put('}');
        if (wrapped) {
            out.put('}');
        }
    }

    /** Those that the creative fills, in the order of the request. */
    private void putAssets(
            final BidRequestView request,
            final int impression,
            final CampaignIndex index,
            final int creative,
            final int from,
            final int to) {
        final NativeOffers offers = request.nativeAds;
        final int first = offers.firstAsset[impression];
        boolean any = false;
        for (int asset = first; asset < first + offers.assetCount[impression]; asset++) {
            if (!NativeAssets.fills(request, asset, index, creative)) {
                continue;
            }
            if (any) {
                out.put(',');
            }
            any = true;
            out.put(ASSET_ID);
            final long id = offers.assetIdToken[asset];
            out.put(request.body, Slice.offset(id), Slice.length(id));
            out.put(',');
            final int part = findPart(partOf(offers, asset), from, to);
            markup.putSegments(part + Integer.BYTES, end(part));
            out.put('}');
        }
    }

    private static int partOf(final NativeOffers offers, final int asset) {
        return switch (offers.assetKind[asset]) {
            case NativeOffers.TITLE -> SlotTable.NATIVE_TITLE;
            case NativeOffers.DATA -> SlotTable.NATIVE_DATA + offers.assetType[asset];
            default -> NativeAssets.imagePart(offers.assetType[asset]);
        };
    }

    /**
     * As event trackers where the request takes such, nowhere where it takes others only, else in the form of 1.0 and
     * 1.1.
     */
    private void putTrackers(final NativeOffers offers, final int impression, final int from, final int to) {
        if (offers.takesNoPixel(impression)) {
            out.put(']');
            return;
        }
        final boolean asEvents = offers.takesPixelAsEvent(impression);
        out.put(asEvents ? EVENT_TRACKERS : IMPRESSION_TRACKERS);
        boolean any = false;
        for (int tracker = find(CreativeLayout.NATIVE_TRACKER, from, to);
                tracker < to;
                tracker = find(CreativeLayout.NATIVE_TRACKER, end(tracker), to)) {
            if (any) {
                out.put(',');
            }
            any = true;
            if (asEvents) {
                out.put(EVENT_TRACKER);
                markup.putSegments(tracker, end(tracker));
                out.put(EVENT_TRACKER_END);
            } else {
                out.put('"');
                markup.putSegments(tracker, end(tracker));
                out.put('"');
            }
        }
        out.put(']');
    }

    /** Where the bytes of the next segment of this kind begin; {@code to} if there is none. */
    private int find(final int kind, final int from, final int to) {
        final byte[] creative = markup.creative();
        int at = from;
        while (at < to) {
            final int bytes = at + CreativeLayout.SEGMENT_HEAD_BYTES;
            if (CreativeLayout.readInt(creative, at) == kind) {
                return bytes;
            }
            at = end(bytes);
        }
        return to;
    }

    /** Where the bytes of the part begin; a part that the index says is there is there. */
    private int findPart(final int place, final int from, final int to) {
        int part = find(CreativeLayout.NATIVE_PART, from, to);
        while (CreativeLayout.readInt(markup.creative(), part) != place) {
            part = find(CreativeLayout.NATIVE_PART, end(part), to);
        }
        return part;
    }

    /** Where the segment ends whose bytes begin here. */
    private int end(final int bytes) {
        return bytes + CreativeLayout.readInt(markup.creative(), bytes - Integer.BYTES);
    }
}
