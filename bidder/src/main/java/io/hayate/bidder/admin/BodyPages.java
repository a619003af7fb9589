package io.hayate.bidder.admin;

import java.util.concurrent.CompletionStage;

/** What follows the first page of an answer's body, however long it is. Called on the admin loop, so it must not block. */
@FunctionalInterface
public interface BodyPages {
    /**
     * Asks for the next page, when the one before is on its way to the client; completes from any thread. An empty page
     * is the end. If it fails, the connection is cut, so that the client does not take what it has for all.
     */
    CompletionStage<byte[]> next();
}
