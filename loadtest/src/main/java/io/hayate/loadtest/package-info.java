/** The load harness: plays the exchange. It shares no code with the bidder, so that neither hides the other's mistakes. */
@NullMarked
package io.hayate.loadtest;

import org.jspecify.annotations.NullMarked;
