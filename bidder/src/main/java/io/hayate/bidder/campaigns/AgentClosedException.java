package io.hayate.bidder.campaigns;

/** The bidder ends; the change was not made. */
public final class AgentClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AgentClosedException() {
        super("the bidder is closing", null, false, false);
    }
}
