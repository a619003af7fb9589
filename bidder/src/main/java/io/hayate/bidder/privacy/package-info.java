/**
 * What a request's privacy signals say: readers over the request's own bytes, and the table of what each signal forbids.
 *
 * <p>{@link io.hayate.bidder.privacy.TcfString} reads consent strings of the TCF, {@link io.hayate.bidder.privacy.GppString}
 * and {@link io.hayate.bidder.privacy.UsSection} the Global Privacy Platform, {@link io.hayate.bidder.privacy.UsPrivacyString}
 * US Privacy. Each {@link io.hayate.bidder.privacy.PrivacyRestriction} is a row of the table;
 * {@link io.hayate.bidder.privacy.PrivacyVerdict} has the rows that a request met.
 *
 * <p><b>Failure</b>: what cannot be read is a denial. Nothing here throws, and no text takes longer than its length.
 *
 * <p><b>Memory</b>: readers are built once per bid loop and allocate nothing after. <b>Threading</b>: the loop's own.
 */
@NullMarked
package io.hayate.bidder.privacy;

import org.jspecify.annotations.NullMarked;
