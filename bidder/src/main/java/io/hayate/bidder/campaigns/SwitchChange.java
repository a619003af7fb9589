package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.live.BiddingSwitches;
import java.util.HashSet;
import java.util.Set;

/**
 * One turn of the kill switch. Immutable; shared.
 *
 * @param value of the scope: an exchange's name, or an id; empty for all
 * @param bidding whether it may bid from now on
 */
public record SwitchChange(Scope scope, String value, boolean bidding) {
    /** What is switched. */
    public enum Scope {
        ALL,
        EXCHANGE,
        ADVERTISER,
        CAMPAIGN
    }

    BiddingSwitches applyTo(final BiddingSwitches before) {
        return switch (scope) {
            case ALL ->
                new BiddingSwitches(!bidding, before.exchangesOff(), before.advertisersOff(), before.campaignsOff());
            case EXCHANGE ->
                new BiddingSwitches(
                        before.allOff(),
                        changed(before.exchangesOff(), value),
                        before.advertisersOff(),
                        before.campaignsOff());
            case ADVERTISER ->
                new BiddingSwitches(
                        before.allOff(),
                        before.exchangesOff(),
                        changed(before.advertisersOff(), Long.valueOf(value)),
                        before.campaignsOff());
            case CAMPAIGN ->
                new BiddingSwitches(
                        before.allOff(),
                        before.exchangesOff(),
                        before.advertisersOff(),
                        changed(before.campaignsOff(), Long.valueOf(value)));
        };
    }

    private <T> Set<T> changed(final Set<T> off, final T item) {
        final Set<T> next = new HashSet<>(off);
        if (bidding) {
            next.remove(item);
        } else {
            next.add(item);
        }
        return Set.copyOf(next);
    }
}
