package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.live.SlotTable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks a creative of the candidate that keeps every rule; of several each gets its share. Its candidates are all of one
 * part of the view: rules keep what a list of the request means there. Owned by the bid loop.
 */
public final class CreativePicker {
    // In the order of the reasons, the cheap and the selective ones first.
    private final CreativeRule offeredFormat = new OfferedFormatRule();

    /** Of the format, by its ordinal. */
    private final CreativeRule[][] formatRules = new CreativeRule[AdFormat.values().length][];

    /** Of creatives of any format. */
    private final CreativeRule[] rules = {
        new SecureRule(),
        new CategoryRule(),
        new AdvertiserDomainRule(),
        new DealDomainRule(),
        new AdvertisedAppRule(),
        new AttributeRule(),
        new ApiRule(),
        new LanguageRule()
    };

    // The candidate's creatives: count from first on; at is the place of the next.
    private int first;
    private int count;
    private int at;
    private int tried;

    public CreativePicker() {
        formatRules[AdFormat.BANNER.ordinal()] =
                new CreativeRule[] {new SizeRule(), new BannerMimeRule(), new BannerTypeRule(), new ExpandRule()};
        formatRules[AdFormat.VIDEO.ordinal()] = mediaRules();
        formatRules[AdFormat.AUDIO.ordinal()] = mediaRules();
        formatRules[AdFormat.NATIVE.ordinal()] = new CreativeRule[] {new NativeAssetsRule(), new NativeTrackerRule()};
    }

    /** Of video and of audio apart: a rule keeps the list that it has read last. */
    private static CreativeRule[] mediaRules() {
        return new CreativeRule[] {
            new DurationRule(),
            new VastProtocolRule(),
            new MediaMimeRule(),
            new LinearityRule(),
            new BoxingRule(),
            new SkipRule(),
            new DeliveryRule(),
            new BitrateRule()
        };
    }

    public void beginRequest() {
        for (final CreativeRule rule : rules) {
            rule.beginRequest();
        }
        for (final CreativeRule[] each : formatRules) {
            for (final CreativeRule rule : each) {
                rule.beginRequest();
            }
        }
    }

    /** Whether the request has had {@link BidLimits#MAX_CREATIVES_TRIED}: no candidate is picked any more. */
    public static boolean isSpent(final BidContext context) {
        return context.creativeTriesLeft == 0;
    }

    /** Takes up the context's candidate; {@link #next} then gives the creatives of it that may be shown. */
    public void beginCandidate(final BidContext context) {
        final SlotTable table = context.index.table();
        count = table.creativeCount(context.slot);
        first = table.firstCreative(context.slot);
        at = count == 1 ? 0 : (int) Long.remainderUnsigned(turn(context), count);
        tried = 0;
    }

    /**
     * Which creative of a candidate comes first, modulo their number. Of bits that turn neither campaigns nor parts: by the same ones, a campaign whose turn it is would always show the
     * same creative. The impressions of a request begin with one creative after the other.
     */
    public static long turn(final BidContext context) {
        return (context.rotation >>> Short.SIZE) + context.impression;
    }

    /** Sets {@link BidContext#creative}; false if no further creative of the candidate may be shown. */
    public boolean next(final BidContext context) {
        while (tried < count && context.creativeTriesLeft > 0) {
            tried++;
            context.creativeTriesLeft--;
            final int creative = first + at;
            at = at + 1 == count ? 0 : at + 1;
            final NoBidReason reason = broken(context, context.index.table(), creative);
            if (reason == null) {
                context.creative = creative;
                return true;
            }
            context.note(reason);
        }
        return false;
    }

    /**
     * Adds the reasons of all rules that a creative breaks, not just the first. Of a format that is not offered nothing else
     * is told. For explanations; what is tried here is not counted.
     */
    public void addBroken(final BidContext context, final int creative, final Set<NoBidReason> reasons) {
        final SlotTable table = context.index.table();
        if (!offeredFormat.allows(context, table, creative)) {
            reasons.add(offeredFormat.reason());
            return;
        }
        addBroken(formatRules[table.format(creative)], context, creative, reasons);
        addBroken(rules, context, creative, reasons);
    }

    private static void addBroken(
            final CreativeRule[] rules, final BidContext context, final int creative, final Set<NoBidReason> reasons) {
        for (final CreativeRule rule : rules) {
            if (!rule.allows(context, context.index.table(), creative)) {
                reasons.add(rule.reason());
            }
        }
    }

    private @Nullable NoBidReason broken(final BidContext context, final SlotTable table, final int creative) {
        if (!offeredFormat.allows(context, table, creative)) {
            return offeredFormat.reason();
        }
        final int format = table.format(creative);
        if (format == AdFormat.NATIVE.ordinal()) {
            // Its assets are looked at one by one.
            context.creativeTriesLeft =
                    Math.max(0, context.creativeTriesLeft - context.request.nativeAds.assetCount[context.impression]);
        }
        final NoBidReason reason = broken(formatRules[format], context, table, creative);
        return reason == null ? broken(rules, context, table, creative) : reason;
    }

    private static @Nullable NoBidReason broken(
            final CreativeRule[] rules, final BidContext context, final SlotTable table, final int creative) {
        for (final CreativeRule rule : rules) {
            if (!rule.allows(context, table, creative)) {
                return rule.reason();
            }
        }
        return null;
    }
}
