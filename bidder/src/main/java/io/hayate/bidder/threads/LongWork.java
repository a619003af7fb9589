package io.hayate.bidder.threads;

import org.agrona.concurrent.Agent;

/** An agent whose duty cycle may rightly take long, and which then tells from within that it gets on. */
public interface LongWork extends Agent {
    /** @param onProgress to be called on the agent's thread, at least every second or so */
    void reportTo(Runnable onProgress);

    /** The agent is about to be closed: it leaves off what it can. Called by another thread. */
    default void onEnding() {}
}
