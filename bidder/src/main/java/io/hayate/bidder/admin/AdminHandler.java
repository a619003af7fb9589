package io.hayate.bidder.admin;

import java.util.concurrent.CompletionStage;

/**
 * Answers one kind of call. Called on the admin loop, so it must not block: what takes time completes later, from any
 * thread.
 */
@FunctionalInterface
public interface AdminHandler {
    CompletionStage<AdminAnswer> answer(AdminRequest request);
}
