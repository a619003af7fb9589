package io.hayate.bidder.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long bodies of campaigns do not lie on the heap: a bidder with less of it than they have bytes takes them. */
class UploadMemoryTest {
    private static final int MAX_TRIES = 1_000;
    private static final String HEAP = "-Xmx80m";
    private static final int MARKUP_BYTES = 64_000;
    private static final int LONG_CAMPAIGNS = 1_300; // 83 MB
    private static final int CAMPAIGNS_OF_EACH = 40; // 2.5 MB
    private static final int MAX_UPLOADS = 8;
    private static final int MAX_LOOKS = 10_000;

    @TempDir
    private Path folder;

    @Test
    void shouldTakeMoreThanItsHeapHoldsAndEightBodiesAtOnce() throws Exception {
        try (BidderProcess bidder = BidderProcess.run(
                        List.of(HEAP, "-XX:+UseSerialGC"),
                        Map.of(),
                        BidderProcess.smallOn(
                                folder, "--max-campaigns=2000", "--max-creatives=240000", "--max-users=1000"))
                .awaitReady()) {
            try (Upload upload = new Upload(bidder.adminPort(), 1, LONG_CAMPAIGNS)) {
                upload.send(LONG_CAMPAIGNS);
                assertThat(upload.answer()).contains("\"accepted\":" + LONG_CAMPAIGNS);
            }
            // The ledger agent grants a lease once it has come to it.
            int status = 204;
            for (int tries = 0; status == 204 && tries < MAX_TRIES; tries++) {
                status = bidder.bid(ProcessCampaigns.request(LONG_CAMPAIGNS)).statusCode();
            }
            assertThat(status).isEqualTo(200);

            final List<Upload> uploads = new ArrayList<>();
            try {
                for (int i = 0; i < MAX_UPLOADS; i++) {
                    uploads.add(new Upload(bidder.adminPort(), 2_000 + i * CAMPAIGNS_OF_EACH, CAMPAIGNS_OF_EACH));
                    uploads.get(i).send(CAMPAIGNS_OF_EACH / 2);
                }
                awaitFiles(bidder);
                assertNinthTurnedAway(bidder);
                for (final Upload upload : uploads) {
                    upload.send(CAMPAIGNS_OF_EACH / 2);
                    assertThat(upload.answer()).contains("\"accepted\":" + CAMPAIGNS_OF_EACH);
                }
            } finally {
                for (final Upload upload : uploads) {
                    upload.close();
                }
            }
            assertThat(bidder.end()).isZero();
        }
    }

    private static void assertNinthTurnedAway(final BidderProcess bidder) throws Exception {
        final StringBuilder body = new StringBuilder();
        for (int id = 3_000; id < 3_000 + CAMPAIGNS_OF_EACH; id++) {
            body.append(line(id));
        }
        final HttpResponse<String> answer = bidder.admin("POST", "/campaigns", body.toString());
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("8 (max-uploads), are under way");
        assertThat(bidder.get("/metrics").body()).contains("\nhayate_campaign_uploads_turned_away_total 1");
    }

    /** Each call gives the bidder time to take what was sent. */
    private void awaitFiles(final BidderProcess bidder) throws Exception {
        for (int look = 0; look < MAX_LOOKS; look++) {
            try (Stream<Path> files = Files.list(folder.resolve("campaigns").resolve("uploads"))) {
                if (files.count() == MAX_UPLOADS) {
                    return;
                }
            }
            bidder.get("/livez");
        }
        throw new AssertionError("not all uploads have begun");
    }

    private static String line(final int id) {
        return ProcessCampaigns.campaign(id, "n", 1).replace("text n", "x".repeat(MARKUP_BYTES)) + "\n";
    }

    /** One body of {@code POST /campaigns}, sent as far as it is told. Owned by the test's thread. */
    private static final class Upload implements AutoCloseable {
        private final Socket socket;
        private final OutputStream out;
        private int next;

        /** Begins a body of so many campaigns. */
        Upload(final int port, final int firstId, final int campaigns) throws IOException {
            long lengthBytes = 0;
            for (int id = firstId; id < firstId + campaigns; id++) {
                lengthBytes += line(id).length();
            }
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            out = socket.getOutputStream();
            next = firstId;
            out.write(("POST /campaigns HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                            + lengthBytes + "\r\n\r\n")
                    .getBytes(UTF_8));
        }

        void send(final int campaigns) throws IOException {
            for (int i = 0; i < campaigns; i++) {
                out.write(line(next++).getBytes(UTF_8));
            }
            out.flush();
        }

        /** Once all is sent: the answer, headers included. */
        String answer() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
