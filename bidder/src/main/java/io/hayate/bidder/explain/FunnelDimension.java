package io.hayate.bidder.explain;

import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.TargetingIndex;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request is held against for all campaigns at once, in the order of the route. The label is the key in the
 * campaign's JSON; {@code seat} is that of its advertiser, {@code size} is that no creative has an offered format and, of a banner, an allowed size. Immutable;
 * shared.
 */
enum FunnelDimension {
    /** The advertiser's seat for the exchange, else the profile's, is one that wseat and bseat allow. */
    SEAT(null),
    EXCHANGE(Dimension.EXCHANGE),
    COUNTRY(Dimension.COUNTRY),
    REGION(Dimension.REGION),
    METRO(Dimension.METRO),
    CITY(Dimension.CITY),
    POSTAL_CODE(Dimension.POSTAL_CODE),
    RADIUS(null),
    DEVICE_TYPE(Dimension.DEVICE_TYPE),
    OS(Dimension.OS),
    OS_VERSION(null),
    MAKE(Dimension.MAKE),
    CONNECTION_TYPE(Dimension.CONNECTION_TYPE),
    CARRIER(Dimension.CARRIER),
    LANGUAGE(Dimension.LANGUAGE),
    INVENTORY(Dimension.INVENTORY),
    SITE_DOMAIN(Dimension.SITE_DOMAIN),
    APP_BUNDLE(Dimension.APP_BUNDLE),
    PUBLISHER(Dimension.PUBLISHER),
    CONTENT_CATEGORY(Dimension.CONTENT_CATEGORY),
    SEGMENT(null),
    // From here on it may differ from impression to impression.
    SIZE(null),
    POSITION(Dimension.POSITION),
    DEAL(Dimension.DEAL);

    private final @Nullable Dimension dimension;

    FunnelDimension(final @Nullable Dimension dimension) {
        this.dimension = dimension;
    }

    public String label() {
        if (dimension != null) {
            return dimension.jsonName();
        }
        return this == OS_VERSION ? "osVersion" : name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is judged once for a request; else for each of its impressions. */
    boolean ofRequest() {
        return compareTo(SIZE) < 0;
    }

    /** The index as if nothing but this restricted its slots; null if it restricts none. */
    @Nullable
    CampaignIndex alone(final CampaignIndex index) {
        final TargetingIndex targeting = index.targeting();
        return switch (this) {
            case SEAT -> index.targetedOn(targeting.onlySeats());
            case SITE_DOMAIN ->
                targeting.dimension(Dimension.SITE_DOMAIN).idle()
                                && targeting.advertisers().blockedSites().idle()
                        ? null
                        : index.targetedOn(targeting.only(Dimension.SITE_DOMAIN));
            case SIZE -> index.targetedOn(TargetingIndex.unrestricted());
            case DEAL -> index.targetedOn(targeting.only(Dimension.DEAL));
            case RADIUS -> targeting.radius().idle() ? null : index.targetedOn(targeting.onlyRadius());
            case OS_VERSION -> targeting.osVersions().idle() ? null : index.targetedOn(targeting.onlyOsVersions());
            case SEGMENT -> targeting.segments().idle() ? null : index.targetedOn(targeting.onlySegments());
            default -> alone(index, dimension);
        };
    }

    private static @Nullable CampaignIndex alone(final CampaignIndex index, final @Nullable Dimension dimension) {
        return dimension == null || index.targeting().dimension(dimension).idle()
                ? null
                : index.targetedOn(index.targeting().only(dimension));
    }
}
