package io.hayate.bidder.audience;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What kind of id a user is known by: the same text of two kinds is two users. Immutable; shared.
 *
 * @param name {@code buyeruid}, {@code ifa}, {@code eid:SOURCE} or {@code exchange:NAME}, as it stands in lines and calls
 */
public record UserIdType(String name) {
    /** user.buyeruid: ours, the same on all exchanges. */
    public static final UserIdType BUYERUID = new UserIdType("buyeruid");

    /** device.ifa, letter case aside. */
    public static final UserIdType IFA = new UserIdType("ifa");

    private static final String EID = "eid:";
    private static final String EXCHANGE = "exchange:";
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9._-]{1,253}");

    /** An id in user.eids of this source, letter case of the source aside. */
    public static UserIdType eid(final String source) {
        return new UserIdType(EID + source.toLowerCase(Locale.ROOT));
    }

    /** user.id of this exchange. */
    public static UserIdType exchange(final String exchange) {
        return new UserIdType(EXCHANGE + exchange);
    }

    /** The type of this name; null if there is none. */
    public static @Nullable UserIdType of(final String name) {
        if (name.equals(BUYERUID.name)) {
            return BUYERUID;
        }
        if (name.equals(IFA.name)) {
            return IFA;
        }
        final String source =
                name.startsWith(EID) ? name.substring(EID.length()).toLowerCase(Locale.ROOT) : "";
        if (SOURCE.matcher(source).matches()) {
            return eid(source);
        }
        final String exchange = name.startsWith(EXCHANGE) ? name.substring(EXCHANGE.length()) : "";
        return exchange.isEmpty() || exchange.indexOf('\0') >= 0 ? null : exchange(exchange);
    }

    boolean ignoresCase() {
        return equals(IFA);
    }

    /** The name and a zero byte, which no name holds: what a type's ids are hashed behind. */
    byte[] prefix() {
        return (name + '\0').getBytes(StandardCharsets.UTF_8);
    }
}
