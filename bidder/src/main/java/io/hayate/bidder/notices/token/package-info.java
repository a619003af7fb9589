/**
 * Signed notice tokens: what a bid tells about itself in its notice URLs, and how it is read back.
 *
 * <p>A token holds all that is needed to book a notice, so no table of bids in flight exists. {@link
 * io.hayate.bidder.notices.token.TokenSigner} writes, {@link io.hayate.bidder.notices.token.TokenVerifier} reads,
 * {@link io.hayate.bidder.notices.token.TokenLayout} is the format. A click's id, {@link
 * io.hayate.bidder.notices.token.ClickIdSigner}, is one more token, made when the click comes.
 *
 * <h2>Threading</h2> A signer and a verifier for each bid loop; only {@link io.hayate.bidder.notices.token.NoticeKeys}
 * is shared.
 *
 * <h2>Memory</h2> All of it is built in the constructors; a token allocates nothing, but for landing pages and
 * the ids in them.
 */
@NullMarked
package io.hayate.bidder.notices.token;

import org.jspecify.annotations.NullMarked;
