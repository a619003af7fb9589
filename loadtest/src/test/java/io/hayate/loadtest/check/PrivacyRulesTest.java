package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyRulesTest {
    private static final String ID = "6D92078A-8246-4BA4";
    private static final CheckSettings VENDOR_42 =
            CheckSettings.defaults().withLimits(new BidderLimits(42, false, Set.of()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/regs|{\"coppa\": 1}|true",
                "/regs|{\"coppa\": \"1\"}|true",
                "/regs|{\"coppa\": true}|true",
                "/regs|{\"coppa\": 0}|false",
                "/regs|{\"gdpr\": 1}|true",
                "/regs|{\"ext\": {\"gdpr\": 1}}|true",
                "/regs|{\"gdpr\": 0, \"ext\": {\"gdpr\": 1}}|true",
                "/regs|{\"gdpr\": 0}|false",
                "/regs|{\"us_privacy\": \"1YYN\"}|true",
                "/regs|{\"ext\": {\"us_privacy\": \"1YYN\"}}|true",
                "/regs|{\"us_privacy\": \"1YNN\"}|false",
                "/regs|{\"us_privacy\": \"1---\"}|false",
                "/regs|{\"us_privacy\": \"no\"}|true",
                "/regs|{\"us_privacy\": \"\"}|false",
                "/regs|{\"ext\": {\"gpc\": \"1\"}}|true",
                "/device|{\"lmt\": 1}|true",
                "/device|{\"dnt\": 1}|true",
                "/device|{\"geo\": {\"country\": \"DEU\"}}|true",
                "/device|{\"geo\": {\"country\": \"gb\"}}|true",
                "/device|{\"geo\": {\"country\": \"JPN\"}}|false"
            })
    void userIdMustNotShowWhereItsUseIsNotPermitted(final String place, final String value, final boolean forbidden) {
        final Auction auction = Auction.valid()
                .request("/user", "{\"id\": \"" + ID + "\"}")
                .bid("nurl", "\"https://t.example/n?u=" + ID + "\"")
                .request(place, value);
        assertThat(auction.brokenRules()).isEqualTo(forbidden ? List.of("user-id") : List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/user|{\"buyeruid\": \"ID\"}",
                "/user|{\"eids\": [{\"source\": \"a.example\", \"uids\": [{\"id\": \"x\"}, {\"id\": \"ID\"}]}]}",
                "/user|{\"ext\": {\"eids\": [{\"uids\": [{\"id\": \"ID\"}]}]}}",
                "/device|{\"ifa\": \"ID\"}",
                "/device|{\"didsha1\": \"ID\"}"
            })
    void everyUserIdCounts(final String place, final String value) {
        final Auction auction = Auction.valid()
                .request("/regs", "{\"coppa\": 1}")
                .request(place, value.replace("\"ID\"", "\"" + ID + "\""));
        assertThat(auction.brokenRules()).isEmpty();
        assertThat(auction.dealBid("adm", "\"<img src='//c.example/?u=" + ID.toLowerCase(Locale.ROOT) + "'>\"")
                        .brokenRules())
                .containsExactly("user-id");
    }

    @Test
    void encodedIdIsFoundAndPartsOfWordsAreNot() {
        final Auction auction = Auction.valid()
                .request("/regs", "{\"coppa\": 1}")
                .request("/user", "{\"id\": \"a/b+c=d e\", \"buyeruid\": \"example\"}");
        assertThat(auction.bid("nurl", "\"https://t.example/n?u=xexamplex\"")
                        .request("/user/buyeruid", "\"xexample\"")
                        .brokenRules())
                .isEmpty();
        assertThat(auction.bid("nurl", "\"https://t.example/n?u=a%2Fb%2Bc%3Dd+e\"")
                        .brokenRules())
                .containsExactly("user-id");
    }

    @Test
    void zerosAndNumbersOfTheBidderAreNoUserIds() {
        assertThat(Auction.valid()
                        .request("/regs", "{\"coppa\": 1}")
                        .request("/device", "{\"ifa\": \"00000000-0000\"}")
                        .request("/user", "{\"id\": \"100001\"}")
                        .bid("cid", "\"100001\"")
                        .bid("nurl", "\"https://t.example/n?u=00000000-0000\"")
                        .brokenRules())
                .isEmpty();
    }

    @Test
    void consentToStoragePermitsTheId() {
        final Auction auction = Auction.valid()
                .settings(VENDOR_42)
                .request("/regs", "{\"gdpr\": 1}")
                .request("/user", "{\"id\": \"" + ID + "\", \"consent\": \"" + TcStrings.with(1, 2) + "\"}")
                .bid("nurl", "\"https://t.example/n?u=" + ID + "\"");
        assertThat(auction.brokenRules()).isEmpty();
        assertThat(auction.settings(CheckSettings.defaults()).brokenRules()).containsExactly("user-id");
        assertThat(auction.settings(VENDOR_42)
                        .request("/user/consent", "\"" + TcStrings.with(2) + "\"")
                        .brokenRules())
                .containsExactly("user-id");
        assertThat(auction.request("/user/consent", "\"CO\"").brokenRules()).containsExactly("user-id");
    }

    @Test
    void noBidWhereAdsAreDenied() {
        final Auction auction = Auction.valid()
                .settings(VENDOR_42)
                .request("/regs", "{\"ext\": {\"gdpr\": 1}}")
                .request("/user", "{\"ext\": {\"consent\": \"" + TcStrings.with(1) + ".IBAgAA\"}}");
        assertThat(auction.brokenRules()).containsExactly("consent");
        assertThat(auction.settings(CheckSettings.defaults()).brokenRules()).isEmpty();
        assertThat(auction.settings(VENDOR_42)
                        .request("/user/ext/consent", "\"unreadable\"")
                        .brokenRules())
                .isEmpty();
    }
}
