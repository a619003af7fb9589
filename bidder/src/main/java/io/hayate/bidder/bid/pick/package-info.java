/** Which creative of a candidate obeys every rule of the impression. A rule, a class; {@link CreativePicker} tries them in order. */
@NullMarked
package io.hayate.bidder.bid.pick;

import org.jspecify.annotations.NullMarked;
