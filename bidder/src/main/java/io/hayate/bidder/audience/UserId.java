package io.hayate.bidder.audience;

/** One id of a user, as a line or a call names it; its text shows no id, so that none reaches a log. Immutable; shared. */
public record UserId(UserIdType type, String id) {
    @Override
    public String toString() {
        return type.name() + ":***";
    }
}
