package io.hayate.bidder.campaigns;

/**
 * What a campaign can include and exclude values of; the name is the key in the campaign's JSON. Radius, versions of
 * operating systems and segments have forms of their own ({@link Targeting}). Immutable; shared.
 */
public enum Dimension {
    EXCHANGE("exchange"),
    INVENTORY("inventory"),
    SITE_DOMAIN("siteDomain"),
    APP_BUNDLE("appBundle"),
    PUBLISHER("publisher"),
    CONTENT_CATEGORY("contentCategory"),
    COUNTRY("country"),
    REGION("region"),
    METRO("metro"),
    CITY("city"),
    POSTAL_CODE("postalCode"),
    DEVICE_TYPE("deviceType"),
    OS("os"),
    MAKE("make"),
    CONNECTION_TYPE("connectionType"),
    CARRIER("carrier"),
    LANGUAGE("language"),
    POSITION("position"),
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
