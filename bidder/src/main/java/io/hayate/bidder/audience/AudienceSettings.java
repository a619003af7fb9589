package io.hayate.bidder.audience;

/**
 * What the audience agent was told. Immutable; shared.
 *
 * @param maxUsers most users that are kept
 */
public record AudienceSettings(long maxUsers, UserSecret secret, UserIds ids) {}
