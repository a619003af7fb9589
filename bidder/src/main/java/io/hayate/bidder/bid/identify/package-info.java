/**
 * Whose screen it is: what may be used of what is known of the user, by the request and by us. Where the request's privacy
 * signals forbid it, nothing is, and nobody is looked up. {@link PermittedUserData} is the stage, {@link UserFinder} its one
 * look-up, in {@code audience}.
 */
@NullMarked
package io.hayate.bidder.bid.identify;

import org.jspecify.annotations.NullMarked;
