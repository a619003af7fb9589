package io.hayate.bidder.campaigns;

/** An advertiser as it is given out again. Immutable; shared. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record StoredAdvertiser(long version, byte[] json) {}
