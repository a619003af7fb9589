package io.hayate.bidder.exchanges;

/**
 * What an exchange gives us and takes from us at most. Immutable; shared.
 *
 * @param maxTmaxMs the most time we take, also when the request has no tmax
 * @param marginMs kept back from tmax for the network
 * @param openBids without a deal, for one impression
 * @param dealBids under one deal, for one impression
 * @param maxBidsPerAnswer over all impressions
 * @param maxCridBytes longest creative id; at least {@link #MIN_CRID_BYTES}
 */
public record ExchangeLimits(
        int maxTmaxMs, int marginMs, int openBids, int dealBids, int maxBidsPerAnswer, int maxCridBytes) {
    /** Our creative ids are whole numbers of at most 19 digits: with this limit every one of them is short enough. */
    public static final int MIN_CRID_BYTES = 20;
}
