package io.hayate.bidder.campaigns.catalog;

/**
 * How a map is laid out when it is made. Immutable; shared.
 *
 * @param name of the map and the start of its files' names
 * @param averageValueBytes what the space is measured for; larger values take more of it
 * @param segments how many locks, and how many parts that fill up on their own
 */
record MapShape(String name, int averageValueBytes, int segments) {
    private static final int MIN_SEGMENT_ENTRIES = 4096;

    /** A campaign's document in the middle size; one with many creatives takes the room of several. */
    static final MapShape CAMPAIGNS = new MapShape("campaigns", 1024, 8);

    /** Most have a seat or two, few a long list of blocked domains. */
    static final MapShape ADVERTISERS = new MapShape("advertisers", 256, 8);

    /** A banner's markup in the middle size. Many segments: bid loops lock them. */
    static final MapShape CREATIVES = new MapShape("creatives", 512, 64);

    /** Small maps get fewer segments: in small segments chance fills one long before the others. */
    int segmentsFor(final long entries) {
        final long sensible = Math.max(1, entries / MIN_SEGMENT_ENTRIES);
        return (int) Math.min(segments, Long.highestOneBit(sensible));
    }
}
