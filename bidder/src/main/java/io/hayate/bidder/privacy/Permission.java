package io.hayate.bidder.privacy;

/** What a bidder may do with a request unless a {@link PrivacyRestriction} forbids it. Immutable; shared. */
public enum Permission {
    /** To answer with a bid at all. */
    BID,
    /** To read, keep or log an id of the user, and to put it into tokens. */
    USER_ID,
    /** To use an id that other apps, sites or exchanges know the user by, such as device.ifa and eids. */
    CROSS_APP_ID,
    /** To use what is known of the user, such as segments, and to add to it. */
    PROFILE,
    /** To count impressions of a user. */
    FREQUENCY,
    /** To use coordinates to more than two decimals. */
    PRECISE_GEO;

    int bit() {
        return 1 << ordinal();
    }

    static int bits(final Permission... permissions) {
        int bits = 0;
        for (final Permission each : permissions) {
            bits |= each.bit();
        }
        return bits;
    }
}
