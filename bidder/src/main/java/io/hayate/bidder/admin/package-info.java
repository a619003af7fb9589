/**
 * The admin port: routing, token, probes. Each route of the program adds its own calls ({@link AdminRoutes}).
 *
 * <h2>Threading</h2> One admin loop; handlers hand work to the agents that own the state and complete later.
 */
@NullMarked
package io.hayate.bidder.admin;

import org.jspecify.annotations.NullMarked;
