/**
 * The door of the campaign route: JSON in, a validated {@link io.hayate.bidder.campaigns.Campaign} or refusals out, and
 * the calls of the admin port that campaigns come through. Advertisers and authorised sellers are read here, too.
 *
 * <h2>Threading</h2> A document is read on the campaign agent's thread, those of a start also by the JVM's common pool; the
 * endpoints run on the admin loop and only hand over.
 *
 * <h2>Rule</h2> A campaign with one problem is refused whole, with all its problems named; what this version cannot do is
 * refused too, never ignored.
 */
@NullMarked
package io.hayate.bidder.campaigns.admit;

import org.jspecify.annotations.NullMarked;
