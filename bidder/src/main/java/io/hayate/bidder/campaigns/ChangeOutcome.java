package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.Refusal;
import java.util.List;

/**
 * What became of one change. Immutable; shared.
 *
 * @param version of the campaign or advertiser after it; 0 if it was not made
 * @param refused why not, if the document is at fault
 */
public record ChangeOutcome(Kind kind, long version, List<Refusal> refused) {
    /** How a change can end. */
    public enum Kind {
        CREATED,
        REPLACED,
        DELETED,
        NOT_FOUND,
        VERSION_DIFFERS,
        REFUSED,
        NOT_DURABLE
    }

    static ChangeOutcome of(final Kind kind, final long version) {
        return new ChangeOutcome(kind, version, List.of());
    }

    static ChangeOutcome refused(final Refusal refusal) {
        return new ChangeOutcome(Kind.REFUSED, 0, List.of(refusal));
    }

    static ChangeOutcome notDurable(final long id, final String reason) {
        return new ChangeOutcome(Kind.NOT_DURABLE, 0, List.of(new Refusal(1, id, "", reason)));
    }
}
