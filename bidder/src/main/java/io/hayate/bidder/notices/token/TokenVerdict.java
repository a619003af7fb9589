package io.hayate.bidder.notices.token;

import io.hayate.bidder.telemetry.Counted;

/** What a verifier finds in a token; everything but {@link #OK} books nothing. Immutable; shared. */
public enum TokenVerdict implements Counted {
    OK("ok", "The token is ours, unaltered, and of its time."),
    MALFORMED("malformed", "The text is not canonical base64url, or not of a token's length or fields."),
    WRONG_VERSION("wrong_version", "The token's format is of another version."),
    UNKNOWN_KEY("unknown_key", "The token names a key that is not among the notice keys."),
    FORGED("forged", "The MAC does not fit: altered, of another kind, or not ours."),
    EXPIRED("expired", "The bid, or for a conversion the click, is older than such tokens live."),
    FROM_FUTURE("from_future", "The bid's or click's time is ahead of this machine's by more than the allowed skew.");

    private final String label;
    private final String sentence;

    TokenVerdict(final String label, final String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
