package io.hayate.bidder.bid.write;

/**
 * What of the configuration stands in answers. Immutable; shared.
 *
 * @param noticeUrl base of what servers fire
 * @param trackerUrl base of what stands in markup
 * @param noticeExpirySeconds how long notices are taken: an exchange that would wait longer is told not to
 */
public record AnswerSettings(String noticeUrl, String trackerUrl, long noticeExpirySeconds) {}
