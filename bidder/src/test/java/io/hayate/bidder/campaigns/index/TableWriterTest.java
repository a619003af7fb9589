package io.hayate.bidder.campaigns.index;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.CreativeContent.Banner;
import io.hayate.bidder.campaigns.CreativeContent.Image;
import io.hayate.bidder.campaigns.CreativeContent.Media;
import io.hayate.bidder.campaigns.CreativeContent.Native;
import io.hayate.bidder.campaigns.CreativeContent.Size;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.campaigns.live.MarkupIndex;
import io.hayate.bidder.campaigns.live.SlotSet;
import io.hayate.bidder.campaigns.live.SlotTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the rules of the bid route see of creatives of each format. */
class TableWriterTest {
    private static final int BANNER = 0;
    private static final int VIDEO = 1;
    private static final int AUDIO = 2;
    private static final int NATIVE = 3;

    private final Campaign campaign = campaign(1)
            .creative(new CreativeBuilder(
                            1,
                            new Banner(
                                    300, 250, "<script>x</script>", List.of("text/html", "image/png"), List.of(2, 4)))
                    .apis(5, 500)
                    .build())
            .creative(new CreativeBuilder(
                            2,
                            new Media(
                                    new Size(640, 360),
                                    15,
                                    List.of("video/mp4"),
                                    null,
                                    "https://ads.example/v",
                                    1500,
                                    1,
                                    1,
                                    5,
                                    List.of()))
                    .attributes(16)
                    .secure(false)
                    .build())
            .creative(new CreativeBuilder(
                            3,
                            new Media(
                                    null,
                                    30,
                                    List.of("audio/mpeg", "audio/mp4"),
                                    "https://cdn.example/a.mp3",
                                    null,
                                    0,
                                    2,
                                    1,
                                    Media.NOT_SKIPPABLE,
                                    List.of()))
                    .build())
            .creative(new CreativeBuilder(
                            4,
                            new Native(
                                    "日本😀",
                                    Map.of(1, "Shop", 12, "Buy now"),
                                    null,
                                    new Image("https://cdn.example/m.PNG", 1200, 627, "image/png"),
                                    null))
                    .build())
            .build();

    private final IndexBuilder builder = new IndexBuilder(new LiveIndex(1), () -> CurrencyRates.NONE, () -> 0);
    private final CampaignIndex index = builder.build(
                    List.of(new LiveCampaign(campaign, 0, 1, List.of(11L, 12L, 13L, 14L))))
            .part(0);
    private final SlotTable table = index.table();

    @AfterEach
    void close() {
        builder.close();
    }

    private int mime(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return index.terms().mimes().id(bytes, 0, bytes.length);
    }

    @Test
    void shouldKnowTheFormatOfEach() {
        for (final AdFormat format : AdFormat.values()) {
            assertThat(table.format(format.ordinal())).isEqualTo(format.ordinal());
            assertThat(index.slotsOfFormat(format)).isNotSameAs(CampaignIndex.EMPTY.slotsOfFormat(format));
        }
        assertThat(index.sizes()).containsExactly(300L << 32 | 250);
    }

    @Test
    void shouldHoldABannersRules() {
        assertThat(table.width(BANNER)).isEqualTo(300);
        assertThat(table.expandDirections(BANNER)).isEqualTo((1 << 2) | (1 << 4));
        assertThat(table.apis(BANNER)).isEqualTo((1L << 5) | (1L << 63));
        assertThat(table.isSecure(BANNER)).isTrue();
        assertThat(table.isWrapper(BANNER)).isFalse();
        assertThat(table.bannerTypes(BANNER)).isEqualTo(1 << 3);
        final int mimes = table.mimes(BANNER);
        assertThat(table.listItem(mimes)).isEqualTo(2);
        assertThat(table.listItem(mimes + 2)).isEqualTo(mime("IMAGE/png"));
        assertThat(table.skipAfterSeconds(BANNER)).isEqualTo(SlotTable.NOT_SKIPPABLE);
    }

    @Test
    void shouldHoldWhatPlays() {
        assertThat(table.width(VIDEO)).isEqualTo(640);
        assertThat(table.height(VIDEO)).isEqualTo(360);
        assertThat(table.durationSeconds(VIDEO)).isEqualTo(15);
        assertThat(table.bitrateKbps(VIDEO)).isEqualTo(1500);
        assertThat(table.delivery(VIDEO)).isEqualTo(1);
        assertThat(table.linearity(VIDEO)).isEqualTo(1);
        assertThat(table.skipAfterSeconds(VIDEO)).isEqualTo(5);
        assertThat(table.attributes(VIDEO)).isEqualTo(1L << 16);
        assertThat(table.isSecure(VIDEO)).isFalse();
        assertThat(table.isWrapper(VIDEO)).isTrue();
        assertThat(table.bannerTypes(VIDEO)).isZero();
        assertThat(table.width(AUDIO)).isZero();
        assertThat(table.durationSeconds(AUDIO)).isEqualTo(30);
        assertThat(table.isSecure(AUDIO)).isTrue();
        assertThat(table.isWrapper(AUDIO)).isFalse();
        assertThat(table.listItem(table.mimes(AUDIO) + 1)).isEqualTo(mime("audio/mpeg"));
    }

    @Test
    void shouldHoldTheLengthsAndSizesOfNativePartsInCharacters() {
        final int parts = table.nativeParts(NATIVE);

        assertThat(table.listItem(parts)).isEqualTo(SlotTable.NATIVE_PARTS);
        assertThat(table.listItem(parts + SlotTable.NATIVE_TITLE)).isEqualTo(3);
        assertThat(table.listItem(parts + SlotTable.NATIVE_DATA + 1)).isEqualTo(4);
        assertThat(table.listItem(parts + SlotTable.NATIVE_DATA + 2)).isZero();
        assertThat(table.listItem(parts + SlotTable.NATIVE_DATA + 12)).isEqualTo(7);
        assertThat(table.listItem(parts + SlotTable.NATIVE_ICON)).isZero();
        assertThat(table.listItem(parts + SlotTable.NATIVE_ICON + 2)).isEqualTo(ByteDictionary.MISSING);
        assertThat(table.listItem(parts + SlotTable.NATIVE_MAIN)).isEqualTo(1200);
        assertThat(table.listItem(parts + SlotTable.NATIVE_MAIN + 1)).isEqualTo(627);
        assertThat(table.listItem(parts + SlotTable.NATIVE_MAIN + 2)).isEqualTo(mime("image/png"));
    }

    @Test
    void shouldFindTheCampaignByWhatItsMarkupIs() {
        final MarkupIndex markup = index.markup();
        final ByteDictionary mimes = index.terms().mimes();
        assertThat(markup.slotsOfMime(AdFormat.BANNER, mimes.id(bytes("image/png"))))
                .isNotSameAs(SlotSet.EMPTY);
        assertThat(markup.slotsOfMime(AdFormat.BANNER, mimes.id(bytes("video/mp4"))))
                .isSameAs(SlotSet.EMPTY);
        assertThat(markup.slotsOfMime(AdFormat.VIDEO, ByteDictionary.MISSING)).isSameAs(SlotSet.EMPTY);
        assertThat(markup.slotsOfDelivery(AdFormat.VIDEO, 1)).isNotSameAs(SlotSet.EMPTY);
        assertThat(markup.slotsOfDelivery(AdFormat.AUDIO, 1)).isSameAs(SlotSet.EMPTY);
        assertThat(markup.slotsOfDelivery(AdFormat.AUDIO, Long.MIN_VALUE)).isSameAs(SlotSet.EMPTY);
        assertThat(markup.slotsOfLinearity(1)).isNotSameAs(SlotSet.EMPTY);
        assertThat(markup.slotsOfLinearity(2)).isSameAs(SlotSet.EMPTY);
    }

    @Test
    void shouldWriteTheSameOfTheCompactForm() {
        final Campaign compact = new CompactCampaigns().compact(campaign);
        for (int place = 0; place < campaign.creatives().size(); place++) {
            assertThat(compact.creatives().get(place).format())
                    .isEqualTo(campaign.creatives().get(place).format());
            assertThat(compact.creatives().get(place).content())
                    .isEqualTo(Outlines.of(campaign.creatives().get(place)));
        }
        assertThat(compact.targeting()).isEqualTo(campaign.targeting());
        assertThat(compact.budget()).isEqualTo(campaign.budget());
        assertThat(compact.flight()).isEqualTo(campaign.flight());
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
