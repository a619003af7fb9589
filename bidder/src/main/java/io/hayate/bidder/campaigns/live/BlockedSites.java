package io.hayate.bidder.campaigns.live;

import java.util.Map;

/**
 * Domains that advertisers block, each with the slots that do not bid there. Domains that the same advertisers block share
 * one set of slots, so that a long list costs its texts and no more. Immutable; shared.
 */
public final class BlockedSites {
    static final BlockedSites NONE = new BlockedSites(ByteDictionary.ignoringCase(Map.of()), new SlotSet[0]);

    private final ByteDictionary dictionary;
    private final SlotSet[] slots;

    /** @param slots by id of the dictionary */
    public BlockedSites(final ByteDictionary dictionary, final SlotSet[] slots) {
        this.dictionary = dictionary;
        this.slots = slots;
    }

    /** Whether no advertiser blocks any domain, so that looking the request's up is of no use. */
    public boolean idle() {
        return slots.length == 0;
    }

    /** From a host's bytes to ids. */
    public ByteDictionary dictionary() {
        return dictionary;
    }

    /** The slots that do not bid on the domain of this id. */
    public SlotSet slotsThatBlock(final int id) {
        return slots[id];
    }
}
