package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvertiserRulesTest {
    /** The auction's: 1001 bids openly, 1002 under a deal. */
    private static final List<String> CAMPAIGNS =
            List.of("{\"id\": 1001, \"advertiser\": 7, \"name\": \"x\"}", "{\"id\": 1002, \"advertiser\": 7}");

    /** Settings of a bidder whose campaigns are all of one advertiser. */
    static CheckSettings advertiserOfAll(final String document) throws IOException {
        return settings(CAMPAIGNS, List.of(document), "demo");
    }

    private static CheckSettings settings(
            final List<String> campaigns, final List<String> advertisers, final String exchange) throws IOException {
        return CheckSettings.defaults()
                .withLimits(new BidderLimits(0, false, Set.of())
                        .withAdvertisers(Advertisers.of(campaigns, advertisers, exchange, "hayate")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|hayate|true",
                "{}|own|false",
                "{\"demo\": \"own\"}|own|true",
                "{\"Demo\": \"own\"}|own|true",
                "{\"demo\": \"own\"}|hayate|false",
                "{\"demo\": \"own\"}|OWN|false",
                "{\"google\": \"own\"}|hayate|true",
                "{\"google\": \"own\"}|own|false"
            })
    void seatIsTheAdvertisersElseTheProfiles(final String seats, final String seat, final boolean right)
            throws IOException {
        assertThat(Auction.valid()
                        .without("/wseat")
                        .imp("/pmp/deals/0/wseat", "[]")
                        .answer("/seatbid/0/seat", "\"" + seat + "\"")
                        .settings(advertiserOfAll("{\"id\": 7, \"seats\": " + seats + "}"))
                        .brokenRules())
                .isEqualTo(right ? List.of() : List.of("own-seat"));
    }

    @Test
    void seatMustBeNamedWhereAdvertisersAreKnown() throws IOException {
        assertThat(Auction.valid()
                        .without("/wseat")
                        .imp("/pmp/deals/0/wseat", "[]")
                        .answer("/seatbid/0/seat", "null")
                        .settings(advertiserOfAll("{\"id\": 8}"))
                        .brokenRules())
                .contains("own-seat");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"domain\": \"bad.example\"}|false",
                "{\"domain\": \"WWW.Bad.example.\"}|false",
                "{\"domain\": \"notbad.example\"}|true",
                "{\"domain\": \"bad.example.com\"}|true",
                "{\"domain\": \"\", \"page\": \"https://u:p@m.bad.example:8443/x\"}|false",
                "{\"page\": \"https://good.example/?u=https://bad.example/\"}|true",
                "{\"domain\": \"good.example\", \"page\": \"https://bad.example/\"}|true",
                "{\"domain\": \"https://bad.example/x\"}|false",
                "{\"domain\": \"xn--wgv71a119e.example\"}|false",
                "{\"domain\": \"日本語.example\"}|false",
                "{\"name\": \"bad.example\"}|true"
            })
    void advertiserIsNotShownOnSitesThatItBlocks(final String site, final boolean right) throws IOException {
        final String blocked = "{\"id\": 7, \"blockedDomains\": [\"bad.example\", \"日本語.example\"]}";
        assertThat(Auction.valid()
                        .request("/site", site)
                        .settings(advertiserOfAll(blocked))
                        .brokenRules())
                .isEqualTo(right ? List.of() : List.of("blocked-site"));
    }

    @Test
    void blockedDomainIsNoApp() throws IOException {
        assertThat(Auction.valid()
                        .without("/site")
                        .request("/app", "{\"bundle\": \"bad.example\", \"domain\": \"bad.example\"}")
                        .settings(advertiserOfAll("{\"id\": 7, \"blockedDomains\": [\"bad.example\"]}"))
                        .brokenRules())
                .isEmpty();
    }

    @Test
    void bidIsOfACampaignOfTheBidders() throws IOException {
        assertThat(Auction.valid()
                        .settings(settings(CAMPAIGNS.subList(0, 1), List.of(), "demo"))
                        .brokenRules())
                .containsExactly("campaign-id");
    }

    @Test
    void shouldSayWhatADocumentLacks() {
        assertThatThrownBy(() -> settings(List.of("{\"id\": 1}"), List.of(), "demo"))
                .hasMessageContaining("has no advertiser");
    }
}
