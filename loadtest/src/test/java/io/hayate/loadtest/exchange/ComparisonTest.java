package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Tally TEN = new Tally(10, 5, 4, 1_234_567, 4, 1, 2, 5);

    @Test
    void shouldFindEqualBooksEqual() {
        assertThat(comparison(TEN, TEN, 0).differing()).isEmpty();
        assertThat(comparison(TEN, TEN, 0).lines())
                .anyMatch(line -> line.matches(" +spent EUR +0\\.001234567 +0\\.001234567 +0\\.000000000"));
    }

    @Test
    void shouldNameCampaignsAndWhatDiffers() {
        final Comparison comparison = comparison(TEN, new Tally(10, 6, 4, 1_234_568, 4, 1, 2, 5), 0);

        assertThat(comparison.differing()).containsExactly("7");
        assertThat(comparison.lines())
                .contains("  campaign 7: wins 5, the bidder's 6; spent 0.001234567, the bidder's 0.001234568");
    }

    @Test
    void shouldFindACampaignThatOnlyOneSideHas() {
        assertThat(comparison(TEN, Tally.NOTHING, 0).differing()).containsExactly("7");
        assertThat(comparison(Tally.NOTHING, TEN, 0).differing()).containsExactly("7");
    }

    @Test
    void shouldAllowTheBidderMoreBidsWhereAnswersWereNotSeenButNothingElse() {
        final Tally moreBids = Tally.NOTHING.plus(TEN).plus(new Tally(3, 0, 0, 0, 0, 0, 0, 0));
        final Tally moreWins = TEN.plus(new Tally(0, 1, 0, 0, 0, 0, 0, 0));

        assertThat(comparison(TEN, moreBids, 0).differing()).containsExactly("7");
        assertThat(comparison(TEN, moreBids, 2).differing()).isEmpty();
        assertThat(comparison(TEN, moreBids, 2).lines()).anyMatch(line -> line.contains("up to 2 answers"));
        assertThat(comparison(moreBids, TEN, 2).differing()).containsExactly("7");
        assertThat(comparison(TEN, moreWins, 2).differing()).containsExactly("7");
    }

    @Test
    void shouldLeaveConversionsOutWhereNoneAreFired() {
        final Tally without = TEN.minus(new Tally(0, 0, 0, 0, 0, 0, 2, 0));

        assertThat(comparison(TEN, without, 0).differing()).isEmpty();
        assertThat(new Comparison(
                                new TreeMap<>(Map.of("7", TEN)),
                                new TreeMap<>(Map.of("7", without)),
                                Map.of("7", "EUR"),
                                0,
                                true)
                        .differing())
                .containsExactly("7");
    }

    private static Comparison comparison(final Tally ours, final Tally bidders, final long unseenAnswers) {
        return new Comparison(
                new TreeMap<>(Map.of("7", ours)),
                new TreeMap<>(Map.of("7", bidders)),
                Map.of("7", "EUR"),
                unseenAnswers,
                false);
    }
}
