package io.hayate.bidder.bid.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DecodeLimitsTest {
    private final DecodedRequest decoded = new DecodedRequest();
    private final BidRequestView view = decoded.view;

    @Test
    void shouldCountImpressionsOverTheLimitAndStillCheckThem() {
        final String most = repeated("{\"id\": 1}", BidLimits.MAX_IMPRESSIONS);
        assertThat(decodeImpressions(most)).isTrue();
        assertThat(view.impressionCount).isEqualTo(BidLimits.MAX_IMPRESSIONS);
        assertThat(view.impressionsOverLimit).isZero();

        assertThat(decodeImpressions(most + ", {\"id\": 2}, {}")).isTrue();
        assertThat(view.impressionCount).isEqualTo(BidLimits.MAX_IMPRESSIONS);
        assertThat(view.impressionsOverLimit).isEqualTo(2);
        assertThat(view.tooComplex).isFalse();

        assertThat(decodeImpressions(most + ", null")).isFalse();
        assertThat(decodeImpressions(most + ", {\"id\" 2}")).isFalse();
    }

    @Test
    void shouldSayThatThereAreTooManyDeals() {
        final String half = repeated("{\"id\": 1}", BidLimits.MAX_DEALS / 2);
        final String imp = "{\"pmp\": {\"deals\": [" + half + "]}}";
        assertThat(decodeImpressions(imp + "," + imp)).isTrue();
        assertThat(view.dealTotal).isEqualTo(BidLimits.MAX_DEALS);
        assertThat(view.firstDeal[1]).isEqualTo(BidLimits.MAX_DEALS / 2);
        assertThat(view.tooComplex).isFalse();

        assertThat(decodeImpressions(imp + "," + imp + ", {\"pmp\": {\"deals\": [{}]}}"))
                .isTrue();
        assertThat(view.dealTotal).isEqualTo(BidLimits.MAX_DEALS);
        assertThat(view.tooComplex).isTrue();

        assertThat(decodeImpressions("{}")).isTrue();
        assertThat(view.tooComplex).isFalse();
    }

    @Test
    void shouldSayThatThereAreTooManyListItems() {
        final String most = repeated("\"a\"", BidLimits.MAX_LIST_ITEMS);
        assertThat(decoded.decode("{\"id\": 1, \"imp\": [{}], \"badv\": [" + most + "]}"))
                .isTrue();
        assertThat(Slice.length(view.blockedAdvertiserDomains)).isEqualTo(BidLimits.MAX_LIST_ITEMS);
        assertThat(view.tooComplex).isFalse();

        assertThat(decoded.decode("{\"id\": 1, \"imp\": [{}], \"badv\": [" + most + "], \"bcat\": \"b\"}"))
                .isTrue();
        assertThat(view.tooComplex).isTrue();
        final String sizes = repeated("{}", BidLimits.MAX_LIST_ITEMS + 1);
        assertThat(decodeImpressions("{\"banner\": {\"format\": [" + sizes + "]}}"))
                .isTrue();
        assertThat(view.tooComplex).isTrue();
    }

    @Test
    void shouldHaveRoomToUnescapeTheWholeBody() {
        final String page = "\\n".repeat((BidLimits.MAX_BODY_BYTES - 200) / 2);
        assertThat(decoded.decode("{\"id\": 1, \"imp\": [{}], \"site\": {\"p\\u0061ge\": \"" + page + "\"}}"))
                .isTrue();
        assertThat(Slice.length(view.sitePage)).isEqualTo(page.length() / 2);
        assertThat(view.tooComplex).isFalse();

        final String item = "\"\\n\"";
        assertThat(decoded.decode(
                        "{\"id\": 1, \"imp\": [{}], \"badv\": [" + repeated(item, BidLimits.MAX_LIST_ITEMS) + "]}"))
                .isTrue();
        assertThat(view.tooComplex).isFalse();
    }

    @Test
    @Timeout(20)
    void shouldReadObjectsOfThousandsOfKeysInBoundedTime() {
        final StringBuilder json = new StringBuilder("{\"id\": 1, \"imp\": [{}]");
        // Of the same length, first and last bytes, and with the same hash code as Java strings.
        for (int i = 0; i < 4_096; i++) {
            json.append(", \"");
            for (int bit = 0; bit < 12; bit++) {
                json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            json.append("\": ").append(i);
        }
        json.append('}');
        assertThat(json).hasSizeLessThan(BidLimits.MAX_BODY_BYTES * 2);
        final String body = json.length() <= BidLimits.MAX_BODY_BYTES ? json.toString() : halved(json);
        for (int i = 0; i < 2_000; i++) {
            assertThat(decoded.decode(body)).isTrue();
        }
    }

    private static String halved(final StringBuilder json) {
        return json.substring(0, json.lastIndexOf(",", BidLimits.MAX_BODY_BYTES - 2)) + "}";
    }

    private boolean decodeImpressions(final String elements) {
        return decoded.decode("{\"id\": 1, \"imp\": [" + elements + "]}");
    }

    private static String repeated(final String element, final int count) {
        return String.join(", ", Collections.nCopies(count, element));
    }
}
