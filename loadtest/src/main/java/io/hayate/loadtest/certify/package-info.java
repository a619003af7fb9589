/**
 * The cases that an exchange's onboarding asks for, sent to any bidder over HTTP.
 *
 * <p>Cases, exchange profiles and the requests they start from are files beside this package's classes, one group of rules
 * a file. A case is a request with a few fields changed and what may come back; every bid that comes back is also held
 * against {@link io.hayate.loadtest.check.BidChecker} and the profile. Some requests are made from a bid that the bidder
 * gave just before: blocking its own advertiser shows more than blocking any.
 *
 * <h2>Threading</h2> One thread, one connection, one request after the other.
 */
@NullMarked
package io.hayate.loadtest.certify;

import org.jspecify.annotations.NullMarked;
