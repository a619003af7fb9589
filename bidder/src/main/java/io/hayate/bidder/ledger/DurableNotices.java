package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.SyncListener;
import java.util.List;

/** Tells the bid loops up to which of their notices all is durable, once for each group. Owned by the thread that forces. */
public final class DurableNotices implements SyncListener {
    private final LedgerProxy[] proxies;

    /** @param proxies of all bid loops */
    public DurableNotices(final List<LedgerProxy> proxies) {
        this.proxies = proxies.toArray(new LedgerProxy[0]);
    }

    @Override
    public boolean onGroupBegins() {
        boolean any = false;
        for (final LedgerProxy proxy : proxies) {
            any |= proxy.beginGroup();
        }
        return any;
    }

    @Override
    public void onGroupDurable() {
        for (final LedgerProxy proxy : proxies) {
            proxy.publishDurable();
        }
    }

    /** Where nobody forces: what is written counts as durable. Called on the ledger agent. */
    public void onWritten() {
        if (onGroupBegins()) {
            onGroupDurable();
        }
    }
}
