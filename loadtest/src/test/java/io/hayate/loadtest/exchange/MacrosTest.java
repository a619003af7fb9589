package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MacrosTest {
    private final OfferedBid bid = new OfferedBid();

    MacrosTest() {
        bid.impressionId = "imp-1";
        bid.seat = "seat-1";
        bid.adId = "ad-1";
        bid.priceCpmMicros = 2_000_000;
        bid.clearingCpmMicros = 1_500_000;
        bid.minToWinCpmMicros = 1_490_001;
        bid.lossReason = 0;
    }

    @Test
    void shouldFillEveryMacroOfOpenRtb() {
        assertThat(macros().fill(
                                "${AUCTION_ID},${AUCTION_BID_ID},${AUCTION_IMP_ID},${AUCTION_SEAT_ID},${AUCTION_AD_ID},"
                                        + "${AUCTION_PRICE},${AUCTION_CURRENCY},${AUCTION_MBR},${AUCTION_LOSS},"
                                        + "${AUCTION_MIN_TO_WIN},${AUCTION_MULTIPLIER},${AUCTION_IMP_TS},"
                                        + "${AUCTION_DISCOUNT_PCT},${AUCTION_DISCOUNT_CPM}"))
                .isEqualTo("req-1,answer-1,imp-1,seat-1,ad-1,1.5,USD,0.7500,0,1.490001,2.5,1700000000000,,");
    }

    @Test
    void shouldFillInBase64() {
        assertThat(macros().fill("p=${AUCTION_PRICE:B64}&i=${AUCTION_IMP_ID:B64}"))
                .isEqualTo("p=MS41&i=aW1wLTE=");
    }

    @Test
    void shouldLeaveWhatIsNoMacroOrInAnUnknownEncoding() {
        final String text = "${OTHER} ${AUCTION_PRICE:XYZ} ${CLICK_URL} ${AUCTION_PRICE $ {AUCTION_ID} ${";

        assertThat(macros().fill(text)).isEqualTo(text);
    }

    @Test
    void shouldFillNothingForWhatIsNotKnown() {
        bid.clearingCpmMicros = 0;
        bid.adId = "";

        assertThat(macros().fill("p=${AUCTION_PRICE}&a=${AUCTION_AD_ID}.")).isEqualTo("p=&a=.");
    }

    @Test
    void shouldTellWhetherTheTextTellsThePrice() {
        final Macros macros = macros();

        macros.fill("p=${AUCTION_PRICE}");
        assertThat(macros.isPriceFilled()).isTrue();
        macros.fill("p=${AUCTION_PRICE:XYZ}");
        assertThat(macros.isPriceFilled()).isFalse();
        macros.fill("i=${AUCTION_ID}");
        assertThat(macros.isPriceFilled()).isFalse();
    }

    @Test
    void shouldWritePricesExactlyAndWithoutZerosAtTheEnd() {
        assertThat(Macros.decimal(1)).isEqualTo("0.000001");
        assertThat(Macros.decimal(1_020_300)).isEqualTo("1.0203");
        assertThat(Macros.decimal(7_000_000)).isEqualTo("7");
    }

    private Macros macros() {
        return new Macros("req-1", "answer-1", "USD", bid, 2_500_000, 1_700_000_000_000L);
    }
}
