/** What an impression is worth to a candidate: its bid, or where it pays for clicks or conversions, what is predicted. */
@NullMarked
package io.hayate.bidder.bid.predict;

import org.jspecify.annotations.NullMarked;
