package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BidFieldRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"0.75\"", "null", "true"})
    void priceMustBeANumberAboveZero(final String price) {
        assertThat(Auction.valid().bid("price", price).brokenRules()).contains("price");
    }

    @Test
    void priceMayHaveAnyNotation() {
        assertThat(Auction.valid().bid("price", "7.5e-1").brokenRules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"crid, creative-id", "cid, campaign-id", "adomain, advertiser-domain", "mtype, media-type", "w, size"})
    void fieldMustBeThere(final String field, final String rule) {
        assertThat(Auction.valid().withoutBidField(field).brokenRules()).containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource({"crid, creative-id", "cid, campaign-id"})
    void idMustBeAText(final String field, final String rule) {
        assertThat(Auction.valid().bid(field, "9001").brokenRules()).containsExactly(rule);
        assertThat(Auction.valid().bid(field, "\"\"").brokenRules()).containsExactly(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"\"]",
                "[\"https://shop.example\"]",
                "[\"shop\"]",
                "[\"shop.example/x\"]",
                "\"a.example\""
            })
    void adomainMustHaveBareDomains(final String adomain) {
        assertThat(Auction.valid().bid("adomain", adomain).brokenRules()).containsExactly("advertiser-domain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attr|13",
                "attr|[\"13\"]",
                "attr|[1.5]",
                "w|\"300\"",
                "w|300.0",
                "exp|1.5",
                "adm|5",
                "cat|\"IAB22\"",
                "cat|[22]",
                "language|\"eng\"",
                "bundle|7",
                "apis|[\"5\"]"
            })
    void optionalFieldsMustHaveTheirTypes(final String field, final String value) {
        assertThat(Auction.valid().bid(field, value).brokenRules()).contains("field-type");
    }

    @Test
    void seatMustBeAText() {
        assertThat(Auction.valid()
                        .without("/wseat")
                        .without("/imp/0/pmp/deals/0/wseat")
                        .answer("/seatbid/0/seat", "7")
                        .brokenRules())
                .containsExactly("field-type");
    }
}
