package io.hayate.bidder.audience;

import io.hayate.bidder.telemetry.Counted;

/** How the one look-up of a request's user ended, or why there was none; one block for each bid loop. Immutable; shared. */
public enum UserLookupOutcome implements Counted {
    FOUND("found", "The user was found."),
    UNKNOWN("unknown", "The user is not known."),
    TIMED_OUT(
            "timed_out",
            "The user's lock could not be had in time; bid as if unknown, with frequency caps as if without a user."),
    UNREADABLE("unreadable", "The user's record could not be read; bid as if unknown."),
    NOT_NEEDED("not_needed", "Only the user's key was asked for, for bids to be known by; nothing was looked up."),
    NO_ID("no_id", "The request has no id that users are looked up by."),
    ID_TOO_LONG("id_too_long", "The id is longer than those that are looked up."),
    REFUSED_BY_PRIVACY(
            "refused_by_privacy", "The request has an id, but privacy forbids to use it; nothing was looked up.");

    private final String label;
    private final String sentence;

    UserLookupOutcome(final String label, final String sentence) {
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
