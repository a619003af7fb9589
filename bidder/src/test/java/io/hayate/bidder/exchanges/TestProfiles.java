package io.hayate.bidder.exchanges;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Profiles for tests: the demo exchange's, or what differs from it as YAML. */
public final class TestProfiles {
    public static final ExchangeProfile DEMO = ExchangeProfiles.builtIn().byOrdinal(0);

    /** Profiles may name the id "other". */
    private static final PriceKeys KEYS =
            PriceKeys.parse("other:MDEyMzQ1Njc4OWFiY2RlZg:MDEyMzQ1Njc4OWFiY2RlZg", new ArrayList<>());

    private TestProfiles() {}

    /**
     * A profile like demo but for these fields.
     *
     * @param fields as in the inside of a YAML mapping, such as {@code noBid: 200, seat: x}
     */
    public static ExchangeProfile of(final String name, final int ordinal, final String fields) {
        final String yaml = name + ": {like: demo, " + fields + "}";
        final byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        return atOrdinal(ordinal, find(name, ExchangeProfiles.withFile("test.yaml", bytes, KEYS)));
    }

    /** The built-in profile of this name, alone. */
    public static ExchangeProfile builtIn(final String name) {
        return find(name, ExchangeProfiles.builtIn());
    }

    public static ExchangeProfile atOrdinal(final int ordinal, final ExchangeProfile profile) {
        return new ExchangeProfile(
                profile.name(),
                ordinal,
                profile.enabled(),
                profile.parties(),
                profile.terms(),
                profile.limits(),
                profile.answers(),
                profile.price());
    }

    public static ExchangeProfile withBillingIds(final ExchangeProfile profile, final List<String> ids) {
        return new ExchangeProfile(
                profile.name(),
                profile.ordinal(),
                profile.enabled(),
                new Parties(profile.seat(), profile.adSystems(), new BillingIds(ids)),
                profile.terms(),
                profile.limits(),
                profile.answers(),
                profile.price());
    }

    private static ExchangeProfile find(final String name, final ExchangeProfiles profiles) {
        return profiles.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
