package io.hayate.bidder.campaigns;

import java.util.concurrent.CompletableFuture;

/**
 * What is asked of the campaign agent when a list is read, page by page. Immutable; shared.
 *
 * @param behindId the page begins behind it
 */
record PageRead(Kind kind, long behindId, CompletableFuture<DocumentPage> answer) {
    /** Which list. */
    enum Kind {
        CAMPAIGNS,
        ADVERTISERS
    }
}
