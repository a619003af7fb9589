package io.hayate.bidder.bid.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.wire.WireCase;
import io.hayate.bidder.wire.WireDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The corpus' bad inputs that the bid port answers by itself; those that need the real decoder run on the whole bidder. */
@ExtendWith(LeakWatch.class)
class BidPortCorpusTest {
    private static final int REQUEST_TIMEOUT_MS = 1_000;

    /** Times, not answers: they need many clients or many minutes. */
    private static final List<String> ELSEWHERE = List.of("gen-slow-reader", "gen-idle-keepalive");

    private static TestBidPort port;

    @BeforeAll
    static void open() throws IOException {
        port = new TestBidPort(2, REQUEST_TIMEOUT_MS, 0);
    }

    @AfterAll
    static void close() {
        port.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerBadInputAsTheIndexAccepts() throws IOException {
        final String corpus = System.getProperty("hayate.corpus", "");
        Assumptions.assumeFalse(corpus.isEmpty(), "skipped: -Dhayate.corpus names no folder");
        final WireDriver driver = new WireDriver(TestBidPort.HOST, port.port(), REQUEST_TIMEOUT_MS);
        return WireCase.read(Path.of(corpus)).stream()
                .filter(wireCase -> !ELSEWHERE.contains(wireCase.name()))
                .filter(wireCase -> !wireCase.isBody() || wireCase.kind().equals("bad-encoding"))
                .map(wireCase -> DynamicTest.dynamicTest(
                        wireCase.name(),
                        () -> assertThat(driver.drive(wireCase)).isEmpty()));
    }
}
