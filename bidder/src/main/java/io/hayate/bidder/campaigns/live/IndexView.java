package io.hayate.bidder.campaigns.live;

import io.hayate.bidder.campaigns.live.CampaignIndex.SlotCurrencies;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything that can be bid with at a moment: a large base that is seldom built, and small parts that hold what has
 * changed since. A slot of a part is gone when a later part has its campaign, or none has; so each campaign is in the
 * view once.
 *
 * <p>Bids of all parts can be compared: all are put in order by the same rates, in the same currency. Immutable, but for
 * the two filters of each {@link CampaignIndex}; shared.
 */
public final class IndexView {
    /** The base, what has changed since, and what has changed lately. */
    public static final int MAX_PARTS = 3;

    public static final IndexView EMPTY = new IndexView(0, List.of(new Part(CampaignIndex.EMPTY, new long[0])));

    private final long version;
    private final CampaignIndex[] parts;
    private final long[][] gone;
    private final SlotCurrencies currencies;
    private final boolean predicted;
    private final int campaignCount;

    /**
     * A part and its slots that are gone.
     *
     * @param gone a bit set over its slots, or nothing; handed over
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole, compared by nobody
    public record Part(CampaignIndex index, long[] gone) {}

    /** @param parts at least one, at most {@link #MAX_PARTS}, the base first */
    public IndexView(final long version, final List<Part> parts) {
        this.version = version;
        this.parts = parts.stream().map(Part::index).toArray(CampaignIndex[]::new);
        this.gone = parts.stream().map(Part::gone).toArray(long[][]::new);
        this.currencies = currenciesOf(this.parts);
        this.predicted = Arrays.stream(this.parts).anyMatch(CampaignIndex::hasPredicted);
        int slots = 0;
        for (int part = 0; part < this.parts.length; part++) {
            slots += this.parts[part].slotCount();
            for (final long word : gone[part]) {
                slots -= Long.bitCount(word);
            }
        }
        this.campaignCount = slots;
    }

    private static SlotCurrencies currenciesOf(final CampaignIndex[] parts) {
        return new SlotCurrencies(
                parts[0].currencies().rates(),
                Arrays.stream(parts)
                        .flatMapToInt(part -> IntStream.of(part.currencies().currencies()))
                        .distinct()
                        .toArray(),
                Arrays.stream(parts).allMatch(part -> part.currencies().allRated()));
    }

    /** 0 is the empty view; grows by one with each publication. */
    public long version() {
        return version;
    }

    public int partCount() {
        return parts.length;
    }

    /** A part; 0 is the base. */
    public CampaignIndex part(final int part) {
        return parts[part];
    }

    /** Slots of the part that are not to be bid with any more, as a bit set, or an empty array. Read only. */
    public long[] gone(final int part) {
        return gone[part];
    }

    /** Whether a slot of the part is not to be bid with any more. For cold readers. */
    public boolean isGone(final int part, final int slot) {
        return gone[part].length > 0 && (gone[part][slot >> 6] & 1L << slot) != 0;
    }

    /** Campaigns in the view. */
    public int campaignCount() {
        return campaignCount;
    }

    /** Whether an advertiser has a seat of its own on the exchange; else all slots bid with the profile's. */
    public boolean hasOwnSeatsOn(final String exchange) {
        for (final CampaignIndex part : parts) {
            if (part.targeting().advertisers().seatsOn(exchange) != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether some campaign has frequency caps. */
    public boolean capsUsers() {
        for (final CampaignIndex part : parts) {
            if (part.capsUsers()) {
                return true;
            }
        }
        return false;
    }

    /** Whether users to whom some campaign is shown are to be known again. */
    public boolean followsUsers() {
        for (final CampaignIndex part : parts) {
            if (part.followsUsers()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether some campaign has a frequency cap on all that this advertiser runs: then impressions of its other campaigns
     * count, too. It may be one that is gone, as long as the part has its slot.
     */
    public boolean capsAdvertiser(final long advertiserId) {
        for (final CampaignIndex part : parts) {
            if (part.capsAdvertiser(advertiserId)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the best bid may be another than that of the first slot: some slot's value is predicted. */
    public boolean hasPredicted() {
        return predicted;
    }

    /** What slots of all parts bid in. */
    public SlotCurrencies currencies() {
        return currencies;
    }
}
