package io.hayate.bidder.bid.accept;

/** What becomes of a connection after an answer, as the answer says it. Immutable; shared. */
enum Persistence {
    /** HTTP/1.1 stays open without a word. */
    STAYS(""),
    /** HTTP/1.0 stays open only if told. */
    STAYS_HTTP_1_0("Connection: keep-alive\r\n"),
    CLOSES("Connection: close\r\n");

    static final int COUNT = values().length;

    final String header;

    Persistence(final String header) {
        this.header = header;
    }
}
