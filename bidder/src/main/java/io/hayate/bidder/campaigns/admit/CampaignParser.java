package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignStatus;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.Flight;
import io.hayate.bidder.campaigns.FrequencyCap;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one campaign's JSON: everything is checked, normalised and filled in, or refused. Immutable; shared. */
public final class CampaignParser {
    private static final int MICROS_DECIMALS = 6;
    private static final int NANOS_DECIMALS = 9;
    private static final int MAX_DATE_CHARS = 40;
    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

    private final DocumentLimits limits;

    public CampaignParser() {
        this(DocumentLimits.DEFAULT);
    }

    public CampaignParser(final DocumentLimits limits) {
        this.limits = limits;
    }

    /** Whether it is one whole JSON object, be it a campaign or not. */
    public static boolean isObject(final byte[] document) {
        return JsonDocument.parse(document, new Problems(1)) != null;
    }

    /** @param line that refusals name */
    public ParsedCampaign parse(final byte[] bytes, final int line) {
        return parse(bytes, line, false, limits);
    }

    /** Reads a document as this class has given it out, under whatever limits. */
    public ParsedCampaign parseStored(final byte[] json) {
        return parse(json, 1, true, DocumentLimits.NONE);
    }

    private static ParsedCampaign parse(
            final byte[] bytes, final int line, final boolean stored, final DocumentLimits limits) {
        final Problems problems = new Problems(line);
        final ObjectNode document = JsonDocument.parse(bytes, limits.documentBytes(), problems);
        if (document == null) {
            return new ParsedCampaign(null, new byte[0], problems.refusals());
        }
        final Fields fields = new Fields(document, "", problems);
        final Long id = fields.integer("id", 1, CampaignLimits.MAX_ID);
        if (id != null) {
            problems.id(id);
        } else if (!fields.has("id")) {
            fields.refuse("id", "is required");
        }
        final Campaign campaign = campaign(id == null ? 0 : id, fields, limits);
        return problems.isEmpty()
                ? new ParsedCampaign(campaign, stored ? bytes : JsonDocument.write(document), List.of())
                : new ParsedCampaign(null, new byte[0], problems.refusals());
    }

    private static Campaign campaign(final long id, final Fields fields, final DocumentLimits limits) {
        final long advertiser = fields.requiredInteger("advertiser", 1, CampaignLimits.MAX_ID);
        final String name = name(fields);
        final String status = fields.choice("status", "active", "paused", "archived");
        final Flight flight = flight(fields.requiredObject("flight"));
        final Budget budget = budget(fields.requiredObject("budget"));
        final Bid bid = bid(fields.requiredObject("bid"));
        final List<FrequencyCap> frequencyCaps = FrequencyCapParser.parse(fields);
        final Targeting targeting = TargetingParser.parse(fields.object("targeting"), limits);
        final List<Creative> creatives = CreativeParser.parse(fields, limits);
        fields.refuseUnknown();
        return new Campaign(
                id,
                advertiser,
                name,
                status == null ? CampaignStatus.ACTIVE : CampaignStatus.valueOf(status.toUpperCase(Locale.ROOT)),
                flight,
                budget,
                bid,
                frequencyCaps,
                targeting,
                List.copyOf(creatives));
    }

    static String name(final Fields fields) {
        final String name = fields.freeText("name", Limit.fixed(CampaignLimits.MAX_NAME_BYTES));
        if (name != null && Texts.hasControls(name)) {
            fields.refuse("name", "must not hold control characters");
        }
        return name == null ? "" : name;
    }

    private static Flight flight(final @Nullable Fields flight) {
        if (flight == null) {
            return new Flight(0, Flight.NO_END, ZoneOffset.UTC);
        }
        final Long startMs = dateMs(flight, "start");
        if (!flight.has("start")) {
            flight.refuse("start", "is required");
        }
        final Long endMs = dateMs(flight, "end");
        if (startMs != null && endMs != null && endMs <= startMs) {
            flight.refuse("end", "must be after the start");
        }
        final ZoneId timeZone = timeZone(flight);
        flight.refuseUnknown();
        return new Flight(startMs == null ? 0 : startMs, endMs == null ? Flight.NO_END : endMs, timeZone);
    }

    private static @Nullable Long dateMs(final Fields flight, final String name) {
        final String text = flight.text(name, MAX_DATE_CHARS);
        if (text == null) {
            return null;
        }
        try {
            final OffsetDateTime date = OffsetDateTime.parse(text);
            if (date.getYear() >= CampaignLimits.MIN_YEAR && date.getYear() <= CampaignLimits.MAX_YEAR) {
                return date.toInstant().toEpochMilli();
            }
        } catch (final DateTimeException e) {
            // Said below, in the same words as a year that is out of bounds.
        }
        flight.refuse(
                name,
                "must be a date and time with offset such as 2026-11-01T00:00:00Z, in the years "
                        + CampaignLimits.MIN_YEAR + " to " + CampaignLimits.MAX_YEAR);
        return null;
    }

    private static ZoneId timeZone(final Fields flight) {
        final String name = flight.text("timeZone", CampaignLimits.MAX_VALUE_CHARS);
        if (name == null) {
            return ZoneOffset.UTC;
        }
        if (!TIME_ZONES.contains(name)) {
            flight.refuse("timeZone", "must be a time zone's name such as Asia/Tokyo");
            return ZoneOffset.UTC;
        }
        return ZoneId.of(name);
    }

    private static Budget budget(final @Nullable Fields budget) {
        if (budget == null) {
            return new Budget("", 0, 0);
        }
        final String currency = budget.requiredText("currency", CampaignLimits.MAX_VALUE_CHARS);
        final int code = CurrencyCode.of(currency);
        if (!currency.isEmpty()
                && !(CurrencyCode.isKnown(code) && CurrencyCode.text(code).equals(currency))) {
            budget.refuse("currency", "must be an ISO 4217 currency code such as USD");
        }
        final Long daily = budget.money("daily", false, CampaignLimits.MAX_BUDGET, NANOS_DECIMALS);
        final Long total = budget.money("total", false, CampaignLimits.MAX_BUDGET, NANOS_DECIMALS);
        final String pacing = budget.choice("pacing", "asap", "even");
        budget.refuseUnknown();
        return new Budget(
                currency,
                daily == null ? Budget.NO_LIMIT : daily,
                total == null ? Budget.NO_LIMIT : total,
                "even".equals(pacing) ? Budget.Pacing.EVEN : Budget.Pacing.ASAP);
    }

    private static Bid bid(final @Nullable Fields bid) {
        if (bid == null) {
            return Bid.cpm(0);
        }
        final String strategy = bid.choice("strategy", "cpm", "cpc", "cpa");
        if (!bid.has("strategy")) {
            bid.refuse("strategy", "is required");
        }
        final Bid.Strategy pays =
                strategy == null ? Bid.Strategy.CPM : Bid.Strategy.valueOf(strategy.toUpperCase(Locale.ROOT));
        final boolean perImpression = pays == Bid.Strategy.CPM;
        final Long amount = bid.money("amount", true, CampaignLimits.MAX_CPM, MICROS_DECIMALS);
        if (!bid.has("amount")) {
            bid.refuse("amount", "is required");
        }
        final Long maxCpm = bid.money("maxCpm", true, CampaignLimits.MAX_CPM, MICROS_DECIMALS);
        if (perImpression && strategy != null && amount != null && maxCpm != null && amount > maxCpm) {
            bid.refuse("amount", "must not be above maxCpm");
        }
        if (!perImpression && !bid.has("maxCpm")) {
            bid.refuse("maxCpm", "is required with the strategy " + strategy);
        }
        bid.refuseUnknown();
        if (amount == null) {
            return Bid.cpm(0);
        }
        return perImpression ? Bid.cpm(amount) : new Bid(pays, amount, maxCpm == null ? 0 : maxCpm);
    }
}
