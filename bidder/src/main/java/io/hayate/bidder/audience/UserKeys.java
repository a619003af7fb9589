package io.hayate.bidder.audience;

import io.hayate.bidder.notices.token.Hmac;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * From an id to the key of its user: the first 128 bits of HMAC-SHA-256 (RFC 2104, truncated as its section 5 allows) under
 * the users' secret, over the id's type and the id. Without the secret nobody can tell whose key it is, though ids can be
 * guessed. Allocates nothing. Owned by one thread.
 */
public final class UserKeys {
    /** Longest id that is looked up, in bytes of UTF-8; the longest encrypted ids in use have about 300. */
    public static final int MAX_ID_BYTES = 512;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Hmac hmac;
    private final byte[] mac = new byte[Hmac.SHA_256_BYTES];
    private final byte[] folded = new byte[MAX_ID_BYTES];

    public UserKeys(final UserSecret secret) {
        hmac = Hmac.sha256(secret.bytes());
    }

    /** Of one type of ids; makes keys with the thread's {@link UserKeys}. Immutable; shared. */
    public static final class Prefix {
        private final byte[] bytes;
        private final boolean ignoreCase;

        public Prefix(final UserIdType type) {
            bytes = type.prefix();
            ignoreCase = type.ignoresCase();
        }
    }

    /** Writes the key of an id; its bytes are at most {@link #MAX_ID_BYTES}. */
    public void write(final Prefix type, final byte[] bytes, final int offset, final int length, final UserKey into) {
        hmac.update(type.bytes, 0, type.bytes.length);
        if (type.ignoreCase) {
            for (int i = 0; i < length; i++) {
                final byte b = bytes[offset + i];
                folded[i] = b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
            }
            hmac.update(folded, 0, length);
        } else {
            hmac.update(bytes, offset, length);
        }
        hmac.finish(mac);
        into.high = (long) LONG.get(mac, 0);
        into.low = (long) LONG.get(mac, Long.BYTES);
    }

    /** The key of an id, which must not be longer than {@link #MAX_ID_BYTES}. */
    UserKey key(final UserId id) {
        final byte[] bytes = id.id().getBytes(StandardCharsets.UTF_8);
        final UserKey key = new UserKey();
        write(new Prefix(id.type()), bytes, 0, bytes.length, key);
        return key;
    }
}
