package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.CreativeContent.NativeOutline;
import io.hayate.bidder.campaigns.CreativeContent.Outline;
import io.hayate.bidder.campaigns.FrequencyCap;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.CampaignIndex.CreativeTerms;
import io.hayate.bidder.campaigns.live.LanguageCode;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.SlotTable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/** Fills the dense table of one index. Owned by the thread that builds the part. */
final class TableWriter {
    private static final int PLACES = 4;

    private static final CreativeContent.Size NO_SIZE = new CreativeContent.Size(0, 0);

    private final Map<String, Integer> categoryIds = new LinkedHashMap<>();
    private final Map<String, Integer> domainIds = new LinkedHashMap<>();
    private final Map<String, Integer> appIds = new LinkedHashMap<>();
    private final Map<String, Integer> mimeIds = new LinkedHashMap<>();
    private final IntArrayList lists = new IntArrayList();

    private final Map<List<String>, Integer> categoryLists = new HashMap<>();
    private final Map<List<String>, Integer> domainLists = new HashMap<>();
    private final Map<List<String>, Integer> mimeLists = new HashMap<>();
    private final Map<NativeOutline, Integer> nativeParts = new HashMap<>();
    private final Map<List<FrequencyCap>, Integer> capLists = new HashMap<>();

    private final SlotOrder order;
    private final List<LiveCampaign> slots;
    private final int creativeCount;
    /** Of each creative, {@link #PLACES} of them: of its categories, domains, mimes and native parts. */
    private final int[] places;

    TableWriter(final SlotOrder order) {
        this.order = order;
        this.slots = order.slots();
        int count = 0;
        for (final LiveCampaign live : slots) {
            count += live.campaign().creatives().size();
        }
        this.creativeCount = count;
        this.places = new int[PLACES * count];
        int next = 0;
        for (final LiveCampaign live : slots) {
            capLists.computeIfAbsent(live.campaign().frequencyCaps(), this::addCaps);
            for (final Creative each : live.campaign().creatives()) {
                final Outline outline = Outlines.of(each);
                // Many creatives have equal lists, and such are held once.
                places[next++] = categoryLists.computeIfAbsent(each.categories(), this::addCategories);
                places[next++] = domainLists.computeIfAbsent(each.domains(), this::addDomains);
                places[next++] = mimeLists.computeIfAbsent(outline.mimes(), this::addMimes);
                places[next++] = outline.parts() == null
                        ? 0
                        : nativeParts.computeIfAbsent(outline.parts(), this::addNativeParts);
            }
        }
    }

    int requiredBytes() {
        return SlotTable.requiredBytes(slots.size(), creativeCount, lists.size());
    }

    /**
     * Writes all slots in order and returns the dictionaries of the ids that it used.
     *
     * @param onProgress called now and then
     */
    CreativeTerms write(final SlotTable table, final Runnable onProgress) {
        table.layOut(slots.size(), creativeCount);
        for (int i = 0; i < lists.size(); i++) {
            table.writeListItem(i, lists.getInt(i));
        }
        int firstCreative = 0;
        for (int slot = 0; slot < slots.size(); slot++) {
            onProgress.run();
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
        table.writeCurrency(slot, campaign.budget().currencyCode(), order.baseCpmMicros(slot));
        table.writeUserTerms(
                slot, capLists.getOrDefault(campaign.frequencyCaps(), SlotTable.NO_CAPS), campaign.followsUsers());
        table.writeStrategy(slot, campaign.bid().strategy().ordinal());
    }

    private void writeCreative(final SlotTable table, final int creative, final LiveCampaign live, final int place) {
        final Creative from = live.campaign().creatives().get(place);
        final Outline outline = Outlines.of(from);
        final CreativeContent.Size size = outline.size() == null ? NO_SIZE : outline.size();
        final CreativeContent.BannerOutline banner = outline.banner();
        table.writeCreative(creative, live.creativeVersions().get(place), from.id(), size.w(), size.h());
        table.writeCreativeRules(
                creative,
                Outlines.bits(from.attributes()),
                languageCode(from.language()),
                flags(from, outline),
                from.cattax(),
                places[PLACES * creative],
                places[PLACES * creative + 1],
                from.bundle() == null ? ByteDictionary.MISSING : id(appIds, from.bundle()));
        table.writeCreativeFormat(
                creative,
                outline.format().ordinal(),
                Outlines.bits(from.apis()),
                places[PLACES * creative + 2],
                banner == null ? 0 : banner.expandDirections());
        table.writeNativeParts(creative, places[PLACES * creative + 3]);
        final CreativeContent.MediaOutline media = outline.media();
        if (media == null) {
            table.writeCreativeMedia(creative, 0, 0, 0, 0, SlotTable.NOT_SKIPPABLE);
        } else {
            table.writeCreativeMedia(
                    creative,
                    media.durationSeconds(),
                    media.bitrateKbps(),
                    media.delivery(),
                    media.linearity(),
                    media.skipAfterSeconds());
        }
    }

    private static int flags(final Creative creative, final Outline outline) {
        int flags = creative.secure() ? SlotTable.SECURE : 0;
        if (outline.banner() != null) {
            flags |= outline.banner().types() << SlotTable.BANNER_TYPE_SHIFT;
        }
        return outline.media() != null && outline.media().wrapper() ? flags | SlotTable.WRAPPER : flags;
    }

    private void writeTies(final SlotTable table) {
        int start = 0;
        while (start < slots.size()) {
            int end = start + 1;
            final long baseCpmMicros = order.baseCpmMicros(start);
            while (end < slots.size() && order.baseCpmMicros(end) == baseCpmMicros) {
                end++;
            }
            for (int slot = start; slot < end; slot++) {
                table.writeTie(slot, end);
            }
            start = end;
        }
    }

    private int addCaps(final List<FrequencyCap> caps) {
        if (caps.isEmpty()) {
            return SlotTable.NO_CAPS;
        }
        final int place = lists.size();
        lists.addInt(caps.size() * SlotTable.CAP_ITEMS);
        for (final FrequencyCap cap : caps) {
            lists.addInt(cap.scope().code());
            lists.addInt(cap.impressions());
            lists.addInt(cap.partMinutes());
        }
        return place;
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

    private int addMimes(final List<String> mimes) {
        final int place = lists.size();
        lists.addInt(mimes.size());
        mimes.forEach(text -> lists.addInt(id(mimeIds, text)));
        return place;
    }

    /** The lengths and sizes that an impression's assets are held against; 0 for what the creative has not. */
    private int addNativeParts(final NativeOutline parts) {
        final int place = lists.size();
        lists.addInt(SlotTable.NATIVE_PARTS);
        lists.addInt(parts.titleChars());
        for (int type = 1; type <= SlotTable.NATIVE_ICON - SlotTable.NATIVE_DATA - 1; type++) {
            lists.addInt(parts.dataChars().getOrDefault(type, 0));
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
