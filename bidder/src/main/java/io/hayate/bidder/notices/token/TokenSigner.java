package io.hayate.bidder.notices.token;

/** Writes signed tokens. Allocates nothing. Owned by the bid loop. */
public final class TokenSigner {
    /** Room that one token needs at most, without a landing page. */
    public static final int MAX_TOKEN_BYTES = 512;

    /** Encodes and signs the payload; the write methods below then write tokens of it. */
    public void seal(final NoticePayload payload) {}

    /** Writes the text of the sealed payload's token of this kind (not CLICK) and returns the offset behind it. */
    public int write(final NoticeKind kind, final byte[] out, final int offset) {
        return offset;
    }

    /** Writes a click token, which also holds the landing page, and returns the offset behind it. */
    public int writeClick(
            final byte[] landingPage,
            final int landingOffset,
            final int landingLength,
            final byte[] out,
            final int offset) {
        return offset;
    }
}
