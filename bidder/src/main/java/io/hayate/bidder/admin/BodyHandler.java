package io.hayate.bidder.admin;

/** Answers one kind of call whose body is not gathered but taken as it comes. Called on the admin loop, so it must not block. */
@FunctionalInterface
public interface BodyHandler {
    /**
     * Begins with a body.
     *
     * @param request without its body
     * @param onRoom to be run, from any thread, when a sink that had enough wants more
     */
    BodySink begin(AdminRequest request, Runnable onRoom);
}
