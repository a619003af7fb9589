package io.hayate.bidder.campaigns;

/** The bidder ends; the change was not made, the question not answered. */
public final class AgentClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AgentClosedException() {
        super("the bidder is closing", null, false, false);
    }
}
