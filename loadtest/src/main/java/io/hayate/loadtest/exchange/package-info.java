/**
 * The exchange, played: auctions against seeded competitors, the notices that follow from them, and books of its own that
 * are held against the bidder's ledger.
 *
 * <pre>
 *   answer > AnswerReader > Auction > NoticePlan > NoticeQueue > (the bidder) > Books
 * </pre>
 *
 * {@link io.hayate.loadtest.exchange.Exchange} has no clock and no connections: {@code ExchangeCommand} drives it over
 * HTTP, {@link io.hayate.loadtest.exchange.VirtualTime} in process, as fast as the processor allows.
 *
 * <h2>Threading</h2> An exchange, all that it is made of, belongs to one thread at a time; a driver that uses several
 * hands it from one to the next under a lock.
 *
 * <h2>Money</h2> Integers: CPM micros for prices, nanos for what impressions cost, rounded up.
 *
 * <h2>Chance</h2> What is drawn depends on the seed, the request's bytes and how often it has come, and on nothing else: not
 * on the order of answers.
 */
@NullMarked
package io.hayate.loadtest.exchange;

import org.jspecify.annotations.NullMarked;
