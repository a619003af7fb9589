package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bids on two of three requests and books each notice once, gives the bid's number as the click's id; says "again" to every seventh. */
final class ExactBidder implements BidderRoute {
    private static final Pattern NOTICE = Pattern.compile("/notice/(\\w+)\\?t=TOKEN-(\\d+)(?:&p=([0-9.]*))?.*");

    private final Map<String, long[]> sums = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    long bids;
    private long requests;
    private long notices;
    long nowMs;
    boolean turnedBack;
    private String lastToken = "";

    @Override
    public byte[] bid(final byte[] request) {
        if (++requests % 3 == 0) {
            return new byte[0];
        }
        bids++;
        sum(campaign(bids))[0]++;
        return Answers.answer("" + bids, campaign(bids), "1.5");
    }

    @Override
    public int notice(final String pathAndQuery) {
        if (++notices % 7 == 0) {
            return 429;
        }
        final Matcher matcher = NOTICE.matcher(pathAndQuery);
        assertThat(matcher.matches()).isTrue();
        final String kind = matcher.group(1);
        if (seen.add(kind + matcher.group(2))) {
            final long[] sums = sum(campaign(Long.parseLong(matcher.group(2))));
            switch (kind) {
                case "win" -> sums[1]++;
                case "bill" -> {
                    sums[2]++;
                    sums[3] += Math.round(Double.parseDouble(matcher.group(3)) * 1_000_000);
                }
                case "imp" -> sums[4]++;
                case "click" -> sums[5]++;
                case "conversion" -> sums[7]++;
                default -> sums[6]++;
            }
        }
        lastToken = "TOKEN-" + matcher.group(2);
        return kind.equals("click") ? 302 : 204;
    }

    @Override
    public String redirect() {
        return "https://shop.example/?click_id=" + lastToken;
    }

    @Override
    public void advanceTo(final long timeMs) {
        turnedBack |= timeMs < nowMs;
        nowMs = timeMs;
    }

    private long[] sum(final String campaign) {
        return sums.computeIfAbsent(campaign, id -> new long[8]);
    }

    private static String campaign(final long bid) {
        return "" + (100 + bid % 5);
    }

    Map<String, Tally> tallies() {
        final Map<String, Tally> tallies = new HashMap<>();
        sums.forEach((id, sum) ->
                tallies.put(id, new Tally(sum[0], sum[1], sum[2], sum[3], sum[4], sum[5], sum[7], sum[6])));
        return tallies;
    }
}
