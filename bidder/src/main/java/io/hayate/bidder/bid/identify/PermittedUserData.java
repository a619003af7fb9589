package io.hayate.bidder.bid.identify;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.privacy.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Takes of the user and of the place what the request's privacy signals leave: without a profile no segments, without
 * precise geolocation two decimals of the coordinates, about a kilometre. Owned by the bid loop.
 */
public final class PermittedUserData {
    private static final int COARSE_MICROS = 10_000;

    private final @Nullable UserFinder users;

    /** Looks no user up. */
    public PermittedUserData() {
        users = null;
    }

    public PermittedUserData(final UserFinder users) {
        this.users = users;
    }

    /** Writes the context's segments, what is known of the user, and the coordinates; false if the request has segments that must not be looked at. */
    public boolean take(final BidContext context) {
        final BidRequestView request = context.request;
        final boolean profile = context.privacy.allows(Permission.PROFILE);
        context.segments = profile ? request.segments : Slice.ABSENT;
        context.userSegmentCount = 0;
        context.hasUserKey = false;
        context.hasUserHistory = false;
        if (users != null) {
            users.find(context);
        }
        final boolean precise = context.privacy.allows(Permission.PRECISE_GEO);
        context.latitudeMicros = precise ? request.latitudeMicros : coarse(request.latitudeMicros);
        context.longitudeMicros = precise ? request.longitudeMicros : coarse(request.longitudeMicros);
        return profile || request.segments == Slice.ABSENT;
    }

    private static int coarse(final int micros) {
        return micros == BidRequestView.NO_COORDINATE ? micros : micros / COARSE_MICROS * COARSE_MICROS;
    }
}
