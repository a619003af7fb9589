/**
 * How often a campaign takes part, so that its day's money lasts its day.
 *
 * <p>The way of a decision: bid loops count in their {@link io.hayate.bidder.ledger.pacing.PacingLane} how often a paced
 * campaign was asked and took part; about once a second {@link io.hayate.bidder.ledger.pacing.Pacing} holds that, and what
 * is spent, against the campaign's {@link io.hayate.bidder.ledger.pacing.DayPlan} and tells the lanes its new share.
 *
 * <h2>Threading</h2> The ledger agent works out the shares; each loop reads them and writes its own lane's counts.
 *
 * <h2>Memory</h2> A decision allocates nothing on the loop; the agent may allocate, and does when a plan is made.
 */
@NullMarked
package io.hayate.bidder.ledger.pacing;

import org.jspecify.annotations.NullMarked;
