/**
 * OpenRTB JSON to {@link io.hayate.bidder.bid.BidRequestView}: one strict pass over the body's bytes.
 *
 * <p>{@link io.hayate.bidder.bid.decode.JsonCursor} knows JSON, {@code FieldReader} knows in what odd forms exchanges send a
 * number or a list, and one reader per OpenRTB object knows its fields. The reading is that of a JSON tree: of a repeated
 * key the last value counts, wholly.
 *
 * <p><b>Failure</b>: the first byte that breaks the grammar moves the cursor onto the zero byte behind the body, which no
 * grammar rule accepts, so that every loop above ends by itself and nobody checks for errors in between.
 *
 * <p>A native request is a JSON text in a string: it is unescaped behind the body, and the same cursor goes into it and back;
 * if that text is broken, it alone is.
 *
 * <p><b>Memory</b>: nothing is allocated after construction. <b>Time</b>: linear in the body's length, whatever it holds.
 * <b>Threading</b>: one {@link io.hayate.bidder.bid.decode.BidRequestDecoder} per bid loop.
 */
@NullMarked
package io.hayate.bidder.bid.decode;

import org.jspecify.annotations.NullMarked;
