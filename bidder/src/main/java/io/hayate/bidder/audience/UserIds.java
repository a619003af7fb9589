package io.hayate.bidder.audience;

import io.hayate.bidder.audience.UserLine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which ids there can be: checks what lines and calls name. Immutable; shared. */
public final class UserIds {
    private final Set<UserIdType> lookedUp;

    private UserIds(final Set<UserIdType> lookedUp) {
        this.lookedUp = lookedUp;
    }

    /**
     * @param eidsSources of user.eids that users are looked up by
     * @param exchanges whose user.id they are
     */
    public static UserIds of(final List<String> eidsSources, final List<String> exchanges) {
        final Set<UserIdType> types = eidsSources.stream().map(UserIdType::eid).collect(Collectors.toSet());
        exchanges.forEach(name -> types.add(UserIdType.exchange(name)));
        types.add(UserIdType.BUYERUID);
        types.add(UserIdType.IFA);
        return new UserIds(Set.copyOf(types));
    }

    /** An id that may be asked for or deleted, be its type looked up or not any more. */
    UserId any(final String typeName, final String id) throws RefusedException {
        final UserIdType type = UserIdType.of(typeName);
        if (type == null) {
            throw new RefusedException("idType", "must be buyeruid, ifa, eid:SOURCE or exchange:NAME");
        }
        final int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (id.isEmpty() || bytes > UserKeys.MAX_ID_BYTES) {
            throw new RefusedException(
                    "id", "has " + bytes + " bytes in UTF-8; from 1 to " + UserKeys.MAX_ID_BYTES + " are allowed");
        }
        if (!isEncodable(id)) {
            throw new RefusedException("id", "holds invalid Unicode");
        }
        return new UserId(type, id);
    }

    /** An id that users are looked up by. */
    UserId importable(final String typeName, final String id) throws RefusedException {
        final UserId user = any(typeName, id);
        if (!lookedUp.contains(user.type())) {
            throw new RefusedException(
                    "idType",
                    "is none that users are looked up by: no source of eids-sources, no exchange that is known");
        }
        if (user.type().equals(UserIdType.IFA) && id.chars().allMatch(c -> c == '0' || c == '-')) {
            throw new RefusedException("id", "is the id of nobody: only zeros");
        }
        return user;
    }

    /** Whether it can be written as UTF-8 and read again. */
    static boolean isEncodable(final String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
