package io.hayate.bidder.campaigns;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Campaigns for tests: what a test does not name is wide open. */
public final class CampaignBuilder {
    private final long id;
    private CampaignStatus status = CampaignStatus.ACTIVE;
    private Bid bid = Bid.cpm(1_000_000);
    private long advertiserId;
    private long startMs;
    private long endMs = Flight.NO_END;
    private ZoneId timeZone = ZoneOffset.UTC;
    private String currency = "USD";
    private long dailyNanos = Budget.NO_LIMIT;
    private long totalNanos = Budget.NO_LIMIT;
    private Budget.Pacing pacing = Budget.Pacing.ASAP;
    private final Map<Dimension, Targeting.Rule> rules = new EnumMap<>(Dimension.class);
    private List<Targeting.Circle> radius = List.of();
    private Map<String, Targeting.Versions> osVersions = Map.of();
    private Targeting.Segments segments = Targeting.Segments.ANY;
    private final List<Creative> creatives = new ArrayList<>();
    private final List<FrequencyCap> frequencyCaps = new ArrayList<>();

    private CampaignBuilder(final long id) {
        this.id = id;
        this.advertiserId = id % 7 + 1;
    }

    public static CampaignBuilder campaign(final long id) {
        return new CampaignBuilder(id);
    }

    public CampaignBuilder status(final CampaignStatus value) {
        status = value;
        return this;
    }

    public CampaignBuilder bidCpmMicros(final long value) {
        return bid(Bid.cpm(value));
    }

    public CampaignBuilder bid(final Bid value) {
        bid = value;
        return this;
    }

    public CampaignBuilder advertiser(final long value) {
        advertiserId = value;
        return this;
    }

    public CampaignBuilder flight(final long start, final long end, final ZoneId zone) {
        startMs = start;
        endMs = end;
        timeZone = zone;
        return this;
    }

    public CampaignBuilder currency(final String value) {
        currency = value;
        return this;
    }

    public CampaignBuilder budget(final long daily, final long total) {
        dailyNanos = daily;
        totalNanos = total;
        return this;
    }

    public CampaignBuilder pacing(final Budget.Pacing value) {
        pacing = value;
        return this;
    }

    public CampaignBuilder include(final Dimension dimension, final String... values) {
        rules.merge(
                dimension,
                new Targeting.Rule(List.of(values), List.of()),
                (a, b) -> new Targeting.Rule(b.include(), a.exclude()));
        return this;
    }

    public CampaignBuilder exclude(final Dimension dimension, final String... values) {
        rules.merge(
                dimension,
                new Targeting.Rule(List.of(), List.of(values)),
                (a, b) -> new Targeting.Rule(a.include(), b.exclude()));
        return this;
    }

    public CampaignBuilder radius(final Targeting.Circle... circles) {
        radius = List.of(circles);
        return this;
    }

    public CampaignBuilder osVersions(final Map<String, Targeting.Versions> value) {
        osVersions = value;
        return this;
    }

    public CampaignBuilder segments(final Targeting.Segments value) {
        segments = value;
        return this;
    }

    public CampaignBuilder strategy(final Bid.Strategy value) {
        bid = new Bid(value, bid.amountMicros(), bid.maxCpmMicros());
        return this;
    }

    public CampaignBuilder cap(final FrequencyCap.Scope scope, final int impressions, final int hours) {
        frequencyCaps.add(new FrequencyCap(scope, impressions, hours));
        return this;
    }

    public CampaignBuilder creative(final Creative creative) {
        creatives.add(creative);
        return this;
    }

    public CampaignBuilder banner(final int w, final int h) {
        return creative(new CreativeBuilder(id * 100 + creatives.size(), w, h).build());
    }

    public Campaign build() {
        if (creatives.isEmpty()) {
            banner(300, 250);
        }
        return new Campaign(
                id,
                advertiserId,
                "Campaign " + id,
                status,
                new Flight(startMs, endMs, timeZone),
                new Budget(currency, dailyNanos, totalNanos, pacing),
                bid,
                List.copyOf(frequencyCaps),
                new Targeting(Map.copyOf(rules), radius, osVersions, segments),
                List.copyOf(creatives));
    }
}
