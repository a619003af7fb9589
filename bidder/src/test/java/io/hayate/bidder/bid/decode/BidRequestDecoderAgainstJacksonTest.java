package io.hayate.bidder.bid.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decoder and Jackson's tree read the same from the same bytes; see {@link TreeFields} for the deliberate differences. */
@Tag("jdk25")
class BidRequestDecoderAgainstJacksonTest {
    private static final int REQUESTS = 20_000;
    private static final int MUTATIONS = 60_000;

    private final SameReading sameReading = new SameReading();

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"id": "r-1", "at": 1, "tmax": 120, "cur": ["USD"], "bcat": ["IAB25", "IAB7-39"], "badv": ["bad.example"],
                 "imp": [{"id": "1", "instl": 0, "secure": 1, "bidfloor": 0.25, "bidfloorcur": "USD",
                          "banner": {"w": 300, "h": 250, "pos": 1, "battr": [1, 3], "btype": [4],
                                     "format": [{"w": 300, "h": 250}, {"w": 320, "h": 50}]}}],
                 "site": {"domain": "news.example", "page": "https://news.example/a?b=c", "publisher": {"id": "p"}},
                 "device": {"ua": "Mozilla/5.0", "devicetype": 4, "os": "iOS", "osv": "17.1", "language": "ja", "w": 390,
                            "h": 844, "geo": {"country": "JPN", "lat": 35.6, "lon": 139.7}},
                 "user": {"id": "u", "ext": {"eids": [{"source": "s.example", "uids": [{"id": "x", "atype": 1}]}]}}}
                """, """
                {"id": 1234567890123456789012345, "test": true, "tmax": "80", "imp": [
                  {"id": 7, "banner": {"w": "300", "h": 250.0, "format": [{"w": 3e2}, {}, null]}, "secure": true},
                  {"id": "", "video": {"mimes": ["video/mp4"]}, "native": {"request": "{}"}, "bidfloor": "0.5"},
                  {"pmp": {"private_auction": 1, "deals": [{"id": "d-1", "bidfloor": 2, "at": 3, "wseat": "s1"},
                    {"id": 42, "wadomain": ["a.example"], "bidfloorcur": "JPY"}, null, {"wseat": [{}]}]}}],
                 "app": {"bundle": 123456789}, "device": {"osv": 17.10}}
                """, """
                {"id": "a", "imp": [{"id": "old", "pmp": {"deals": [{"id": "old"}]}}, {"id": "second"}], "cur": {},
                 "site": {"domain": "old.example", "page": "https://old.example/"}, "device": {"os": "ios", "w": 1},
                 "imp": [{"id": "x", "id": "new", "banner": {"w": 1, "h": 2, "battr": {}}, "banner": {"h": 3},
                          "pmp": {"private_auction": 1, "deals": [{"id": "1"}, {"id": "2"}]},
                          "pmp": {"deals": [{"id": "3", "at": 1, "at": null}]}, "video": {}, "video": null}],
                 "cur": ["EUR"], "site": {"page": "https://new.example/"}, "device": null, "id": "b"}
                """, """
                {"\\u0069d": "\\u65e5\\ud83d\\udcd6\\/", "i\\u006dp": [{"\\u0069\\u0064": "\\ud83d", "bidfl\\u006for": 1}],
                 "site": {"dom\\u0061in": "\\u0065xample.com", "p\\u0061ge": "\\u00e9"}, "tm\\u0061x": "\\u0031\\u0030"}
                """})
    void shouldReadHandWrittenRequestsAsTheTreeDoes(final String json) {
        assertThat(TreeFields.of(json.getBytes(StandardCharsets.UTF_8))).isPresent();
        assertSameReading(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadRandomRequestsAsTheTreeDoes() {
        final RandomRequests requests = new RandomRequests(20261122);
        int bidRequests = 0;
        for (int i = 0; i < REQUESTS; i++) {
            bidRequests += assertSameReading(requests.next().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        assertThat(bidRequests).isBetween(REQUESTS / 2, REQUESTS - 1);
    }

    @Test
    void shouldAgreeWithTheTreeOnDamagedRequests() {
        final RandomRequests requests = new RandomRequests(7);
        final SplittableRandom random = new SplittableRandom(7);
        int bidRequests = 0;
        byte[] request = {};
        for (int i = 0; i < MUTATIONS; i++) {
            if (i % 5 == 0) {
                request = requests.next().getBytes(StandardCharsets.UTF_8);
            }
            byte[] damaged = request;
            for (int wounds = 1 + random.nextInt(2); wounds > 0; wounds--) {
                damaged = damaged(damaged, random);
            }
            bidRequests += assertSameReading(damaged) ? 1 : 0;
        }
        // Damage inside a string often leaves a bid request; both outcomes must be well covered.
        assertThat(bidRequests).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
    }

    private static byte[] damaged(final byte[] json, final SplittableRandom random) {
        final int at = random.nextInt(json.length);
        final int length = Math.min(json.length - at, 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 2));
        return switch (random.nextInt(5)) {
            case 0 -> spliced(json, at, length, new byte[0]);
            case 1 -> spliced(json, at, 0, Arrays.copyOfRange(json, at, at + length));
            case 2 -> spliced(json, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 3 -> spliced(json, at, random.nextInt(2), new byte[] {telling(random)});
            default -> at == 0 ? json : Arrays.copyOf(json, at);
        };
    }

    private static byte telling(final SplittableRandom random) {
        final String bytes = "{}[]\",:\\/ue+-.0123456789 \n\0\177tfnabx\u00c0\u00e3\u0081\u00ed\u00f0\u00f4";
        return (byte) bytes.charAt(random.nextInt(bytes.length()));
    }

    private static byte[] spliced(final byte[] json, final int at, final int removed, final byte[] added) {
        final byte[] result = new byte[json.length - removed + added.length];
        System.arraycopy(json, 0, result, 0, at);
        System.arraycopy(added, 0, result, at, added.length);
        System.arraycopy(json, at + removed, result, at + added.length, json.length - at - removed);
        return result;
    }

    /** Whether both take it for a bid request. */
    private boolean assertSameReading(final byte[] body) {
        return sameReading.assertSame(body);
    }
}
