@NullMarked
package io.hayate.bidder.telemetry;

import org.jspecify.annotations.NullMarked;
