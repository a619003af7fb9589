@NullMarked
package io.hayate.bidder.notices.token;

import org.jspecify.annotations.NullMarked;
