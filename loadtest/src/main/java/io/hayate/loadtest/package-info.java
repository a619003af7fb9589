/**
 * The load harness: plays the exchange. It shares no code with the bidder, so that neither hides the other's mistakes.
 *
 * <pre>
 *   traffic        >  schedule      >  send             >  check, exchange            >  report
 *   what is asked     when it is due   over connections    is it right? who pays what?   what is left behind
 * </pre>
 *
 * Commands over these: {@code run} here, {@code search} (find-max), {@code exchange}, {@code agree} (held against other tools),
 * {@code demo}, {@code certify}. {@code campaigns} makes what a bidder bids for. The commands are listed in {@link LoadTest}; what users see is in
 * docs/loadtest.md.
 */
@NullMarked
package io.hayate.loadtest;

import org.jspecify.annotations.NullMarked;
