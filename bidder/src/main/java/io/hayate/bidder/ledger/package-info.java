/**
 * Budgets: what bids have reserved, what notices have booked, and what each bid loop may still spend.
 *
 * <p>The way of the money: the ledger agent grants each loop's {@link io.hayate.bidder.ledger.BudgetLane} a share of what
 * is left; a bid reserves its price there; a notice comes back through a {@link io.hayate.bidder.ledger.LedgerProxy},
 * books its cost and releases the reservation; what no notice came for is released after a while.
 *
 * <h2>Threading</h2> One {@link io.hayate.bidder.ledger.LedgerAgent}, the single writer of all accounts and grants; each
 * loop writes its own lane and its own ring. Nobody waits, and there is no compare-and-set.
 *
 * <h2>Memory</h2> A reservation and a notice allocate nothing on the loop; the agent may allocate.
 */
@NullMarked
package io.hayate.bidder.ledger;

import org.jspecify.annotations.NullMarked;
