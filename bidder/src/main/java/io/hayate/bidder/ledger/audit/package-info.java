/**
 * What reads the money log and the bid log from outside: the {@code journal} command, and the checker, which recomputes the
 * ledger. Nothing of it runs inside a bidder, nothing of it locks or writes, and the straight reading shares none of the ledger's
 * sums: it is there to find them wrong.
 */
@NullMarked
package io.hayate.bidder.ledger.audit;

import org.jspecify.annotations.NullMarked;
