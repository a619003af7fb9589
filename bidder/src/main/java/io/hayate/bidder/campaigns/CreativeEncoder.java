package io.hayate.bidder.campaigns;

/** Turns a creative into the bytes that the bid route reads. */
@FunctionalInterface
public interface CreativeEncoder {
    byte[] encode(Campaign campaign, Creative creative);
}
