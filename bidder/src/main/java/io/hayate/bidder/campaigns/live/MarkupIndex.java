package io.hayate.bidder.campaigns.live;

import io.hayate.bidder.campaigns.AdFormat;
import java.util.Arrays;

/**
 * Which slots have a creative of a format with something that impressions are choosy about. A slot of several creatives may
 * have it in one and not in another, so this rules out campaigns, and admits none. Immutable; shared.
 */
public final class MarkupIndex {
    /** AdCOM delivery methods and linearities are below it. */
    public static final int NUMBERS = 4;

    public static final MarkupIndex EMPTY = new MarkupIndex(
            new SlotSet[AdFormat.values().length][0], new SlotSet[AdFormat.values().length][0], new SlotSet[0]);

    private final SlotSet[][] byMime;
    private final SlotSet[][] byDelivery;
    private final SlotSet[] byLinearity;

    /**
     * @param byMime by ordinal of the format, then by id of {@link CampaignIndex.CreativeTerms#mimes}
     * @param byDelivery by ordinal of the format, then by AdCOM delivery method
     * @param byLinearity of videos
     */
    public MarkupIndex(final SlotSet[][] byMime, final SlotSet[][] byDelivery, final SlotSet[] byLinearity) {
        this.byMime = byMime;
        this.byDelivery = byDelivery;
        this.byLinearity = byLinearity;
    }

    public SlotSet slotsOfMime(final AdFormat format, final int mime) {
        return at(byMime[format.ordinal()], mime);
    }

    /** @param delivery any number of a request */
    public SlotSet slotsOfDelivery(final AdFormat format, final long delivery) {
        return at(byDelivery[format.ordinal()], delivery);
    }

    /** @param linearity any number of a request */
    public SlotSet slotsOfLinearity(final long linearity) {
        return at(byLinearity, linearity);
    }

    private static SlotSet at(final SlotSet[] sets, final long place) {
        return place >= 0 && place < sets.length ? sets[(int) place] : SlotSet.EMPTY;
    }

    /** So many empty sets. */
    public static SlotSet[] none(final int count) {
        final SlotSet[] none = new SlotSet[count];
        Arrays.fill(none, SlotSet.EMPTY);
        return none;
    }
}
