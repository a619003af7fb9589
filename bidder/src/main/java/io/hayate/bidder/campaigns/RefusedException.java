package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.Refusal;
import io.hayate.bidder.campaigns.catalog.CatalogFullException;
import java.io.IOException;

/** A change cannot be made; says why, for the one who asked. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final CampaignCounter counter;

    RefusedException(final String path, final String reason) {
        super(reason);
        this.path = path;
        this.counter = CampaignCounter.REFUSED;
    }

    RefusedException(final CatalogFullException cause) {
        super(cause.getMessage(), cause);
        this.path = "";
        this.counter = CampaignCounter.CATALOG_FULL;
    }

    RefusedException(final IOException cause) {
        super("the change log cannot be written: " + cause.getMessage(), cause);
        this.path = "";
        this.counter = CampaignCounter.LOG_FAILED;
    }

    String path() {
        return path;
    }

    /** The answer to a change of one document. */
    ChangeOutcome outcome(final long id) {
        final String reason = String.valueOf(getMessage());
        return counter == CampaignCounter.LOG_FAILED
                ? ChangeOutcome.notDurable(id, reason)
                : ChangeOutcome.refused(new Refusal(1, id, path, reason));
    }

    CampaignCounter counter() {
        return counter;
    }
}
