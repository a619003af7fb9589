package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The video bid is 2.00 for 15 seconds. */
class FloorRulesTest {
    private static final String RANGES =
            "[{\"maxdur\": 14, \"bidfloor\": 9}, {\"mindur\": 15, \"maxdur\": 20, \"bidfloor\": %s}]";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"0.133333, true", "0.1333334, false", "\"0.2\", false", "null, true", "0, true"})
    void priceMustReachTheFloorPerSecond(final String perSecond, final boolean reached) {
        assertThat(Auction.video()
                        .imp("/video/mincpmpersec", perSecond)
                        .imp("/bidfloor", "0")
                        .brokenRules())
                .isEqualTo(reached ? List.of() : List.of("floor-per-second"));
    }

    @Test
    void floorPerSecondTakesThePlaceOfTheImpressions() {
        final Auction auction = Auction.video().imp("/bidfloor", "9");
        assertThat(auction.brokenRules()).containsExactly("floor");
        assertThat(auction.imp("/video/mincpmpersec", "0.1").brokenRules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, true", "2.000001, false", "null, true"})
    void priceMustReachTheFloorOfItsDuration(final String floor, final boolean reached) {
        assertThat(Auction.video()
                        .imp("/video/durfloors", RANGES.formatted(floor))
                        .imp("/bidfloor", "9")
                        .brokenRules())
                .isEqualTo(reached ? List.of() : List.of("duration-floor"));
    }

    @Test
    void highestOfOverlappingRangesCounts() {
        assertThat(Auction.video()
                        .imp(
                                "/video/durfloors",
                                "[{\"bidfloor\": 1}, {\"mindur\": 10, \"bidfloor\": 3}, {\"maxdur\": 15}]")
                        .brokenRules())
                .containsExactly("duration-floor");
    }

    @Test
    void outsideOfAllRangesTheImpressionsFloorHolds() {
        final Auction auction = Auction.video().imp("/video/durfloors", "[{\"mindur\": 16, \"bidfloor\": 9}]");
        assertThat(auction.brokenRules()).isEmpty();
        assertThat(auction.imp("/bidfloor", "2.1").brokenRules()).containsExactly("floor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bidfloor\": 1.5}||",
                "{\"bidfloor\": 2.5}||floor",
                "{\"mincpmpersec\": 0.1}||",
                "{\"mincpmpersec\": 0.2}||floor-per-second",
                "{\"durfloors\": [{\"maxdur\": 15, \"bidfloor\": 2}]}||",
                "{\"durfloors\": [{\"maxdur\": 15, \"bidfloor\": 3}]}||duration-floor",
                "{\"durfloors\": [{\"maxdur\": 15, \"bidfloor\": 2}], \"bidfloor\": 3}||",
                "{\"durfloors\": [{\"mindur\": 30, \"bidfloor\": 2}]}|9|floor",
                "{}|0.2|floor-per-second",
                "{\"bidfloor\": \"\"}|0.2|floor-per-second",
                "{\"bidfloor\": 0}|0.2|"
            })
    void dealsOwnGuidanceComesFirst(final String deal, final String guidance, final String broken) {
        final Auction auction = Auction.video();
        auction.imp("/pmp/deals/0", deal.equals("{}") ? "{\"id\": \"d\"}" : "{\"id\": \"d\", " + deal.substring(1));
        auction.bid("dealid", "\"d\"");
        if (guidance != null) {
            auction.imp(guidance.equals("9") ? "/bidfloor" : "/video/mincpmpersec", guidance);
        }
        assertThat(auction.brokenRules()).isEqualTo(broken == null ? List.of() : List.of(broken));
    }

    @Test
    void bannersKnowNoFloorsByDuration() {
        assertThat(Auction.valid().imp("/banner/mincpmpersec", "100").brokenRules())
                .isEmpty();
        assertThat(Auction.valid()
                        .imp("/pmp/deals/0/durfloors", "[{\"bidfloor\": 100}]")
                        .brokenRules())
                .isEmpty();
    }

    // 0.75 USD are 112.50 JPY, 2.50 USD are 375 JPY.
    @ParameterizedTest
    @CsvSource({"112.5, JPY, true", "112.51, JPY, false", "0.68, EUR, true", "0.69, EUR, false", "0.01, XXX, false"})
    void floorIsConvertedByTheRates(final String floor, final String currency, final boolean reached)
            throws IOException {
        assertThat(Auction.valid()
                        .settings(rates())
                        .imp("/bidfloor", floor)
                        .imp("/bidfloorcur", "\"" + currency + "\"")
                        .brokenRules())
                .isEqualTo(reached ? List.of() : List.of("floor"));
    }

    @Test
    void dealsFloorIsInUsDollarsWhateverTheImpressionSays() throws IOException {
        final Auction yen = Auction.valid()
                .settings(rates())
                .imp("/bidfloorcur", "\"JPY\"")
                .answer("/cur", "\"JPY\"")
                .bid("price", "1")
                .dealBid("price", "299");
        assertThat(yen.brokenRules()).containsExactly("floor");
        assertThat(yen.dealBid("price", "300").brokenRules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"637.5, true", "637.500001, true", "638, false", "637.49, false", "4.25, false"})
    void agreedPriceIsConverted(final String price, final boolean agreed) throws IOException {
        assertThat(Auction.valid()
                        .settings(rates())
                        .answer("/cur", "\"JPY\"")
                        .bid("price", "75")
                        .dealBid("dealid", "\"deal-2\"")
                        .dealBid("price", price)
                        .brokenRules()
                        .contains("deal-price"))
                .isEqualTo(!agreed);
    }

    @Test
    void withoutARateOnlyAFloorOfZeroIsReached() {
        final Auction auction = Auction.valid().imp("/bidfloorcur", "\"JPY\"");
        assertThat(auction.brokenRules()).containsExactly("floor");
        assertThat(auction.imp("/bidfloor", "0.0").brokenRules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"base\": \"USD\"}", "{\"base\": \"USD\", \"rates\": {\"JPY\": 0}}", "[", "{\"rates\": {}}"
            })
    void ratesThatMakeNoSenseAreRefused(final String content) throws IOException {
        final Path file = Files.writeString(directory.resolve("rates.json"), content);
        assertThatThrownBy(() -> CurrencyRates.read(file)).isInstanceOf(IOException.class);
    }

    private CheckSettings rates() throws IOException {
        final Path file = Files.writeString(
                directory.resolve("rates.json"),
                "{\"base\": \"USD\", \"asOf\": \"2026-11-20T00:00:00Z\", \"rates\": {\"JPY\": 150, \"eur\": \"0.91\"}}");
        return CheckSettings.defaults().withRates(CurrencyRates.read(file));
    }
}
