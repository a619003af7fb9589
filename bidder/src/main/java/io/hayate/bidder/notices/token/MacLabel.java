package io.hayate.bidder.notices.token;

import java.nio.charset.StandardCharsets;

/**
 * Where tokens stand: each place has a key of its own, derived from the notice key, so that what can be read in public
 * markup says nothing about what servers fire. Immutable; shared.
 */
enum MacLabel {
    /** In URLs that only servers fire: win, bill, loss. */
    SERVER("hayate notice 1 server"),
    /** In public markup: impression; the second part of this MAC is kept for click ids. */
    PUBLIC("hayate notice 1 public"),
    /** In public markup, with the landing page behind the payload. */
    CLICK("hayate notice 1 click");

    private final String text;

    MacLabel(final String text) {
        this.text = text;
    }

    /** The MAC under this label's key. */
    Hmac derive(final byte[] noticeKey) {
        final byte[] label = text.getBytes(StandardCharsets.US_ASCII);
        final byte[] derived = new byte[Hmac.SHA_256_BYTES];
        final Hmac parent = Hmac.sha256(noticeKey);
        parent.update(label, 0, label.length);
        parent.finish(derived);
        return Hmac.sha256(derived);
    }
}
