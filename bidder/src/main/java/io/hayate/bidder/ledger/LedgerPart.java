package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.Campaign;

/**
 * What works on the ledger agent beside the books: it hears of what is booked, and publishes to the bid loops what follows
 * from it. All calls come on the ledger agent's thread; what a part must know after a restart it gets from the account.
 */
public interface LedgerPart {
    /** A campaign is live from now on, or has changed; called for each at the start as well. */
    default void onCampaign(final Campaign campaign, final int ordinal, final AccountView account) {}

    /** The campaign of an ordinal is in no index any more. */
    default void onCampaignGone(final long campaignId, final int ordinal) {}

    /**
     * A notice came for the first time, and is in the log and in the account.
     *
     * @param booked whether its cost was booked by it
     */
    default void onNotice(final NoticeRecord notice, final AccountView account, final boolean booked) {}

    /**
     * An impression is known: the first of its notice and, where another kind bills, that one has come for a bid. Once for
     * each bid, after {@link #onNotice}.
     */
    default void onImpression(final NoticeRecord notice, final AccountView account) {}

    /** Once in each duty cycle; returns the work done. */
    default int doWork(final long nowMs) {
        return 0;
    }
}
