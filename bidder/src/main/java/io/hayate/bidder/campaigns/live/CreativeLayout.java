package io.hayate.bidder.campaigns.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bytes of one encoded creative: written when a campaign is admitted, copied into answers when it bids.
 *
 * <pre>
 *  +-----------+------------+--------------+---------------+--- ... --------------------------+
 *  | int       | attributes | int          | landing page  | segments of the markup           |
 *  | length    | as JSON    | length       |               | int kind, int length, bytes, ... |
 *  +-----------+------------+--------------+---------------+--- ... --------------------------+
 * </pre>
 *
 * <p>The attributes are the fields of the bid that do not depend on the request ({@code "crid":"9001", ...}), separated by
 * commas. Literals of a banner and of VAST are escaped as the inside of a JSON string already; those of a native ad are
 * JSON of an object. What depends on the bid stands between the literals: holes, without bytes, and segments that hold
 * others and count only if something is so ({@code ONLY_...}) or where the writer asks for them ({@code NATIVE_...}). Ints are little-endian.
 */
public final class CreativeLayout {
    /** Largest encoded creative; a campaign with a larger one is refused. */
    public static final int MAX_LENGTH_BYTES = 128 * 1024;

    /** Bytes before those of a segment: its kind and its length. */
    public static final int SEGMENT_HEAD_BYTES = 2 * Integer.BYTES;

    // Any format
    public static final int LITERAL = 0;
    public static final int CLICK_URL = 1;
    public static final int CLICK_URL_ENCODED = 2;
    public static final int IMPRESSION_URL = 3;
    public static final int CACHEBUSTER = 4;

    // Video and audio
    /** The bid's id. */
    public static final int BID_ID = 16;
    /** Such as {@code 4.2}. */
    public static final int VAST_VERSION = 17;
    /** One of the creative's mimes: each an int length and its text, in their order. */
    public static final int MIME = 18;
    /** An int, ten times a VAST version, then segments for this version and later ones. */
    public static final int ONLY_FROM_VAST = 19;
    /** An int, ten times a VAST version, then segments for earlier ones. */
    public static final int ONLY_BELOW_VAST = 20;
    /** Segments, among them companions, that count if one of the companions does. */
    public static final int ONLY_WITH_COMPANIONS = 21;
    /** Three ints, width, height and type of the picture, then segments that count if the impression asks for such a companion. */
    public static final int ONLY_IF_COMPANION_ASKED = 22;
    /** How the player shows the companion around it: {@code end-card} or {@code concurrent}. */
    public static final int RENDERING_MODE = 23;

    // Native ads
    /** Segments of the members of the link object. */
    public static final int NATIVE_LINK = 32;
    /** An int, the place among the parts in {@link SlotTable}, then segments of the asset's member. */
    public static final int NATIVE_PART = 33;
    /** Segments of one URL that counts impressions. */
    public static final int NATIVE_TRACKER = 34;
    /** Segments of the URL of the privacy notice. */
    public static final int NATIVE_PRIVACY = 35;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private CreativeLayout() {}

    public static int readInt(final byte[] bytes, final int offset) {
        return (int) INT.get(bytes, offset);
    }

    public static void writeInt(final byte[] bytes, final int offset, final int value) {
        INT.set(bytes, offset, value);
    }
}
