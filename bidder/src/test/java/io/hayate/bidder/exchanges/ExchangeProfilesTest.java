package io.hayate.bidder.exchanges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.exchanges.AnswerForm.ContentType;
import io.hayate.bidder.exchanges.AnswerForm.NativeForm;
import io.hayate.bidder.exchanges.AnswerForm.NoBidForm;
import io.hayate.bidder.exchanges.ExchangeProfiles.InvalidProfilesException;
import io.hayate.bidder.exchanges.PriceMacro.Encoding;
import io.hayate.bidder.exchanges.PriceMacro.Unit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeProfilesTest {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZg";
    private static final int JPY = CurrencyCode.of("JPY");

    @Test
    void shouldKnowTheDemoExchangeAsTheContractHasIt() {
        final ExchangeProfile demo = ExchangeProfiles.builtIn().byOrdinal(0);

        assertThat(demo)
                .isEqualTo(new ExchangeProfile(
                        "demo",
                        0,
                        true,
                        new Parties("hayate", AdSystems.UNKNOWN, BillingIds.NONE),
                        new BuyingTerms(List.of(CurrencyCode.USD), BillsOn.BILL, false),
                        new ExchangeLimits(300, 10, 1, 1, 128, 64),
                        new AnswerForm(
                                NoBidForm.NO_CONTENT,
                                ContentType.JSON,
                                NativeForm.TEXT,
                                true,
                                false,
                                Set.of("id", "seatbid.bid.id", "seatbid.bid.impid", "seatbid.bid.price")),
                        new PriceMacro("${AUCTION_PRICE}", Encoding.PLAIN, Unit.CPM_MICROS, "")));
        assertThat(demo.maxTmaxMs()).isEqualTo(300);
        assertThat(demo.marginMs()).isEqualTo(10);
        assertThat(demo.currency()).isEqualTo(CurrencyCode.USD);
        assertThat(demo.billsOn()).isEqualTo(BillsOn.BILL);
    }

    @Test
    void shouldKnowTheExchangesWithPublicRules() {
        final ExchangeProfiles profiles = ExchangeProfiles.builtIn();

        assertThat(profiles.all())
                .extracting(ExchangeProfile::name)
                .containsExactly("demo", "generic", "google", "index", "fluct");
        assertThat(profiles.all()).allSatisfy(each -> {
            assertThat(profiles.byOrdinal(each.ordinal())).isSameAs(each);
            assertThat(each.enabled()).isTrue();
            assertThat(each.terms().shading()).isFalse();
            assertThat(each.answers().requiredFields()).contains("id", "seatbid.bid.impid", "seatbid.bid.price");
        });
        final ExchangeProfile google = profiles.byOrdinal(2);
        assertThat(google.price())
                .isEqualTo(new PriceMacro("${AUCTION_PRICE}", Encoding.GOOGLE, Unit.IMPRESSION_MICROS, "google"));
        assertThat(google.answers().contentType()).isEqualTo(ContentType.JSON_UTF_8);
        assertThat(google.answers().httpsOnly()).isTrue();
        assertThat(google.limits().maxCridBytes()).isEqualTo(64);
        assertThat(profiles.byOrdinal(3).answers().nativeForm()).isEqualTo(NativeForm.WRAPPED_TEXT);
        final ExchangeProfile fluct = profiles.byOrdinal(4);
        assertThat(fluct.terms()).isEqualTo(new BuyingTerms(List.of(JPY, CurrencyCode.USD), BillsOn.IMPRESSION, false));
        assertThat(fluct.answers().requiredFields()).contains("cur", "seatbid.bid.adomain");
        assertThat(fluct.limits().maxTmaxMs()).isEqualTo(120);
    }

    @Test
    void shouldAddAndReplaceProfilesByName() {
        final ExchangeProfiles profiles = parse("""
                new: {seat: n}
                google: {seat: "77", price: {encoding: plain}}
                other: {like: new, enabled: false, currency: JPY, otherCurrencies: [EUR, USD]}
                """);

        assertThat(profiles.all())
                .extracting(ExchangeProfile::name)
                .containsExactly("demo", "generic", "google", "index", "fluct", "new", "other");
        assertThat(profiles.count()).isEqualTo(7);
        final ExchangeProfile google = profiles.byOrdinal(2);
        assertThat(google.seat()).isEqualTo("77");
        assertThat(google.answers()).isEqualTo(TestProfiles.builtIn("google").answers());
        assertThat(google.price().encoding()).isEqualTo(Encoding.PLAIN);
        assertThat(google.price().text()).isEqualTo("${AUCTION_PRICE}");
        final ExchangeProfile added = profiles.byOrdinal(5);
        assertThat(added.ordinal()).isEqualTo(5);
        assertThat(added.answers()).isEqualTo(TestProfiles.builtIn("generic").answers());
        final ExchangeProfile other = profiles.byOrdinal(6);
        assertThat(other.seat()).isEqualTo("n");
        assertThat(other.enabled()).isFalse();
        assertThat(other.terms().currencies()).containsExactly(JPY, CurrencyCode.of("EUR"), CurrencyCode.USD);
    }

    @Test
    void shouldExpandNothing() {
        final ExchangeProfile profile =
                TestProfiles.of("p", 0, "seat: '${HOME}', price: {macro: '${PATH}', encoding: plain}");

        assertThat(profile.seat()).isEqualTo("${HOME}");
        assertThat(profile.price().text()).isEqualTo("${PATH}");
    }

    @Test
    void shouldTellEveryProblemWithItsPath() {
        final List<String> problems = problems("""
                Demo: {currency: usd, seat: "", maxTmaxMs: 0, marginMs: -1, billsOn: loss, enabled: 1, color: red}
                other: 7
                third: {maxTmaxMs: 100, marginMs: 100, like: nobody}
                fourth: {currency: QQQ, otherCurrencies: [USD, USD], openBids: 17, dealBids: 1.5, maxBidsPerAnswer: 129}
                fifth: {maxCridBytes: 19, noBid: 400, contentType: text/plain, nativeForm: [], gzip: "true", httpsOnly: }
                sixth: {requiredFields: [A, seatbid..bid], price: {macro: 'a&b', encoding: rot13, unit: cents, keys: A, x: 1}}
                seventh: {price: none, asi: [com], billingIds: [7, x], shading: maybe, otherCurrencies: EUR}
                """);

        assertThat(problems)
                .contains(
                        "test.yaml Demo: expected 1 to 32 lower case letters, digits and hyphens as name",
                        "test.yaml Demo.currency: expected a currency by its ISO 4217 code, such as USD, not usd",
                        "test.yaml Demo.seat: expected 1 to 64 printable ASCII characters without quote and backslash",
                        "test.yaml Demo.maxTmaxMs: expected a whole number from 1 to 10000",
                        "test.yaml Demo.marginMs: expected a whole number from 0 to 0",
                        "test.yaml Demo.billsOn: expected one of win, bill, impression",
                        "test.yaml Demo.enabled: expected true or false",
                        "test.yaml other: expected a mapping",
                        "test.yaml third.marginMs: expected a whole number from 0 to 99",
                        "test.yaml third.like: expected one of [demo, generic, google, index, fluct, Demo]",
                        "test.yaml fourth.currency: expected a currency by its ISO 4217 code, such as USD, not QQQ",
                        "test.yaml fourth.otherCurrencies: expected each currency once, not USD again",
                        "test.yaml fourth.openBids: expected a whole number from 0 to 16",
                        "test.yaml fourth.dealBids: expected a whole number from 0 to 16",
                        "test.yaml fourth.maxBidsPerAnswer: expected a whole number from 1 to 128",
                        "test.yaml fifth.maxCridBytes: expected a whole number from 20 to 1024",
                        "test.yaml fifth.noBid: expected one of 204, 200",
                        "test.yaml fifth.contentType: expected one of application/json, application/json; charset=utf-8",
                        "test.yaml fifth.nativeForm: expected one of text, wrapped-text, object",
                        "test.yaml fifth.gzip: expected true or false",
                        "test.yaml fifth.httpsOnly: expected true or false",
                        "test.yaml sixth.requiredFields: expected a list of paths in a BidResponse such as seatbid.bid.crid",
                        "test.yaml sixth.price.macro: expected 1 to 64 printable ASCII characters without space, quotes, \\, &,"
                                + " #, < and >",
                        "test.yaml sixth.price.encoding: expected one of plain, google",
                        "test.yaml sixth.price.unit: expected one of cpm-micros, impression-micros",
                        "test.yaml sixth.price.keys: expected an id of price-keys",
                        "test.yaml sixth.price.x: expected one of [encoding, keys, macro, unit]",
                        "test.yaml seventh.price: expected a mapping",
                        "test.yaml seventh.asi: expected a list of domains in lower case such as exchange.example",
                        "test.yaml seventh.billingIds: expected a list of ids in quotes, of 1 to 19 digits",
                        "test.yaml seventh.shading: expected true or false",
                        "test.yaml seventh.otherCurrencies: expected a list of currencies by their ISO 4217 codes, such as"
                                + " USD")
                .anyMatch(each -> each.startsWith(
                        "test.yaml Demo.color: expected one of [asi, billingIds, billsOn, contentType, "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "- demo", "a: [", "a: {seat: x}\na: {seat: y}"})
    void shouldRefuseWhatIsNoMappingOfProfiles(final String yaml) {
        assertThat(problems(yaml)).hasSize(1);
    }

    @Test
    void shouldBoundHowManyThereAre() {
        final StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < ExchangeProfiles.MAX_PROFILES; i++) {
            yaml.append('p').append(i).append(": {}\n");
        }
        assertThat(problems(yaml.toString()))
                .containsExactly("test.yaml: expected at most 256 profiles, with those built in, not 261");
    }

    @Test
    void shouldAskForTheKeysOfTheFilesProfilesOnly() {
        final List<String> keyProblems = new ArrayList<>();
        final PriceKeys keys = PriceKeys.parse("mine:" + KEY + ":" + KEY + "==", keyProblems);
        assertThat(keyProblems).isEmpty();

        assertThat(problems("google: {seat: '1'}"))
                .containsExactly(
                        "test.yaml google.price.keys: expected an id of price-keys, which has [], not \"google\"");
        final byte[] yaml = "google: {price: {keys: mine}}".getBytes(StandardCharsets.UTF_8);
        final ExchangeProfiles profiles = ExchangeProfiles.withFile("test.yaml", yaml, keys);
        assertThat(profiles.byOrdinal(2).price().keys()).isEqualTo("mine");
    }

    private static List<String> problems(final String yaml) {
        return catchThrowableOfType(InvalidProfilesException.class, () -> parse(yaml))
                .problems();
    }

    private static ExchangeProfiles parse(final String yaml) {
        return ExchangeProfiles.withFile("test.yaml", yaml.getBytes(StandardCharsets.UTF_8), PriceKeys.NONE);
    }
}
