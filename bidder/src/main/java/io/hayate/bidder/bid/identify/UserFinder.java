package io.hayate.bidder.bid.identify;

import io.hayate.bidder.audience.SegmentNames;
import io.hayate.bidder.audience.UserIdType;
import io.hayate.bidder.audience.UserKey;
import io.hayate.bidder.audience.UserKeys;
import io.hayate.bidder.audience.UserLookupOutcome;
import io.hayate.bidder.audience.UserReader;
import io.hayate.bidder.audience.UserRecord;
import io.hayate.bidder.audience.UserSecret;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.privacy.Permission;
import io.hayate.bidder.telemetry.CounterBlock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Looks the request's user up, once at most, where a live campaign asks for segments, frequency caps or conversions: by the first of user.buyeruid, device.ifa, an id of user.eids and the exchange's
 * user.id that is there and that privacy allows to use. Owned by the bid loop.
 */
public final class UserFinder {
    private final UserReader reader;
    private final UserKeys keys;
    private final UserKeys.Prefix buyerUserId = new UserKeys.Prefix(UserIdType.BUYERUID);
    private final UserKeys.Prefix ifa = new UserKeys.Prefix(UserIdType.IFA);
    private final byte[][] sources;
    private final UserKeys.Prefix[] eids;
    private final UserKeys.Prefix[] userIds;
    private final UserKey key = new UserKey();
    private final CounterBlock<UserLookupOutcome> lookups = new CounterBlock<>(UserLookupOutcome.class);

    // Of the request at hand
    private UserKeys.Prefix type = ifa;
    private long id;
    private boolean hasForbiddenId;

    /**
     * @param eidsSources those of user.eids that are looked up, the first before the others
     * @param exchanges in the order of their ordinals
     */
    public UserFinder(
            final UserReader reader,
            final UserSecret secret,
            final List<String> eidsSources,
            final List<ExchangeProfile> exchanges) {
        this.reader = reader;
        keys = new UserKeys(secret);
        sources = eidsSources.stream()
                .map(source -> source.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        eids = eidsSources.stream()
                .map(source -> new UserKeys.Prefix(UserIdType.eid(source)))
                .toArray(UserKeys.Prefix[]::new);
        userIds = exchanges.stream()
                .map(exchange -> new UserKeys.Prefix(UserIdType.exchange(exchange.name())))
                .toArray(UserKeys.Prefix[]::new);
    }

    /** How look-ups ended. */
    public CounterBlock<UserLookupOutcome> lookups() {
        return lookups;
    }

    /** Writes the context's user segments, those that the request's user is in at this time, and his key and history. */
    void find(final BidContext context) {
        final boolean follows = context.view.followsUsers();
        final boolean segments = !reader.hasNobody() && asksForSegments(context.view);
        if (follows || segments) {
            lookups.increment(lookUp(
                    context,
                    follows && context.privacy.allows(Permission.FREQUENCY),
                    segments && context.privacy.allows(Permission.PROFILE)));
        }
    }

    private static boolean asksForSegments(final IndexView view) {
        for (int part = 0; part < view.partCount(); part++) {
            if (!view.part(part).targeting().segments().idle()) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param follows what the user has seen may be counted, and is asked for
     * @param segments what is known of him may be used, and is asked for
     */
    private UserLookupOutcome lookUp(final BidContext context, final boolean follows, final boolean segments) {
        final BidRequestView request = context.request;
        if (!findId(context, follows || segments)) {
            return hasForbiddenId ? UserLookupOutcome.REFUSED_BY_PRIVACY : UserLookupOutcome.NO_ID;
        }
        if (Slice.length(id) > UserKeys.MAX_ID_BYTES) {
            return UserLookupOutcome.ID_TOO_LONG;
        }
        keys.write(type, request.body, Slice.offset(id), Slice.length(id), key);
        if (follows) {
            context.hasUserKey = true;
            context.userKeyHigh = key.high();
            context.userKeyLow = key.low();
        }
        if (!segments && !context.view.capsUsers()) {
            return UserLookupOutcome.NOT_NEEDED;
        }
        final UserLookupOutcome outcome =
                reader.hasNobody() ? UserLookupOutcome.UNKNOWN : reader.read(key, context.user);
        if (outcome == UserLookupOutcome.FOUND && segments) {
            takeSegments(context);
        }
        if (outcome != UserLookupOutcome.FOUND) {
            context.user.clear();
        }
        context.hasUserHistory =
                follows && (outcome == UserLookupOutcome.FOUND || outcome == UserLookupOutcome.UNKNOWN);
        return outcome;
    }

    private void takeSegments(final BidContext context) {
        final SegmentNames names = reader.names();
        final UserRecord user = context.user;
        final long nowSeconds = context.arrivalMs / 1000;
        for (int place = 0; place < user.segmentCount(); place++) {
            final byte[] name = user.isExpiredAt(place, nowSeconds) ? null : names.text(user.segment(place));
            if (name != null) {
                context.userSegments[context.userSegmentCount++] = name;
            }
        }
    }

    /** Writes type and id of the first that may be used; false if there is none. */
    private boolean findId(final BidContext context, final boolean mayUse) {
        final BidRequestView request = context.request;
        final boolean own = mayUse && context.privacy.allows(Permission.USER_ID);
        final boolean crossApp = own && context.privacy.allows(Permission.CROSS_APP_ID);
        hasForbiddenId = false;
        return use(buyerUserId, request.buyerUserId, own)
                || use(ifa, withoutZeros(request), crossApp)
                || findEid(request, crossApp)
                || use(userIds[context.exchange.ordinal()], request.userId, own);
    }

    private boolean findEid(final BidRequestView request, final boolean allowed) {
        for (int source = 0; source < sources.length; source++) {
            for (int at = Slice.offset(request.eids); at < Slice.end(request.eids); at += 2) {
                if (request.equalsIgnoreCase(request.items[at], sources[source])
                        && use(eids[source], request.items[at + 1], allowed)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean use(final UserKeys.Prefix ofType, final long text, final boolean allowed) {
        if (text == Slice.ABSENT) {
            return false;
        }
        if (!allowed) {
            hasForbiddenId = true;
            return false;
        }
        type = ofType;
        id = text;
        return true;
    }

    /** Who limits tracking often has the id of nobody. */
    private static long withoutZeros(final BidRequestView request) {
        for (int i = Slice.offset(request.ifa); i < Slice.end(request.ifa); i++) {
            if (request.body[i] != '0' && request.body[i] != '-') {
                return request.ifa;
            }
        }
        return Slice.ABSENT;
    }
}
