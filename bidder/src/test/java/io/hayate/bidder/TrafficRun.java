package io.hayate.bidder;

import io.hayate.bidder.wire.WireAnswer;
import io.hayate.bidder.wire.WireClient;
import io.hayate.loadtest.check.BidChecker;
import io.hayate.loadtest.check.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Requests sent over several kept connections, each answer held against its request. */
final class TrafficRun {
    private static final int CONNECTIONS = 4;
    private static final int COMPLAINTS_KEPT = 20;

    private static final BidChecker CHECKER = new BidChecker();

    private final TreeMap<Integer, Integer> countByStatus = new TreeMap<>();
    private final List<String> complaints = new ArrayList<>();
    private int complaintCount;
    private int compressed;

    private TrafficRun() {}

    /** Every second connection sends gzip and takes gzip. */
    static TrafficRun send(final int port, final int count, final LongFunction<byte[]> requestByNumber)
            throws Exception {
        final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            final List<Callable<TrafficRun>> parts = new ArrayList<>();
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                final int first = connection;
                parts.add(() -> {
                    final TrafficRun part = new TrafficRun();
                    part.converse(port, first, count, requestByNumber);
                    return part;
                });
            }
            final TrafficRun whole = new TrafficRun();
            for (final Future<TrafficRun> part : threads.invokeAll(parts)) {
                whole.add(part.get());
            }
            return whole;
        } finally {
            threads.shutdownNow();
        }
    }

    int answered() {
        return countByStatus.values().stream().mapToInt(Integer::intValue).sum();
    }

    int bids() {
        return countByStatus.getOrDefault(200, 0);
    }

    double bidShare() {
        return (double) bids() / answered();
    }

    /** Answers that came compressed. */
    int compressed() {
        return compressed;
    }

    /** Whatever is not a correct bid or a no-bid; the first ones in full. */
    List<String> complaints() {
        return complaintCount <= complaints.size()
                ? complaints
                : List.of(complaintCount + " complaints, the first: " + String.join("\n", complaints));
    }

    @Override
    public String toString() {
        return "%d answered %s, bids on %.1f %%, %d compressed, %d complaints"
                .formatted(answered(), countByStatus, 100 * bidShare(), compressed, complaintCount);
    }

    private void converse(final int port, final int first, final int count, final LongFunction<byte[]> requestByNumber)
            throws IOException {
        final boolean gzip = first % 2 == 1;
        try (WireClient client = new WireClient(LaunchedBidder.HOST, port)) {
            for (int number = first; number < count; number += CONNECTIONS) {
                final byte[] request;
                synchronized (requestByNumber) {
                    request = requestByNumber.apply(number);
                }
                if (gzip) {
                    client.post(
                            gzip(request),
                            "Content-Type: application/json",
                            "Content-Encoding: gzip",
                            "Accept-Encoding: gzip");
                } else {
                    client.post(request, "Content-Type: application/json");
                }
                judge(number, request, client.readAnswer());
            }
        }
    }

    private void judge(final int number, final byte[] request, final WireAnswer answer) throws IOException {
        countByStatus.merge(answer.status(), 1, Integer::sum);
        if (answer.status() != 200 && answer.status() != 204) {
            complain("request " + number + ": status " + answer.status());
            return;
        }
        byte[] body = answer.body();
        if (answer.header("content-encoding").isPresent()) {
            compressed++;
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        final List<Violation> violations = new ArrayList<>(CHECKER.checkStatus(answer.status(), body));
        if (answer.status() == 200) {
            violations.addAll(CHECKER.check(request, body));
        }
        for (final Violation violation : violations) {
            complain("request " + number + ": " + violation);
        }
    }

    private void complain(final String complaint) {
        complaintCount++;
        if (complaints.size() < COMPLAINTS_KEPT) {
            complaints.add(complaint);
        }
    }

    private void add(final TrafficRun part) {
        part.countByStatus.forEach((status, count) -> countByStatus.merge(status, count, Integer::sum));
        complaintCount += part.complaintCount;
        compressed += part.compressed;
        part.complaints.stream().limit(COMPLAINTS_KEPT - complaints.size()).forEach(complaints::add);
    }

    private static byte[] gzip(final byte[] plain) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
