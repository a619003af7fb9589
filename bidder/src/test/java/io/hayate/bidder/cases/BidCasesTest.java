package io.hayate.bidder.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.loadtest.check.Advertisers;
import io.hayate.loadtest.check.BidChecker;
import io.hayate.loadtest.check.BidderLimits;
import io.hayate.loadtest.check.CheckSettings;
import io.hayate.loadtest.check.CheckSettings.NativeForm;
import io.hayate.loadtest.check.CurrencyRates;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case in {@code src/test/resources/cases}: bytes in, bytes out, through the real pipeline and past the checker. */
@Tag("jdk25")
class BidCasesTest {
    /** Reasons that no request brings about by itself, or none that a small file could hold. */
    private static final Set<String> NOT_OF_A_REQUEST = Set.of(
            "bidding_off",
            "expired_before_decode",
            "expired_before_match",
            "expired_before_write",
            "too_complex",
            // A creative that is looked at has a format that is offered, or its campaign another that fits.
            "format_not_offered",
            "format_not_supported",
            "creative_unreadable",
            "answer_too_large",
            // What has gone before decides these.
            "breaker",
            "frequency_capped",
            "paced");

    private static final int FEWEST_CASES = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicContainer> cases() {
        return CaseFiles.groups().stream()
                .map(group -> DynamicContainer.dynamicContainer(
                        CaseFiles.name(group),
                        CaseFiles.of(group).stream()
                                .map(file -> DynamicTest.dynamicTest(
                                        CaseFiles.name(group) + "/" + CaseFiles.name(file),
                                        file.toUri(),
                                        () -> holds(CaseFiles.read(file))))));
    }

    @Test
    void shouldBeManyAndNamedByWords() {
        final List<Path> files = CaseFiles.groups().stream()
                .flatMap(group -> CaseFiles.of(group).stream())
                .toList();
        assertThat(files).hasSizeGreaterThanOrEqualTo(FEWEST_CASES);
        assertThat(files)
                .allSatisfy(file -> assertThat(file.getFileName().toString()).matches("[a-z0-9-]+\\.yaml"));
        assertThat(files.stream().map(CaseFiles::name)).doesNotHaveDuplicates();
        assertThat(files.stream().map(file -> CaseFiles.read(file).why())).doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveACaseForEveryReasonThatARequestCanGive() {
        final Set<String> reasons = new TreeSet<>();
        final Set<String> expected = new TreeSet<>();
        Arrays.stream(NoBidReason.values()).map(NoBidReason::label).forEach(reasons::add);
        reasons.removeAll(NOT_OF_A_REQUEST);
        CaseFiles.groups().stream()
                .flatMap(group -> CaseFiles.of(group).stream())
                .forEach(file -> {
                    final CaseDocument each = CaseFiles.read(file);
                    if (each.noBid() != null) {
                        expected.add(each.noBid());
                    } else if (each.badRequest()) {
                        expected.add(NoBidReason.INVALID_REQUEST.label());
                    }
                });
        assertThat(expected).containsAll(reasons);
    }

    @Test
    void shouldRefuseACaseWithAKeyThatNobodyReads() {
        final String good = "{why: '(1)', request: '{}', noBid: x}";
        assertThatThrownBy(() -> CaseFiles.parse(good.replace("noBid", "nobid")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> CaseFiles.parse(good.replace("}", ", badRequest: true}")))
                .hasMessageContaining("one of bids");
        assertThatThrownBy(() ->
                        new BidExpectation(Map.of("prize", JSON.getNodeFactory().numberNode(1))))
                .hasMessageContaining("prize");
    }

    private void holds(final CaseDocument expected) throws IOException {
        final byte[] request = expected.requestBytes();
        try (PipelineFixture bidder = CaseBidder.open(expected)) {
            final int outcome = bidder.bid(request);
            if (expected.badRequest()) {
                assertThat(said(bidder, outcome)).isEqualTo("bad request");
            } else if (expected.noBid() != null) {
                assertThat(said(bidder, outcome)).isEqualTo("no bid: " + expected.noBid());
            } else {
                assertThat(outcome).as(said(bidder, outcome)).isPositive();
                assertBids(expected, bidder.answerText());
                assertThat(checker(expected)
                                .sentences(request, bidder.answerText().getBytes(StandardCharsets.UTF_8)))
                        .isEmpty();
            }
        }
    }

    private static BidChecker checker(final CaseDocument expected) throws IOException {
        final Map<String, BigDecimal> units = new HashMap<>();
        expected.rates().forEach((currency, rate) -> {
            final boolean base = currency.equals(CaseBidder.BASE);
            units.put(base ? rate.asText() : currency, base ? BigDecimal.ONE : rate.decimalValue());
        });
        final NativeForm nativeForm =
                switch (CaseBidder.profile(expected).answers().nativeForm()) {
                    case TEXT -> NativeForm.STRING;
                    case WRAPPED_TEXT -> NativeForm.WRAPPED_STRING;
                    case OBJECT -> NativeForm.OBJECT;
                };
        return new BidChecker(CheckSettings.defaults()
                .withRates(CurrencyRates.of(units))
                .withNativeForm(nativeForm)
                .withLimits(new BidderLimits(0, expected.schainComplete(), Set.copyOf(expected.blockedAsi()))
                        .withAdvertisers(advertisers(expected))));
    }

    private static Advertisers advertisers(final CaseDocument expected) throws IOException {
        final ExchangeProfile profile = CaseBidder.profile(expected);
        final List<String> documents =
                expected.advertisers().stream().map(JsonNode::toString).toList();
        return Advertisers.of(CaseCampaigns.documents(expected.campaigns()), documents, profile.name(), profile.seat());
    }

    /** The outcome in words, so that a failure reads by itself. */
    private static String said(final PipelineFixture bidder, final int outcome) {
        if (outcome == BidRoute.BAD_REQUEST) {
            return "bad request";
        }
        if (outcome > 0) {
            return bidder.answerText();
        }
        return "no bid: "
                + Arrays.stream(NoBidReason.values())
                        .filter(reason -> bidder.pipeline.requestNoBids().get(reason) > 0)
                        .map(NoBidReason::label)
                        .findFirst()
                        .orElse("without reason");
    }

    private static void assertBids(final CaseDocument expected, final String answerText) throws IOException {
        final JsonNode answer = JSON.readTree(answerText);
        final List<String> differences = new ArrayList<>();
        expected.answer()
                .forEach((key, value) ->
                        BidExpectation.compare("the answer's " + key, value, answer.path(key), differences));
        assertThat(differences).isEmpty();
        assertThat(expected.answerHas())
                .allSatisfy(text -> assertThat(answerText).contains(text));

        final List<List<String>> left = new ArrayList<>();
        final List<JsonNode[]> bids = new ArrayList<>();
        answer.path("seatbid").forEach(seat -> seat.path("bid").forEach(bid -> bids.add(new JsonNode[] {seat, bid})));
        assertThat(bids).as(answerText).hasSameSizeAs(expected.bids());
        for (final Map<String, JsonNode> each : expected.bids()) {
            final BidExpectation expectation = new BidExpectation(each);
            left.clear();
            bids.forEach(bid -> left.add(expectation.differences(bid[0], bid[1])));
            final int match = left.indexOf(List.of());
            assertThat(match)
                    .as("no bid is %s; differences of each: %s", each, left)
                    .isNotNegative();
            bids.remove(match);
        }
    }
}
