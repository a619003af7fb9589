package io.hayate.bidder.bid.accept;

import io.hayate.bidder.bid.accept.NoticeRoute.NoticeAnswer;
import io.hayate.bidder.bid.accept.NoticeRoute.WaitingNotice;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a connection that waits until its notice is durable. Each connection has one, used again and again; while it
 * waits it is in a {@link ParkedList}. Owned by the bid loop.
 */
final class ParkedAnswer {
    final BidConnection connection;
    NoticeAnswer answer = NoticeAnswer.NO_CONTENT;
    String landingPage = "";

    /** Of the notice, once it was handed over. */
    long number;

    /** The notice, until it is handed over. */
    @Nullable
    WaitingNotice notice;

    long sinceNs;

    /** Where it waits, and its neighbours there; set by the list only. */
    @Nullable
    ParkedList list;

    @Nullable
    ParkedAnswer previous;

    @Nullable
    ParkedAnswer next;

    ParkedAnswer(final BidConnection connection) {
        this.connection = connection;
    }

    boolean isParked() {
        return list != null;
    }
}
