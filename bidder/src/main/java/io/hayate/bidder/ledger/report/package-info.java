/**
 * What campaigns have done on which exchange in which hour, and {@code GET /report}, which adds it up.
 *
 * <h2>Threading</h2> Table and running reports belong to the ledger agent, which looks at a bounded number of rows in a
 * duty cycle; finished reports are handed to the admin loop, which writes them page by page.
 *
 * <h2>Memory</h2> A row is some hundred bytes, and their number is bounded: old hours become days, old days go.
 */
@NullMarked
package io.hayate.bidder.ledger.report;

import org.jspecify.annotations.NullMarked;
