package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.Targeting;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code targeting.radius}: a list of circles. Immutable; shared. */
final class RadiusParser {
    private static final double MAX_LATITUDE = 90;
    private static final double MAX_LONGITUDE = 180;

    private RadiusParser() {}

    static List<Targeting.Circle> parse(final Fields targeting) {
        final List<Targeting.Circle> circles = new ArrayList<>();
        targeting.items("radius", CampaignLimits.MAX_CIRCLES, (item, path) -> {
            if (item instanceof final ObjectNode circle) {
                circles.add(circle(new Fields(circle, path, targeting.problems())));
            } else {
                targeting.problems().add(path, "must be an object with lat, lon and km");
            }
        });
        return List.copyOf(circles);
    }

    private static Targeting.Circle circle(final Fields fields) {
        final double latitude = fields.requiredNumber("lat", -MAX_LATITUDE, MAX_LATITUDE);
        final double longitude = fields.requiredNumber("lon", -MAX_LONGITUDE, MAX_LONGITUDE);
        final double km = fields.requiredNumber("km", CampaignLimits.MIN_RADIUS_KM, CampaignLimits.MAX_RADIUS_KM);
        fields.refuseUnknown();
        return new Targeting.Circle(latitude, longitude, km);
    }
}
