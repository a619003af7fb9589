package io.hayate.bidder.bid.write;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.PictureType;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import java.nio.charset.StandardCharsets;

/** Writes the VAST of a video or audio: of the encoded one that holds for every version what this bid's has. Owned by the bid loop. */
final class VastWriter {
    private static final int NOT_ASKED = -1;
    /** AdCOM companion type. */
    private static final int STATIC = 1;

    private static final byte[] END_CARD = "end-card".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONCURRENT = "concurrent".getBytes(StandardCharsets.US_ASCII);

    private final AnswerBuffer out;
    private final MarkupWriter markup;

    private int versionTenths;
    private int mime;
    private long attributes;
    private boolean endCard;

    VastWriter(final AnswerBuffer out, final MarkupWriter markup) {
        this.out = out;
        this.markup = markup;
    }

    /**
     * Begins with the VAST of another bid.
     *
     * @param vastVersionTenths that the impression takes
     * @param mimePlace among the creative's mimes
     * @param creativeAttributes as bits; its companions have them, too
     */
    void begin(final int vastVersionTenths, final int mimePlace, final long creativeAttributes) {
        versionTenths = vastVersionTenths;
        mime = mimePlace;
        attributes = creativeAttributes;
    }

    /**
     * Writes the segments that lie between these places, as the inside of a JSON string.
     *
     * @param offers the impression's, of video or of audio
     */
    void putSegments(
            final BidRequestView request,
            final MediaOffers offers,
            final int impression,
            final int from,
            final int to) {
        final byte[] creative = markup.creative();
        int at = from;
        while (at < to) {
            final int kind = CreativeLayout.readInt(creative, at);
            final int length = CreativeLayout.readInt(creative, at + Integer.BYTES);
            at += CreativeLayout.SEGMENT_HEAD_BYTES;
            putSegment(request, offers, impression, kind, at, length);
            at += length;
        }
    }

    private void putSegment(
            final BidRequestView request,
            final MediaOffers offers,
            final int impression,
            final int kind,
            final int at,
            final int length) {
        final byte[] creative = markup.creative();
        final int end = at + length;
        switch (kind) {
            case CreativeLayout.VAST_VERSION -> {
                out.putDecimal(versionTenths / 10);
                out.put('.');
                out.putDecimal(versionTenths % 10);
            }
            case CreativeLayout.MIME -> putMime(at, end);
            case CreativeLayout.ONLY_FROM_VAST -> {
                if (versionTenths >= CreativeLayout.readInt(creative, at)) {
                    putSegments(request, offers, impression, at + Integer.BYTES, end);
                }
            }
            case CreativeLayout.ONLY_BELOW_VAST -> {
                if (versionTenths < CreativeLayout.readInt(creative, at)) {
                    putSegments(request, offers, impression, at + Integer.BYTES, end);
                }
            }
            case CreativeLayout.ONLY_WITH_COMPANIONS -> {
                if (hasCompanion(request, offers, impression, at, end)) {
                    putSegments(request, offers, impression, at, end);
                }
            }
            case CreativeLayout.ONLY_IF_COMPANION_ASKED -> {
                final int place = askedPlace(request, offers, impression, at);
                if (place != NOT_ASKED) {
                    endCard = place < Long.SIZE && (offers.companionEndCards[impression] & 1L << place) != 0;
                    putSegments(request, offers, impression, at + 3 * Integer.BYTES, end);
                }
            }
            case CreativeLayout.RENDERING_MODE -> out.put(endCard ? END_CARD : CONCURRENT);
            default -> markup.putSegment(kind, at, length);
        }
    }

    private void putMime(final int from, final int end) {
        final byte[] creative = markup.creative();
        int at = from;
        for (int skipped = 0; skipped < mime && at < end; skipped++) {
            at += Integer.BYTES + CreativeLayout.readInt(creative, at);
        }
        out.put(creative, at + Integer.BYTES, CreativeLayout.readInt(creative, at));
    }

    private boolean hasCompanion(
            final BidRequestView request,
            final MediaOffers offers,
            final int impression,
            final int from,
            final int to) {
        final byte[] creative = markup.creative();
        int at = from;
        while (at < to) {
            final int kind = CreativeLayout.readInt(creative, at);
            final int length = CreativeLayout.readInt(creative, at + Integer.BYTES);
            at += CreativeLayout.SEGMENT_HEAD_BYTES;
            if (kind == CreativeLayout.ONLY_IF_COMPANION_ASKED
                    && askedPlace(request, offers, impression, at) != NOT_ASKED) {
                return true;
            }
            at += length;
        }
        return false;
    }

    /** The place of the first size asked for that is the companion's, and whose rules it keeps. */
    private int askedPlace(
            final BidRequestView request, final MediaOffers offers, final int impression, final int companion) {
        final byte[] creative = markup.creative();
        final long size = BidRequestView.size(
                CreativeLayout.readInt(creative, companion),
                CreativeLayout.readInt(creative, companion + Integer.BYTES));
        final int picture = CreativeLayout.readInt(creative, companion + 2 * Integer.BYTES);
        final long sizes = offers.companionSizes[impression];
        for (int place = 0; place < Slice.length(sizes); place++) {
            if (request.items[Slice.offset(sizes) + place] == size
                    && (picture & at(request, offers.companionPictures[impression], place, PictureType.ANY)) != 0
                    && (attributes & at(request, offers.companionBlockedAttributes[impression], place, 0)) == 0) {
                return takesPictures(request, offers.companionTypes[impression]) ? place : NOT_ASKED;
            }
        }
        return NOT_ASKED;
    }

    private static long at(final BidRequestView request, final long list, final int place, final long absent) {
        return list == Slice.ABSENT ? absent : request.items[Slice.offset(list) + place];
    }

    private static boolean takesPictures(final BidRequestView request, final long types) {
        for (int i = Slice.offset(types); i < Slice.end(types); i++) {
            if (request.items[i] == STATIC) {
                return true;
            }
        }
        return types == Slice.ABSENT;
    }
}
