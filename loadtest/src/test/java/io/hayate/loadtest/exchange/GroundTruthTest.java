package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hayate.loadtest.exchange.GroundTruth.Feature;
import io.hayate.loadtest.exchange.GroundTruth.Weight;
import org.junit.jupiter.api.Test;

class GroundTruthTest {
    @Test
    void shouldHaveTheConfiguredRatesOverAll() {
        final GroundTruth truth = new GroundTruth(1, 0.005, 0.05);
        double clicks = 0;
        double conversions = 0;
        final int combinations = 20_000;
        for (int i = 0; i < combinations; i++) {
            Weight weight = Weight.NONE;
            for (final Feature feature : Feature.values()) {
                weight = weight.plus(truth.weight(feature, i));
            }
            clicks += truth.clickProbability(weight);
            conversions += truth.conversionProbability(weight);
        }

        assertThat(clicks / combinations).isCloseTo(0.005, within(0.000_5));
        assertThat(conversions / combinations).isCloseTo(0.05, within(0.005));
    }

    @Test
    void shouldHideOtherWeightsBehindEachSeedFeatureAndValue() {
        final GroundTruth truth = new GroundTruth(1, 0.005, 0.05);

        assertThat(truth.weight(Feature.OS, "ios")).isEqualTo(truth.weight(Feature.OS, "ios"));
        assertThat(truth.weight(Feature.OS, "ios"))
                .isNotEqualTo(truth.weight(Feature.OS, "android"))
                .isNotEqualTo(truth.weight(Feature.COUNTRY, "ios"))
                .isNotEqualTo(new GroundTruth(2, 0.005, 0.05).weight(Feature.OS, "ios"));
    }

    @Test
    void shouldNeverClickAtARateOfNothing() {
        final GroundTruth truth = new GroundTruth(1, 0, 0);

        assertThat(truth.clickProbability(truth.weight(Feature.OS, "ios"))).isZero();
    }
}
