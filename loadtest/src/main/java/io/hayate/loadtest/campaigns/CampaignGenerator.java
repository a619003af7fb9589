package io.hayate.loadtest.campaigns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hayate.loadtest.traffic.Dice;
import io.hayate.loadtest.traffic.Inventory;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Writes campaigns as NDJSON. The same seed gives the same campaigns, and the first thousand of ten thousand are those
 * of one thousand, except for their advertisers, which are drawn from as many as the count calls for.
 *
 * <pre>
 *  status      92 % active, 6 % paused, 2 % archived
 *  flight      90 % running for ten years from the start (every fifth without end), 5 % over, 5 % yet to come
 *  bid         log-normal around 1.20 USD CPM, 0.20 to 12, with 2 to 4 decimals; as much in other currencies
 *  budget      95 % daily, 20 to 5,000 USD; 70 % total, 20 to 200 times as much
 *  creatives   1 to 6 by Zipf's law, unless told; of the formats told, 82 : 9 : 3 : 6 banners, videos, audios, natives;
 *              a campaign's first choice for 85 % of its creatives
 * </pre>
 *
 * What they are aimed at: {@link TargetingWriter}. Owned by the thread that generates.
 */
public final class CampaignGenerator {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final List<String> STATUSES = List.of("active", "paused", "archived");
    private static final List<String> TIME_ZONES = List.of("Asia/Tokyo", "America/New_York", "Europe/Berlin", "UTC");
    private static final int MAX_CREATIVES = 6;
    /** Most campaigns are of one format. */
    private static final double LEAD_SHARE = 0.85;

    /** By ordinal of the format. */
    private static final int[] FORMAT_WEIGHTS = {82, 9, 3, 6};

    private static final int FLIGHT_YEARS = 10;
    private static final int CAMPAIGNS_PER_ADVERTISER = 4;

    private final GeneratorOptions options;

    public CampaignGenerator(final GeneratorOptions options) {
        this.options = options;
    }

    /** Does not close the stream. */
    public void write(final OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setRootValueSeparator(null);
            for (int number = 0; number < options.count(); number++) {
                if (options.profile() == GeneratorOptions.Profile.WIDE_OPEN) {
                    writeWideOpen(json, number, List.of());
                } else {
                    writeMixed(json, number);
                }
                json.writeRaw('\n');
            }
            if (!options.content().deals().isEmpty()) {
                writeWideOpen(json, options.count(), options.content().deals());
                json.writeRaw('\n');
            }
        }
    }

    private void writeMixed(final JsonGenerator json, final int number) throws IOException {
        // A campaign is the same however many are made.
        final Dice dice = new Dice(options.seed());
        dice.reset(options.seed(), number);
        final int advertiser = dice.harmonic(Math.max(1, options.count() / CAMPAIGNS_PER_ADVERTISER));
        json.writeStartObject();
        json.writeNumberField("id", options.ids().campaign() + number);
        json.writeNumberField("advertiser", advertiser);
        json.writeStringField("name", Copywriter.campaignName(dice));
        json.writeStringField("status", STATUSES.get(dice.weighted(92, 6, 2)));
        writeFlight(json, dice);
        final String currency = currency(number);
        writeBudget(json, dice, currency);
        final double cpm = Math.min(12, Math.max(0.2, dice.logNormal(1.2, 0.8)));
        writeBid(json, Money.of(cpm, currency, 2 + dice.weighted(70, 20, 10)));
        new TargetingWriter(dice, json).write();
        json.writeArrayFieldStart("creatives");
        final CreativeWriter creatives = new CreativeWriter(dice, json);
        final String domain = Inventory.brandDomain((advertiser - 1) % Inventory.BRANDS + 1);
        final int most = options.creatives() > 0 ? options.creatives() : MAX_CREATIVES;
        final int creativeCount = options.creatives() > 0 ? options.creatives() : dice.harmonic(MAX_CREATIVES);
        final CreativeFormat lead = drawFormat(dice);
        for (int i = 0; i < creativeCount; i++) {
            final CreativeFormat format = dice.chance(LEAD_SHARE) ? lead : drawFormat(dice);
            creatives.write(format, options.ids().creative() + (long) number * most + i, domain);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private CreativeFormat drawFormat(final Dice dice) {
        return dice.pick(options.content().formats(), format -> FORMAT_WEIGHTS[format.ordinal()]);
    }

    /** In turn, so that the rest of a campaign does not depend on how many currencies there are. */
    private String currency(final int number) {
        return options.content()
                .currencies()
                .get(number % options.content().currencies().size());
    }

    private void writeFlight(final JsonGenerator json, final Dice dice) throws IOException {
        final Instant base = options.start();
        json.writeObjectFieldStart("flight");
        switch (dice.weighted(90, 5, 5)) {
            case 0 -> {
                final Instant start = base.plus(dice.between(0, 30 * 24), ChronoUnit.HOURS);
                json.writeStringField("start", start.toString());
                if (dice.chance(0.8)) {
                    json.writeStringField("end", yearsAfter(base, FLIGHT_YEARS).toString());
                }
            }
            case 1 -> {
                json.writeStringField("start", base.minus(90, ChronoUnit.DAYS).toString());
                json.writeStringField(
                        "end", base.minus(dice.between(1, 60), ChronoUnit.DAYS).toString());
            }
            default -> {
                json.writeStringField(
                        "start", yearsAfter(base, FLIGHT_YEARS - 1).toString());
                json.writeStringField("end", yearsAfter(base, FLIGHT_YEARS).toString());
            }
        }
        json.writeStringField("timeZone", TIME_ZONES.get(dice.weighted(42, 28, 20, 10)));
        json.writeEndObject();
    }

    private static Instant yearsAfter(final Instant base, final int years) {
        return base.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }

    private static void writeBudget(final JsonGenerator json, final Dice dice, final String currency)
            throws IOException {
        final double daily = dice.logUniform(20, 5_000);
        json.writeObjectFieldStart("budget");
        json.writeStringField("currency", currency);
        if (dice.chance(0.95)) {
            json.writeNumberField("daily", Money.of(daily, currency, 2));
        }
        if (dice.chance(0.7)) {
            json.writeNumberField("total", Money.of(daily * dice.between(20, 200), currency, 2));
        }
        if (dice.chance(0.5)) {
            json.writeStringField("pacing", "asap");
        }
        json.writeEndObject();
    }

    private static void writeBid(final JsonGenerator json, final BigDecimal amount) throws IOException {
        json.writeObjectFieldStart("bid");
        json.writeStringField("strategy", "cpm");
        json.writeNumberField("amount", amount);
        json.writeEndObject();
    }

    private void writeWideOpen(final JsonGenerator json, final int number, final List<String> deals)
            throws IOException {
        final long firstCreativeId = options.ids().creative() + (long) number * WideOpen.MAX_CREATIVES;
        new WideOpen(json, options.content().formats(), currency(number), deals)
                .write(options.ids().campaign() + number, firstCreativeId, options.start());
    }
}
