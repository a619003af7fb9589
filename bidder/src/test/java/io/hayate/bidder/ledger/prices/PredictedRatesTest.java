package io.hayate.bidder.ledger.prices;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Bid.Strategy;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.ledger.NoticeRecord;
import org.junit.jupiter.api.Test;

/** What impressions are worth to campaigns that pay for clicks or conversions. */
class PredictedRatesTest {
    private static final long MAX_CPM_MICROS = 50_000_000;

    private final CampaignValues values = new CampaignValues();
    private final PredictedRates rates = new PredictedRates(values);
    private long nowMs;

    @Test
    void shouldExpectTheDefaultOfAnAdvertiserThatNothingIsKnownOf() {
        rates.onCampaign(cpc(1, 1, 800_000), 5, new TestAccount(1));
        rates.onCampaign(cpa(2, 2, 40_000_000), 6, new TestAccount(2));
        assertThat(values.cpmMicros(5)).isEqualTo(800_000);
        assertThat(values.cpmMicros(6)).isEqualTo(2_000_000);
    }

    @Test
    void shouldComeToTheCampaignsOwnRate() {
        final TestAccount account = new TestAccount(1);
        rates.onCampaign(cpc(1, 1, 1_000_000), 0, account);
        // As many impressions as the prior stands for: half way from 0.1 % to 1 %.
        account.impressions = 2_000;
        account.clicks = 20;
        look(account);
        assertThat(values.cpmMicros(0)).isEqualTo(5_500_000);
        account.impressions = 2_000_000;
        account.clicks = 20_000;
        look(account);
        assertThat(values.cpmMicros(0)).isBetween(9_980_000L, 10_000_000L);
    }

    @Test
    void shouldNeverBeWorthMoreThanMaxCpm() {
        final TestAccount account = new TestAccount(1);
        rates.onCampaign(cpc(1, 1, 1_000_000), 0, account);
        account.impressions = 1_000_000;
        account.clicks = 2_000_000;
        look(account);
        assertThat(values.cpmMicros(0)).isEqualTo(MAX_CPM_MICROS);
    }

    @Test
    void shouldBeginAsTheAdvertisersOtherCampaignsAre() {
        final TestAccount old = new TestAccount(1);
        old.impressions = 990_000;
        old.clicks = 4_950;
        rates.onCampaign(campaign(1).advertiser(9).build(), 0, old);
        rates.onCampaign(cpc(2, 9, 1_000_000), 1, new TestAccount(2));
        // 10,000 impressions at 0.1 % beside 990,000 at 0.5 %
        assertThat(values.cpmMicros(1)).isEqualTo(4_960_000);
        assertThat(values.cpmMicros(0)).as("cpm has its bid").isZero();
        // Another advertiser's are no measure.
        rates.onCampaign(cpc(3, 8, 1_000_000), 2, new TestAccount(3));
        assertThat(values.cpmMicros(2)).isEqualTo(1_000_000);
    }

    @Test
    void shouldMoveAnAdvertisersOtherCampaignsWithWhatOneShows() {
        final TestAccount shown = new TestAccount(1);
        rates.onCampaign(cpc(1, 9, 1_000_000), 0, shown);
        rates.onCampaign(cpc(2, 9, 1_000_000), 1, new TestAccount(2));
        shown.impressions = 10_000;
        shown.clicks = 30;
        look(shown);
        assertThat(values.cpmMicros(1)).isEqualTo(2_000_000);
    }

    @Test
    void shouldCountWhatWasBilledWhereImpressionsAreNotTold() {
        final TestAccount account = new TestAccount(1);
        rates.onCampaign(cpc(1, 1, 1_000_000), 0, account);
        account.impressions = 10;
        account.billed = 2_000;
        look(account);
        assertThat(values.cpmMicros(0)).isEqualTo(500_000);
    }

    @Test
    void shouldKnowTheSameAfterARestart() {
        final TestAccount account = new TestAccount(1);
        final TestAccount other = new TestAccount(2);
        rates.onCampaign(cpa(1, 9, 30_000_000), 0, account);
        rates.onCampaign(cpc(2, 9, 1_000_000), 1, other);
        account.impressions = 123_456;
        account.conversions = 17;
        account.clicks = 130;
        look(account);
        other.impressions = 7_000;
        other.clicks = 30;
        other.conversions = 2;
        look(other);
        final CampaignValues after = new CampaignValues();
        final PredictedRates restarted = new PredictedRates(after);
        restarted.onCampaign(cpa(1, 9, 30_000_000), 1_700, account);
        restarted.onCampaign(cpc(2, 9, 1_000_000), 3, other);
        restarted.doWork(0);
        assertThat(after.cpmMicros(1_700)).isEqualTo(values.cpmMicros(0)).isPositive();
        assertThat(after.cpmMicros(3)).isEqualTo(values.cpmMicros(1)).isPositive();
    }

    @Test
    void shouldForgetACampaignThatIsGone() {
        final TestAccount account = new TestAccount(1);
        account.impressions = 100_000;
        account.clicks = 9_000;
        rates.onCampaign(cpc(1, 9, 1_000_000), 0, account);
        assertThat(values.cpmMicros(0)).isPositive();
        rates.onCampaignGone(1, 0);
        assertThat(values.cpmMicros(0)).isZero();
        rates.onCampaign(cpc(2, 9, 1_000_000), 1, new TestAccount(2));
        assertThat(values.cpmMicros(1)).isEqualTo(1_000_000);
    }

    @Test
    void shouldKeepACampaignThatWasMadeAgainUnderAnotherOrdinal() {
        final TestAccount account = new TestAccount(1);
        rates.onCampaign(cpc(1, 9, 1_000_000), 0, account);
        rates.onCampaign(cpc(1, 9, 2_000_000), 1, account);
        rates.onCampaignGone(1, 0);
        account.impressions = 2_000;
        look(account);
        assertThat(values.cpmMicros(0)).isZero();
        assertThat(values.cpmMicros(1)).isEqualTo(1_000_000);
    }

    @Test
    void shouldHaveNoValueOfAnOrdinalBeyondWhatThereCanBe() {
        values.publish(CampaignValues.MAX_ORDINALS, 5);
        assertThat(values.cpmMicros(CampaignValues.MAX_ORDINALS)).isZero();
        assertThat(values.cpmMicros(-1)).isZero();
    }

    private void look(final TestAccount account) {
        final NoticeRecord notice = new NoticeRecord();
        notice.campaignId = account.campaignId;
        rates.onNotice(notice, account, false);
        rates.doWork(nowMs += PredictedRates.PUBLISH_MS);
    }

    private static Campaign cpc(final long id, final long advertiser, final long amountMicros) {
        return campaign(id)
                .advertiser(advertiser)
                .bid(new Bid(Strategy.CPC, amountMicros, MAX_CPM_MICROS))
                .build();
    }

    private static Campaign cpa(final long id, final long advertiser, final long amountMicros) {
        return campaign(id)
                .advertiser(advertiser)
                .bid(new Bid(Strategy.CPA, amountMicros, MAX_CPM_MICROS))
                .build();
    }
}
