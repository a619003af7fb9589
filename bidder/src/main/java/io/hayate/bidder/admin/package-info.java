/**
 * The admin port: routing, token, probes. Each route of the program adds its own calls ({@link
 * io.hayate.bidder.admin.AdminRoutes}).
 *
 * <h2>Threading</h2> One admin loop; handlers hand work to the agents that own the state and complete later. A
 * connection has one call in work at a time.
 *
 * <h2>Memory</h2> Bodies are gathered on the heap up to a limit, and only of callers that may call. Bodies and answers of
 * any length pass in parts ({@link io.hayate.bidder.admin.BodySink}, {@link io.hayate.bidder.admin.BodyPages}).
 */
@NullMarked
package io.hayate.bidder.admin;

import org.jspecify.annotations.NullMarked;
