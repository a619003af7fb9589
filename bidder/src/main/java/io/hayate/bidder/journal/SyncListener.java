package io.hayate.bidder.journal;

/** Somebody who waits for what was written to be durable. Called on the thread that makes it so. */
public interface SyncListener {
    /**
     * A group begins: what was written until now will be durable at its end.
     *
     * @return whether anything of it is waited for
     */
    boolean onGroupBegins();

    /** The group is durable; only after a {@link #onGroupBegins} that said so. */
    void onGroupDurable();
}
