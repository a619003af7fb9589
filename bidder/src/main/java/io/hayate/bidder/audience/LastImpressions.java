package io.hayate.bidder.audience;

/**
 * Looks up, on one thread, which campaign of an advertiser a user has seen last. Allocates nothing but for the types of ids.
 * Owned by the thread that asks.
 */
public final class LastImpressions {
    private final UserReader reader;
    private final UserKeys keys;
    private final ExchangeTags exchanges;
    private final UserKey key = new UserKey();
    private final UserRecord user = new UserRecord();

    /** @param reader of this thread alone */
    public LastImpressions(final UserReader reader, final UserSecret secret, final ExchangeTags exchanges) {
        this.reader = reader;
        this.keys = new UserKeys(secret);
        this.exchanges = exchanges;
    }

    /**
     * Reads the last impression of the advertiser that the user of an id has had within {@link LastImpression#KEPT_MS}.
     *
     * @return false if there is none, or none can be told: the id is too long, or the user could not be read
     */
    public boolean find(
            final UserIdType type,
            final byte[] id,
            final int offset,
            final int lengthBytes,
            final long advertiserId,
            final long nowMs,
            final LastImpression into) {
        if (lengthBytes > UserKeys.MAX_ID_BYTES) {
            return false;
        }
        keys.write(new UserKeys.Prefix(type), id, offset, lengthBytes, key);
        return reader.read(key, user) == UserLookupOutcome.FOUND
                && user.findLastImpression(advertiserId, nowMs / 1000, into);
    }

    /** The exchange of an impression, by the order of profiles of this start, or {@link ExchangeTags#NO_EXCHANGE}. */
    public int exchange(final LastImpression impression) {
        return exchanges.ordinal(impression.exchangeTag);
    }
}
