/**
 * Authorised sellers: the file is read, watched and published. {@link
 * io.hayate.bidder.campaigns.sellers.SellersAgent} is a thread of its own; bid loops read what it published, once a request.
 * While a new file is read, both the old sellers and the new ones are in memory.
 */
@NullMarked
package io.hayate.bidder.campaigns.sellers;

import org.jspecify.annotations.NullMarked;
