package io.hayate.bidder.bid.write;

import io.hayate.bidder.campaigns.live.CreativeLayout;
import io.hayate.bidder.notices.token.BidId;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenSigner;

/** Copies a creative's segments into the answer and fills the holes that any format may have. Owned by the bid loop. */
final class MarkupWriter {
    private final AnswerBuffer out;
    private final TokenSigner signer;
    private final NoticePayload payload;
    private final NoticeUrls urls;

    private final byte[] clickToken = new byte[TokenSigner.maxClickTokenBytes(TokenSigner.MAX_LANDING_PAGE_BYTES)];
    private int clickTokenLength;

    private byte[] creative = new byte[0];
    private int landing;
    private int landingLength;

    /**
     * @param signer whose payload is sealed when markup is written
     * @param payload the sealed one
     */
    MarkupWriter(final AnswerBuffer out, final TokenSigner signer, final NoticePayload payload, final NoticeUrls urls) {
        this.out = out;
        this.signer = signer;
        this.payload = payload;
        this.urls = urls;
    }

    /** Begins with another bid's creative; its landing page lies at the place. */
    void begin(final byte[] encodedCreative, final int landingOffset, final int landingLengthBytes) {
        creative = encodedCreative;
        landing = landingOffset;
        landingLength = landingLengthBytes;
        clickTokenLength = 0;
    }

    /** The encoded creative of the bid. */
    byte[] creative() {
        return creative;
    }

    /** Writes the segments that lie between these places. */
    void putSegments(final int from, final int to) {
        int at = from;
        while (at < to) {
            final int kind = CreativeLayout.readInt(creative, at);
            final int length = CreativeLayout.readInt(creative, at + Integer.BYTES);
            at += CreativeLayout.SEGMENT_HEAD_BYTES;
            putSegment(kind, at, length);
            at += length;
        }
    }

    /** Writes one segment, whose bytes begin at the place. */
    void putSegment(final int kind, final int at, final int length) {
        switch (kind) {
            case CreativeLayout.CLICK_URL -> putClick(urls.click);
            case CreativeLayout.CLICK_URL_ENCODED -> putClick(urls.clickEncoded);
            case CreativeLayout.IMPRESSION_URL -> {
                out.put(urls.impression);
                putToken(NoticeKind.IMPRESSION);
            }
            case CreativeLayout.CACHEBUSTER -> out.putDecimal(payload.timeMs + payload.sequence);
            case CreativeLayout.BID_ID -> putBidId();
            default -> out.put(creative, at, length);
        }
    }

    void putToken(final NoticeKind kind) {
        if (out.hasRoom(TokenSigner.MAX_TOKEN_BYTES)) {
            out.advanceTo(signer.write(kind, out.bytes(), out.length()));
        }
    }

    /** The token needs no URL encoding: its alphabet is that of base64url. */
    private void putClick(final byte[] url) {
        if (clickTokenLength == 0) {
            clickTokenLength = signer.writeClick(creative, landing, landingLength, clickToken, 0);
        }
        out.put(url);
        out.put(clickToken, 0, clickTokenLength);
    }

    private void putBidId() {
        if (out.hasRoom(BidId.MAX_LENGTH_BYTES)) {
            out.advanceTo(BidId.write(payload.epoch, payload.lane, payload.sequence, out.bytes(), out.length()));
        }
    }
}
