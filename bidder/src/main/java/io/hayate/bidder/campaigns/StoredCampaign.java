package io.hayate.bidder.campaigns;

/** A campaign as it is given out again. Immutable; shared. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record StoredCampaign(long version, byte[] json) {}
