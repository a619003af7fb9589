package io.hayate.bidder.campaigns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Changes too many, or too different, for a view at once: they become visible with a base, and their answers wait for it.
 * All are durable. Owned by the campaign agent.
 */
final class BaseWaiters {
    /** For the next base. */
    private final List<Waiter> waiting = new ArrayList<>();

    /** For the base being merged, which has their changes. */
    private final List<Waiter> merging = new ArrayList<>();

    /** @param gone what is no longer named once the changes are visible */
    private record Waiter(List<CampaignChange> changes, List<Runnable> answers, StagedChanges.Gone gone) {
        void fail(final Throwable cause) {
            changes.forEach(change -> change.answer().completeExceptionally(cause));
        }
    }

    void add(final List<CampaignChange> changes, final List<Runnable> answers, final StagedChanges.Gone gone) {
        waiting.add(new Waiter(changes, answers, gone));
    }

    /** Nobody waits, but views may name what is gone until there is a base without it. */
    void add(final StagedChanges.Gone gone) {
        add(List.of(), List.of(), gone);
    }

    /** A base is merged of all changes up to now. */
    void onMergeBegun() {
        merging.addAll(waiting);
        waiting.clear();
    }

    /** The base is visible: who waits for it is answered. */
    void onMerged(final Consumer<StagedChanges.Gone> onGone) {
        merging.forEach(waiter -> {
            onGone.accept(waiter.gone());
            waiter.answers().forEach(Runnable::run);
        });
        merging.clear();
    }

    /** The next merge shows the changes. What they no longer name stays until then. */
    void onMergeFailed(final Throwable cause) {
        merging.forEach(waiter -> {
            waiter.fail(cause);
            add(waiter.gone());
        });
        merging.clear();
    }

    /** No view is read any more, and none will be made. */
    void close(final Throwable cause, final LongConsumer onGoneCreative) {
        Stream.concat(waiting.stream(), merging.stream()).forEach(waiter -> {
            waiter.gone().creativeVersions().forEach(onGoneCreative::accept);
            waiter.fail(cause);
        });
    }
}
