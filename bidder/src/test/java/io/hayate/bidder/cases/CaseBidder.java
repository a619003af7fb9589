package io.hayate.bidder.cases;

import static io.hayate.bidder.privacy.TcfRegistration.purpose;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.bid.gate.SupplyPolicy;
import io.hayate.bidder.campaigns.Advertiser;
import io.hayate.bidder.campaigns.admit.AdvertiserParser;
import io.hayate.bidder.campaigns.admit.ParsedAdvertiser;
import io.hayate.bidder.campaigns.admit.ParsedSellers;
import io.hayate.bidder.campaigns.admit.SellersParser;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.bidder.privacy.TcfRegistration;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens the pipeline that a case asks for. */
final class CaseBidder {
    static final String BASE = "base";

    private static final String TRACKER_URL = "https://track.example";
    private static final int BY_CONSENT = purpose(1) | purpose(2) | purpose(3) | purpose(4) | purpose(7);
    private static final int BY_EITHER = purpose(2) | purpose(7);

    private CaseBidder() {}

    static PipelineFixture open(final CaseDocument expected) throws IOException {
        final PipelineFixture bidder = new PipelineFixture(
                profile(expected),
                expected.trackerUrl() == null ? TRACKER_URL : expected.trackerUrl(),
                new PrivacyPolicy(registration(expected.tcfVendor()), expected.noBidWithoutConsent()),
                SupplyPolicy.of(expected.blockedAsi(), expected.schainComplete(), expected.sellersRequired()));
        bidder.sellers(sellers(expected.sellers()));
        if (!expected.rates().isEmpty()) {
            bidder.rates(rates(expected.rates()));
        }
        bidder.advertisers(advertisers(expected.advertisers()));
        bidder.publish(CaseCampaigns.read(expected.campaigns()));
        return bidder;
    }

    static ExchangeProfile profile(final CaseDocument expected) {
        final ExchangeProfile profile = expected.profile() == null
                ? PipelineFixture.DEMO
                : TestProfiles.atOrdinal(0, TestProfiles.builtIn(expected.profile()));
        return TestProfiles.withBillingIds(profile, expected.billingIds());
    }

    private static Advertiser[] advertisers(final List<JsonNode> documents) {
        final Advertiser[] advertisers = new Advertiser[documents.size()];
        for (int i = 0; i < advertisers.length; i++) {
            final ParsedAdvertiser parsed =
                    new AdvertiserParser().parse(documents.get(i).toString().getBytes(StandardCharsets.UTF_8));
            if (parsed.advertiser() == null) {
                throw new IllegalArgumentException("advertiser refused: " + parsed.refusals());
            }
            advertisers[i] = parsed.advertiser();
        }
        return advertisers;
    }

    private static AuthorizedSellers sellers(final List<JsonNode> lines) {
        final AuthorizedSellers.Builder sellers = new AuthorizedSellers.Builder();
        for (final JsonNode line : lines) {
            final ParsedSellers parsed = SellersParser.parse(line.toString().getBytes(StandardCharsets.UTF_8), 1);
            if (!parsed.refusals().isEmpty()) {
                throw new IllegalArgumentException("sellers refused: " + parsed.refusals());
            }
            if (parsed.domain() != null) {
                sellers.addDomain(parsed.domain(), parsed.sellers());
            } else {
                sellers.addBundle(parsed.bundle(), parsed.sellers());
            }
        }
        return sellers.build();
    }

    private static TcfRegistration registration(final Integer vendor) {
        return vendor == null ? TcfRegistration.NONE : new TcfRegistration(vendor, BY_CONSENT, BY_EITHER, BY_EITHER);
    }

    private static CurrencyRates rates(final Map<String, JsonNode> rates) {
        final Map<Integer, Long> byCode = new HashMap<>();
        rates.forEach((currency, rate) -> {
            if (!currency.equals(BASE)) {
                byCode.put(
                        CurrencyCode.of(currency),
                        rate.decimalValue()
                                .multiply(BigDecimal.valueOf(CurrencyRates.ONE))
                                .longValueExact());
            }
        });
        return new CurrencyRates(CurrencyCode.of(rates.get(BASE).asText()), PipelineFixture.NOW_MS, byCode);
    }
}
