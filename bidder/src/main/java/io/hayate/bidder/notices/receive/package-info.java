/**
 * Notices as they come in: win, bill, loss, impression, click, conversion. The way of one: read the query, verify the token
 * (for view-through: find the impression), find price, reason or order, hand it to the ledger agent, answer.
 *
 * <p>Whatever is wrong with a notice is counted and answered all the same, so that nobody learns from an answer what we
 * found; only a click that is not ours has no page to go to.
 *
 * <h2>Threading</h2> A {@link io.hayate.bidder.notices.receive.NoticeReceiver} for each bid loop, nothing shared.
 *
 * <h2>Memory</h2> Nothing is allocated but the landing page's text, and what view-through conversions name.
 */
@NullMarked
package io.hayate.bidder.notices.receive;

import org.jspecify.annotations.NullMarked;
