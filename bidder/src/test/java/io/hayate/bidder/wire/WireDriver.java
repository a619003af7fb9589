package io.hayate.bidder.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends bad inputs to a running bidder, and judges what comes back; after each a good request on a new connection must be
 * answered.
 */
public final class WireDriver {
    private static final int READ_TIMEOUT_MS = 5_000;
    private static final String SENTINEL = "GET /sentinel HTTP/1.1\r\nHost: bidder.test\r\n\r\n";

    private final String host;
    private final int port;
    private final int requestTimeoutMs;

    /** @param requestTimeoutMs of the bidder; short, because slow cases wait for it */
    public WireDriver(final String host, final int port, final int requestTimeoutMs) {
        this.host = host;
        this.port = port;
        this.requestTimeoutMs = requestTimeoutMs;
    }

    /** What was wrong with the outcome, or empty. */
    public Optional<String> drive(final WireCase wireCase) throws IOException {
        final Optional<String> complaint = complaintAbout(wireCase);
        return complaint.isPresent() ? complaint : complaintAboutHealth();
    }

    private Optional<String> complaintAbout(final WireCase wireCase) throws IOException {
        try (WireClient client = new WireClient(host, port)) {
            final byte[] bytes = wireCase.bytes();
            if (wireCase.name().equals("gen-rst-mid-body")) {
                client.send(bytes);
                client.reset();
                return Optional.empty();
            }
            client.timeoutMs(wireCase.isHeldOpen() ? requestTimeoutMs + 1_000 : READ_TIMEOUT_MS);
            final Thread sender = sendAside(client, bytes);
            return converse(client, sender, wireCase.accept().startsWith("3 answers") ? 3 : answersOf(wireCase))
                    .complaint(wireCase.accept());
        } catch (final SocketTimeoutException e) {
            return Optional.of("neither answered nor closed in time; want " + wireCase.accept());
        }
    }

    private static int answersOf(final WireCase wireCase) {
        return wireCase.kind().equals("http-pipeline") ? 3 : 1;
    }

    /** While we read: a server may answer, and stop reading, before all is sent. */
    private static Thread sendAside(final WireClient client, final byte[] bytes) {
        final Thread sender = new Thread(
                () -> {
                    try {
                        client.send(bytes);
                    } catch (final IOException e) {
                        // The server has closed: what it answered is judged.
                    }
                },
                "wire-sender");
        sender.setDaemon(true);
        sender.start();
        return sender;
    }

    private static WireOutcome converse(final WireClient client, final Thread sender, final int answersWanted)
            throws IOException {
        final List<WireAnswer> answers = new ArrayList<>();
        int continues = 0;
        while (answers.size() < answersWanted) {
            final Optional<WireAnswer> answer = client.readAnswerOrEnd();
            if (answer.isEmpty()) {
                return new WireOutcome(answers, continues, true);
            }
            if (answer.get().status() == 100) {
                continues++;
            } else {
                answers.add(answer.get());
                if (answer.get().saysClose()) {
                    return new WireOutcome(answers, continues, client.isClosedByServer());
                }
            }
        }
        return new WireOutcome(answers, continues, isClosedToMore(client, sender, answers));
    }

    /** Asks once more on the same connection: shows that it is open, and that nothing was answered twice. */
    private static boolean isClosedToMore(final WireClient client, final Thread sender, final List<WireAnswer> answers)
            throws IOException {
        try {
            sender.join(READ_TIMEOUT_MS);
            client.send(SENTINEL);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (final java.net.SocketException e) {
            return true;
        }
        final Optional<WireAnswer> answer = client.readAnswerOrEnd();
        if (answer.isEmpty()) {
            return true;
        }
        if (answer.get().status() == 404) {
            return false;
        }
        if (answer.get().status() != 400) {
            answers.add(answer.get());
        }
        return answer.get().saysClose();
    }

    private Optional<String> complaintAboutHealth() throws IOException {
        try (WireClient client = new WireClient(host, port)) {
            client.post(GeneratedBytes.small("healthy"), "Content-Type: application/json");
            final int status = client.readAnswer().status();
            return status == 200 || status == 204 ? Optional.empty() : Optional.of("afterwards unhealthy: " + status);
        }
    }
}
