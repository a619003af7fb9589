/**
 * How agents run: {@link io.hayate.bidder.threads.AgentThreads} gives each its own named thread, or none where the caller
 * drives it by hand, and ends them in reverse order. What is between two agents is theirs, not this package's.
 */
@NullMarked
package io.hayate.bidder.threads;

import org.jspecify.annotations.NullMarked;
