package io.hayate.bidder.campaigns;

/**
 * What a campaign can be targeted on; the name is the key in the campaign's JSON. Immutable; shared.
 */
public enum Dimension {
    EXCHANGE("exchange"),
    INVENTORY("inventory"),
    SITE_DOMAIN("siteDomain"),
    APP_BUNDLE("appBundle"),
    COUNTRY("country"),
    DEVICE_TYPE("deviceType"),
    OS("os"),
    LANGUAGE("language"),
    DEAL("deal"),
    HOUR_OF_WEEK("hourOfWeek");

    private final String jsonName;

    Dimension(final String jsonName) {
        this.jsonName = jsonName;
    }

    public String jsonName() {
        return jsonName;
    }
}
