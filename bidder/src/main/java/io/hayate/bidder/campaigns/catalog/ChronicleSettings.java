package io.hayate.bidder.campaigns.catalog;

/** What Chronicle Map must be told by properties, before the first of its classes is used. */
public final class ChronicleSettings {
    private ChronicleSettings() {}

    /** Sets them, where nobody said otherwise. */
    public static void apply() {
        // It must call nobody, and a lock that a dead process left must not be waited for longer than this.
        setDefault("chronicle.analytics.disable", "true");
        setDefault("net.openhft.chronicle.map.lockTimeoutSeconds", "2");
        setDefault("chronicle.announcer.disable", "true");
        // Of its native access; left alone it unpacks into the home directory.
        setDefault("jna.tmpdir", System.getProperty("java.io.tmpdir"));
    }

    private static void setDefault(final String property, final String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
