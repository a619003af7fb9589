package io.hayate.bidder.notices.receive;

import io.hayate.bidder.admin.BearerToken;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one bid loop needs for conversions, beside what all notices need.
 *
 * @param adminToken that view-through conversions must name; null: there is none, and they are refused
 * @param orderKey what order ids are hashed with: the same on all replicas and after each start
 * @param rates those in force at the moment, for values in other currencies than the campaign's
 * @param seenImpressions of this loop
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record ConversionParts(
        @Nullable BearerToken adminToken,
        byte[] orderKey,
        Supplier<CurrencyRates> rates,
        SeenImpressions seenImpressions) {}
