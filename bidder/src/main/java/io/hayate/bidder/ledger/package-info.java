@NullMarked
package io.hayate.bidder.ledger;

import org.jspecify.annotations.NullMarked;
