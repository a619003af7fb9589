package io.hayate.bidder.bid.accept;

import io.hayate.bidder.bid.BidRoute;

/** What one bid loop is given at launch and from then on owns. */
public record BidLoopParts(BidRoute bidRoute, NoticeRoute noticeRoute, LatencySink latency) {}
