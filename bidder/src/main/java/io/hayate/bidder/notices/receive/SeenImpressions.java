package io.hayate.bidder.notices.receive;

import io.hayate.bidder.audience.UserIdType;
import java.util.concurrent.TimeUnit;

/** Who saw what last, for conversions of people who did not click. One for each bid loop; called on that loop. */
public interface SeenImpressions {
    /** How long after the last impression somebody's conversion is counted for it. */
    long VIEW_THROUGH_MS = TimeUnit.DAYS.toMillis(1);

    /** Nobody's are known. */
    SeenImpressions NONE = (type, id, length, advertiserId, nowMs, into) -> false;

    /**
     * Finds the last impression of any campaign of the advertiser that this user saw within {@link #VIEW_THROUGH_MS}.
     *
     * @param id in UTF-8, from the start of the array on
     * @param into is filled if there is one
     * @return whether there is one
     */
    boolean find(UserIdType type, byte[] id, int length, long advertiserId, long nowMs, SeenImpression into);
}
