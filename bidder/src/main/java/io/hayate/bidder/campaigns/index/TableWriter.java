package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.CampaignIndex.CreativeTerms;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.LanguageCode;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.SlotTable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/** Fills the dense table of one index. Owned by the campaign agent. */
final class TableWriter {
    /** Numbers above this share the highest bit: exchanges' own attributes (500 and up) are rare, and together blocked. */
    private static final int HIGHEST_SINGLE_BIT = 62;

    private static final CreativeContent.Size NO_SIZE = new CreativeContent.Size(0, 0);

    private final Map<String, Integer> categoryIds = new LinkedHashMap<>();
    private final Map<String, Integer> domainIds = new LinkedHashMap<>();
    private final Map<String, Integer> appIds = new LinkedHashMap<>();
    private final Map<String, Integer> mimeIds = new LinkedHashMap<>();
    private final IntArrayList lists = new IntArrayList();

    private final SlotOrder order;
    private final List<LiveCampaign> slots;
    private final int creativeCount;
    private final int[] categories;
    private final int[] domains;
    private final int[] mimes;
    private final int[] nativeParts;

    TableWriter(final SlotOrder order) {
        this.order = order;
        this.slots = order.slots();
        this.creativeCount = slots.stream()
                .mapToInt(live -> live.campaign().creatives().size())
                .sum();
        this.categories = new int[creativeCount];
        this.domains = new int[creativeCount];
        this.mimes = new int[creativeCount];
        this.nativeParts = new int[creativeCount];
        int creative = 0;
        for (final LiveCampaign live : slots) {
            for (final Creative each : live.campaign().creatives()) {
                categories[creative] = addCategories(each.categories());
                domains[creative] = addDomains(each.domains());
                mimes[creative] = addMimes(each.content());
                nativeParts[creative] = addNativeParts(each.content());
                creative++;
            }
        }
    }

    int requiredBytes() {
        return SlotTable.requiredBytes(slots.size(), creativeCount, lists.size());
    }

    /** Writes all slots in order and returns the dictionaries of the ids that it used. */
    CreativeTerms write(final SlotTable table) {
        table.layOut(slots.size(), creativeCount);
        for (int i = 0; i < lists.size(); i++) {
            table.writeListItem(i, lists.getInt(i));
        }
        int firstCreative = 0;
        for (int slot = 0; slot < slots.size(); slot++) {
            final LiveCampaign live = slots.get(slot);
            writeSlot(table, slot, live, firstCreative);
            for (int i = 0; i < live.campaign().creatives().size(); i++) {
                writeCreative(table, firstCreative + i, live, i);
            }
            firstCreative += live.campaign().creatives().size();
        }
        writeTies(table);
        return new CreativeTerms(
                ByteDictionary.ignoringCase(categoryIds),
                ByteDictionary.ignoringCase(domainIds),
                ByteDictionary.ignoringCase(appIds),
                ByteDictionary.ignoringCase(mimeIds));
    }

    private void writeSlot(final SlotTable table, final int slot, final LiveCampaign live, final int firstCreative) {
        final Campaign campaign = live.campaign();
        table.writeSlot(
                slot,
                campaign.id(),
                campaign.advertiserId(),
                campaign.bidCpmMicros(),
                live.ordinal(),
                firstCreative,
                campaign.creatives().size());
        table.writeCurrency(slot, CurrencyCode.of(campaign.budget().currency()), order.baseCpmMicros(live));
    }

    private void writeCreative(final SlotTable table, final int creative, final LiveCampaign live, final int place) {
        final Creative from = live.campaign().creatives().get(place);
        final CreativeContent content = from.content();
        final CreativeContent.Size size = size(content);
        table.writeCreative(creative, live.creativeVersions().get(place), from.id(), size.w(), size.h());
        table.writeCreativeRules(
                creative,
                bits(from.attributes()),
                languageCode(from.language()),
                flags(from),
                from.cattax(),
                categories[creative],
                domains[creative],
                from.bundle() == null ? ByteDictionary.MISSING : id(appIds, from.bundle()));
        table.writeCreativeFormat(
                creative,
                from.format().ordinal(),
                bits(from.apis()),
                mimes[creative],
                content instanceof final CreativeContent.Banner banner ? (int) bits(banner.expandDirections()) : 0);
        table.writeNativeParts(creative, nativeParts[creative]);
        if (content instanceof final CreativeContent.Media media) {
            table.writeCreativeMedia(
                    creative,
                    media.durationSeconds(),
                    media.bitrateKbps(),
                    media.delivery(),
                    media.linearity(),
                    media.skipAfterSeconds());
        } else {
            table.writeCreativeMedia(creative, 0, 0, 0, 0, SlotTable.NOT_SKIPPABLE);
        }
    }

    /** Of a banner or a video; others have none. */
    private static CreativeContent.Size size(final CreativeContent content) {
        if (content instanceof final CreativeContent.Banner banner) {
            return new CreativeContent.Size(banner.w(), banner.h());
        }
        return content instanceof final CreativeContent.Media media && media.size() != null ? media.size() : NO_SIZE;
    }

    private static int flags(final Creative creative) {
        int flags = creative.secure() ? SlotTable.SECURE : 0;
        if (creative.content() instanceof final CreativeContent.Banner banner) {
            flags |= BannerTypes.of(banner.markup()) << SlotTable.BANNER_TYPE_SHIFT;
        } else if (creative.content() instanceof final CreativeContent.Media media && media.vastUrl() != null) {
            flags |= SlotTable.WRAPPER;
        }
        return flags;
    }

    private void writeTies(final SlotTable table) {
        int start = 0;
        while (start < slots.size()) {
            int end = start + 1;
            final long baseCpmMicros = order.baseCpmMicros(slots.get(start));
            while (end < slots.size() && order.baseCpmMicros(slots.get(end)) == baseCpmMicros) {
                end++;
            }
            for (int slot = start; slot < end; slot++) {
                table.writeTie(slot, end);
            }
            start = end;
        }
    }

    private int addCategories(final List<String> categories) {
        final int place = lists.size();
        lists.addInt(categories.size() * 2);
        for (final String category : categories) {
            lists.addInt(id(categoryIds, category));
            final int dash = category.indexOf('-');
            lists.addInt(dash < 0 ? ByteDictionary.MISSING : id(categoryIds, category.substring(0, dash)));
        }
        return place;
    }

    private int addDomains(final List<String> domains) {
        final int place = lists.size();
        lists.addInt(0);
        for (final String domain : domains) {
            lists.addInt(id(domainIds, domain));
            for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
                lists.addInt(id(domainIds, domain.substring(dot + 1)));
            }
            lists.addInt(SlotTable.END_OF_DOMAIN);
        }
        lists.setInt(place, lists.size() - place - 1);
        return place;
    }

    private int addMimes(final CreativeContent content) {
        final List<String> texts = content instanceof final CreativeContent.Banner banner
                ? banner.mimes()
                : content instanceof final CreativeContent.Media media ? media.mimes() : List.of();
        final int place = lists.size();
        lists.addInt(texts.size());
        texts.forEach(text -> lists.addInt(id(mimeIds, text)));
        return place;
    }

    /** The lengths and sizes that an impression's assets are held against; 0 for what the creative has not. */
    private int addNativeParts(final CreativeContent content) {
        final int place = lists.size();
        if (!(content instanceof final CreativeContent.Native parts)) {
            return place;
        }
        lists.addInt(SlotTable.NATIVE_PARTS);
        lists.addInt(lengthChars(parts.title()));
        for (int type = 1; type <= SlotTable.NATIVE_ICON - SlotTable.NATIVE_DATA - 1; type++) {
            lists.addInt(lengthChars(parts.data().get(type)));
        }
        addImage(parts.icon());
        addImage(parts.main());
        return place;
    }

    private void addImage(final CreativeContent.@Nullable Image image) {
        lists.addInt(image == null ? 0 : image.w());
        lists.addInt(image == null ? 0 : image.h());
        lists.addInt(image == null || image.mime() == null ? ByteDictionary.MISSING : id(mimeIds, image.mime()));
    }

    /** In code points: what a reader counts, and what {@code len} of an asset limits. */
    private static int lengthChars(final @Nullable String text) {
        return text == null ? 0 : text.codePointCount(0, text.length());
    }

    private static long bits(final List<Integer> numbers) {
        long bits = 0;
        for (final int number : numbers) {
            bits |= 1L << Math.min(number, HIGHEST_SINGLE_BIT + 1);
        }
        return bits;
    }

    private static long languageCode(final @Nullable String language) {
        if (language == null) {
            return LanguageCode.NONE;
        }
        final byte[] bytes = language.getBytes(StandardCharsets.UTF_8);
        return LanguageCode.of(bytes, 0, bytes.length);
    }

    private static int id(final Map<String, Integer> ids, final String text) {
        return ids.computeIfAbsent(text.toLowerCase(Locale.ROOT), unseen -> ids.size());
    }
}
