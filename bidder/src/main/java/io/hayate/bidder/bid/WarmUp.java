package io.hayate.bidder.bid;

import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.exchanges.ExchangeProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/**
 * Replays generated test requests through a pipeline until its code is compiled, so that the first real request is not
 * the slowest. The requests ask for sizes that the live campaigns have, and meet every stage. Owned by the launching
 * thread.
 */
public final class WarmUp {
    /** What the second compiler needs to have seen of a method, several times over. */
    private static final int MAX_REQUESTS = 60_000;

    /** On a machine too slow or too busy for that, the start goes on after this. */
    private static final long MAX_DURATION_NS = TimeUnit.SECONDS.toNanos(4);

    private static final int SIZES = 24;

    /** Consent to vendors up to 90, which a bidder with another vendor id does not bid on. */
    private static final String CONSENT =
            "CQp3NcAQp3NcAAfAEBDEB4FoAP_AAAAAAAYgAtLbbbbbbbbbbbbbbQDIgBQBkAIsAZAAISACAAAU";

    private static final String US_SIGNALS =
            ",\"us_privacy\":\"1YNN\",\"gpp\":\"DBABLA~BVQqAAAAAAA.QA\",\"gpp_sid\":[7]";

    private final BidRoute route;
    private final NanoClock nanoClock;
    private final EpochClock epochClock;
    private final byte[] answer = new byte[BidLimits.MAX_ANSWER_BYTES];

    /** @param route with counters and budget lanes of its own, so that nothing of the warm-up is counted or reserved */
    public WarmUp(final BidRoute route, final NanoClock nanoClock, final EpochClock epochClock) {
        this.route = route;
        this.nanoClock = nanoClock;
        this.epochClock = epochClock;
    }

    /** Returns how many requests were replayed. */
    public int run(final ExchangeProfile exchange, final List<byte[]> requests) {
        final long startNs = nanoClock.nanoTime();
        int count = 0;
        while (count < MAX_REQUESTS && nanoClock.nanoTime() - startNs < MAX_DURATION_NS) {
            final byte[] request = requests.get(count % requests.size());
            System.arraycopy(request, 0, route.body(), 0, request.length);
            route.bid(exchange, request.length, nanoClock.nanoTime(), epochClock.time(), answer);
            route.endOfBatch();
            count++;
        }
        return count;
    }

    /** Bodies of test requests for sizes that these campaigns have. */
    public static List<byte[]> requests(final CampaignIndex index) {
        final List<byte[]> requests = new ArrayList<>();
        final long[] sizes = index.sizes().length == 0 ? new long[] {BidRequestView.size(300, 250)} : index.sizes();
        for (int i = 0; i < SIZES; i++) {
            final long size = sizes[i % sizes.length];
            requests.add(request(i, (int) (size >>> Integer.SIZE), (int) size).getBytes(StandardCharsets.UTF_8));
        }
        return requests;
    }

    /** Test requests in the shapes that exchanges send: sites and apps, lists, deals, extensions, escapes, Japanese. */
    private static String request(final int number, final int width, final int height) {
        final boolean app = number % 2 == 1;
        final boolean consent = number % 6 == 5;
        final String banner = number % 3 == 0
                ? "\"w\":%d,\"h\":%d".formatted(width, height)
                : "\"format\":[{\"w\":%d,\"h\":%d},{\"w\":1,\"h\":1}],\"battr\":[1,3,8],\"btype\":[4]"
                        .formatted(width, height);
        final String deals = number % 4 == 0
                ? ",\"pmp\":{\"private_auction\":0,\"deals\":[{\"id\":\"deal-%d\",\"bidfloor\":1.25,\"at\":1}]}"
                        .formatted(number)
                : "";
        final String inventory = app
                ? "\"app\":{\"id\":\"a-1\",\"name\":\"warm up\",\"bundle\":\"com.example.app%d\"}".formatted(number)
                : "\"site\":{\"id\":\"s-1\",\"domain\":\"news-%d.example\",\"page\":\"https:\\/\\/news-%d.example\\/\","
                                .formatted(number, number)
                        + "\"name\":\"\\u65e5\\u672c 新聞\",\"publisher\":{\"id\":\"p-1\"}}";
        return """
                {"id":"warm-up-%d","test":1,"at":1,"tmax":300,"cur":["USD"],"imp":[{"id":"1","banner":{%s,"pos":1},\
                "bidfloor":0.0%d,"bidfloorcur":"USD","instl":0,"secure":%d,"ext":{"gpid":"/1/warm-up","data":{"x":[1,2.5,true,null]}}%s}],\
                %s,"device":{"ua":"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",\
                "ip":"192.0.2.1","os":"Android","osv":"14","devicetype":%d,"language":"ja","w":412,"h":915,\
                "geo":{"country":"JPN","lat":35.68,"lon":139.76,"type":2},"ifa":"00000000-0000-0000-0000-000000000000"},\
                "user":{"id":"u-1",%s"eids":[{"source":"id.example","uids":[{"id":"e-1","atype":1}]}]},\
                "bcat":["IAB7-39","IAB8-18","IAB25","IAB26"],"badv":["blocked.example","other.test"],\
                "source":{"tid":"t-1","schain":{"ver":"1.0","complete":1,"nodes":[{"asi":"ssp.example","sid":"1","hp":1}]}},\
                "regs":{"coppa":0,"ext":{"gdpr":%d%s}}}""".formatted(
                        number,
                        banner,
                        number % 10,
                        number % 2,
                        deals,
                        inventory,
                        app ? 4 : 2,
                        consent ? "\"consent\":\"" + CONSENT + "\"," : "",
                        consent ? 1 : 0,
                        number % 4 == 3 ? US_SIGNALS : "");
    }
}
