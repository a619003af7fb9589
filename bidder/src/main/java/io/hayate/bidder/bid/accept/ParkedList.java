package io.hayate.bidder.bid.accept;

import org.jspecify.annotations.Nullable;

/** Parked answers in the order they came; any of them may leave. Makes no garbage. Owned by the bid loop. */
final class ParkedList {
    private @Nullable ParkedAnswer first;
    private @Nullable ParkedAnswer last;

    @Nullable
    ParkedAnswer first() {
        return first;
    }

    void add(final ParkedAnswer parked) {
        assert parked.list == null : "parked twice";
        parked.list = this;
        parked.previous = last;
        if (last == null) {
            first = parked;
        } else {
            last.next = parked;
        }
        last = parked;
    }

    void remove(final ParkedAnswer parked) {
        assert parked.list == this : "parked elsewhere";
        if (parked.previous == null) {
            first = parked.next;
        } else {
            parked.previous.next = parked.next;
        }
        if (parked.next == null) {
            last = parked.previous;
        } else {
            parked.next.previous = parked.previous;
        }
        parked.list = null;
        parked.previous = null;
        parked.next = null;
    }
}
