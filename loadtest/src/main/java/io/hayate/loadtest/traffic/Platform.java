package io.hayate.loadtest.traffic;

import java.util.List;

/**
 * What a request's user looks at: device type, operating system, models and browser as OpenRTB tells them. Immutable;
 * shared.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of
enum Platform {
    IPHONE(
            4,
            "ios",
            List.of("18.1", "17.6.1", "18.0", "16.7", "15.8"),
            List.of("iPhone16,1", "iPhone15,2", "iPhone14,5", "iPhone12,8"),
            390,
            844),
    ANDROID_PHONE(
            4,
            "android",
            List.of("14", "15", "13", "12", "11", "10"),
            List.of("Pixel 8", "SM-S921B", "SO-51D", "Pixel 7a", "SH-M25", "2201117TY"),
            412,
            915),
    WINDOWS_PC(2, "windows", List.of("10", "11"), List.of(), 1920, 1080),
    MAC(2, "macos", List.of("14.6", "15.1", "13.6"), List.of("Macintosh"), 1512, 982),
    IPAD(5, "ios", List.of("17.6.1", "18.1", "16.7"), List.of("iPad13,18", "iPad14,1"), 820, 1180),
    ANDROID_TABLET(5, "android", List.of("14", "13"), List.of("SM-X200", "SM-T510"), 800, 1280),
    TELEVISION(3, "android", List.of("12", "11"), List.of("BRAVIA 4K VH21"), 1920, 1080),
    PUBLIC_SCREEN(8, "linux", List.of("6.1"), List.of(), 1080, 1920);

    private static final List<String> CHROME_VERSIONS =
            List.of("130.0.6723.102", "131.0.6778.39", "129.0.6668.100", "124.0.6367.219");

    final int deviceType;
    final String os;
    final List<String> osVersions;
    final List<String> models;
    final int width;
    final int height;

    Platform(
            final int deviceType,
            final String os,
            final List<String> osVersions,
            final List<String> models,
            final int width,
            final int height) {
        this.deviceType = deviceType;
        this.os = os;
        this.osVersions = osVersions;
        this.models = models;
        this.width = width;
        this.height = height;
    }

    static Platform ofSite(final Dice dice) {
        final int share = dice.below(100);
        if (share < 32) {
            return IPHONE;
        }
        if (share < 63) {
            return ANDROID_PHONE;
        }
        if (share < 88) {
            return WINDOWS_PC;
        }
        if (share < 95) {
            return MAC;
        }
        return share < 98 ? IPAD : ANDROID_TABLET;
    }

    static Platform ofApp(final Dice dice) {
        final int share = dice.below(100);
        if (share < 44) {
            return IPHONE;
        }
        if (share < 90) {
            return ANDROID_PHONE;
        }
        if (share < 94) {
            return IPAD;
        }
        return share < 98 ? ANDROID_TABLET : TELEVISION;
    }

    boolean isHandheld() {
        return deviceType == 4 || deviceType == 5;
    }

    boolean isApple() {
        return os.equals("ios") || os.equals("macos");
    }

    /** Sends client hints: browsers built on Chromium do. */
    boolean hasClientHints() {
        return !isApple() && this != PUBLIC_SCREEN;
    }

    static String make(final String model) {
        if (model.startsWith("i") || model.startsWith("Mac")) {
            return "Apple";
        }
        if (model.startsWith("Pixel")) {
            return "Google";
        }
        if (model.startsWith("SM-")) {
            return "Samsung";
        }
        if (model.startsWith("SH-")) {
            return "Sharp";
        }
        return model.startsWith("2") ? "Xiaomi" : "Sony";
    }

    static String chromeVersion(final Dice dice) {
        return dice.pickFront(CHROME_VERSIONS);
    }

    /** @param inApp whether an app's web view asks, not a browser */
    String userAgent(final String osVersion, final String model, final String chromeVersion, final boolean inApp) {
        final String underscored = osVersion.replace('.', '_');
        return switch (this) {
            case IPHONE, IPAD ->
                "Mozilla/5.0 (" + (this == IPHONE ? "iPhone; CPU iPhone OS " : "iPad; CPU OS ") + underscored
                        + " like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                        + (inApp ? "Mobile/15E148" : "Version/" + osVersion + " Mobile/15E148 Safari/604.1");
            case ANDROID_PHONE, ANDROID_TABLET, TELEVISION ->
                "Mozilla/5.0 (Linux; Android " + osVersion + "; " + model + (inApp ? " Build/AP2A.240805.005; wv" : "")
                        + ") AppleWebKit/537.36 (KHTML, like Gecko) " + (inApp ? "Version/4.0 " : "") + "Chrome/"
                        + chromeVersion + (this == ANDROID_PHONE ? " Mobile" : "") + " Safari/537.36";
            case PUBLIC_SCREEN -> "ExamplePlayer/5.2 (Linux " + osVersion + ")";
            case WINDOWS_PC ->
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                        + chromeVersion + " Safari/537.36"
                        + (osVersion.equals("11") ? " Edg/" + chromeVersion : "");
            case MAC ->
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/"
                        + osVersion + " Safari/605.1.15";
        };
    }
}
