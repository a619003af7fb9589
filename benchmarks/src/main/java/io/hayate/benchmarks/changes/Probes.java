package io.hayate.benchmarks.changes;

import io.hayate.loadtest.traffic.Dice;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Changes the probe campaign again and again, at odd moments, and takes the time until its bids show it. Owned by the
 * measuring thread.
 */
final class Probes {
    /** Between probes there is up to this: they should not keep step with what they measure. */
    private static final int LONGEST_PAUSE_MS = 100;

    /** A change that does not show for so long is lost. */
    static final long LOST_AFTER_MS = 30_000;

    private final HttpConnection admin;
    private final ProbeWatch watch;
    private final long lostAfterMs;
    private final Dice dice = new Dice(3);
    private final List<Long> toFirstBidNs = new ArrayList<>();
    private final List<Long> toLastBidNs = new ArrayList<>();
    private BigDecimal cpm = ProbeCampaign.NO_BID;
    private int lost;
    private int stale;

    /**
     * What the probes saw.
     *
     * @param toFirstBid from sending a changed price to the first answer with it
     * @param toLastBid from sending the kill switch to the last answer with a bid
     * @param lost changes that never showed
     * @param stale changes that the bidder had answered, and then bid without
     */
    record Result(Latencies toFirstBid, Latencies toLastBid, int lost, int stale) {
        boolean isGood() {
            return lost == 0 && stale == 0;
        }
    }

    Probes(final HttpConnection admin, final ProbeWatch watch, final long lostAfterMs) {
        this.admin = admin;
        this.watch = watch;
        this.lostAfterMs = lostAfterMs;
    }

    /** Puts the campaign there. */
    void begin() throws IOException, InterruptedException {
        change(ProbeCampaign.LOW_CPM);
        if (lost > 0) {
            throw new IOException("the probe campaign does not bid");
        }
        toFirstBidNs.clear();
    }

    /** As many changes of the price, and as often off and on again. */
    Result run(final int count) throws IOException, InterruptedException {
        toFirstBidNs.clear();
        toLastBidNs.clear();
        lost = 0;
        stale = 0;
        for (int i = 0; i < count; i++) {
            pause();
            change(cpm.compareTo(ProbeCampaign.LOW_CPM) == 0 ? ProbeCampaign.HIGH_CPM : ProbeCampaign.LOW_CPM);
        }
        for (int i = 0; i < count; i++) {
            pause();
            switchOff();
            pause();
            switchOn();
        }
        return new Result(new Latencies(toFirstBidNs), new Latencies(toLastBidNs), lost, stale);
    }

    private void change(final BigDecimal newCpm) throws IOException, InterruptedException {
        cpm = newCpm;
        final ProbeWatch.Expectation expectation = watch.expect(cpm);
        final long startNs = System.nanoTime();
        put("/campaigns/" + ProbeCampaign.ID, ProbeCampaign.document(cpm), expectation);
        if (judge(expectation)) {
            toFirstBidNs.add(expectation.firstNs() - startNs);
        }
    }

    private void switchOff() throws IOException, InterruptedException {
        final ProbeWatch.Expectation expectation = watch.expect(ProbeCampaign.NO_BID);
        final long startNs = System.nanoTime();
        put("/bidding", ProbeCampaign.bidding(false), expectation);
        if (judge(expectation)) {
            toLastBidNs.add(Math.max(0, expectation.lastOtherBidNs(startNs) - startNs));
        }
    }

    private void switchOn() throws IOException, InterruptedException {
        final ProbeWatch.Expectation expectation = watch.expect(cpm);
        put("/bidding", ProbeCampaign.bidding(true), expectation);
        judge(expectation);
    }

    private void put(final String path, final byte[] body, final ProbeWatch.Expectation expectation)
            throws IOException {
        final HttpConnection.Answer answer = admin.call("PUT", path, body);
        expectation.onChanged();
        if (!answer.isSuccess()) {
            throw new IOException("PUT " + path + " was answered " + answer.status() + " " + answer.text());
        }
    }

    private boolean judge(final ProbeWatch.Expectation expectation) throws InterruptedException {
        if (!expectation.await(lostAfterMs)) {
            lost++;
            return false;
        }
        if (expectation.isStale()) {
            stale++;
        }
        return true;
    }

    private void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(dice.below(LONGEST_PAUSE_MS + 1));
    }
}
