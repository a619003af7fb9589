package io.hayate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a person reads after an install. */
class NotesTest {
    private static final String ADDRESSES = "config: {noticeUrl: https://b.example, trackerUrl: https://t.example}";

    @Test
    void shouldTellHowToSendABidRequestAndReadTheToken() {
        assertThat(HayateChart.notes())
                .contains(
                        "rollout status statefulset/shop-hayate",
                        "-n bidding port-forward service/shop-hayate 8080:8080",
                        "http://localhost:8080/openrtb2/demo",
                        "get secret shop-hayate -o go-template='{{index .data \"admin-token\" | base64decode}}'",
                        "service/shop-hayate-admin 8081",
                        "Authorization: Bearer $TOKEN");
        assertThat(HayateChart.notes("service: {port: 80}")).contains("service/shop-hayate 8080:80 ");
    }

    @Test
    void shouldTellWhichAnswerToExpect() {
        assertThat(HayateChart.notes()).contains("The answer is 204", "campaigns.samples=true");
        assertThat(HayateChart.notes("campaigns: {samples: true}")).contains("The answer is 200 and a bid of a sample");
        assertThat(HayateChart.notes("campaigns: {existingConfigMap: spring}")).contains("ConfigMap spring");
    }

    @Test
    void shouldWarnOfAddressesThatNobodyReaches() {
        assertThat(HayateChart.notes()).contains("WARNING: config.noticeUrl or config.trackerUrl is not given");
        assertThat(HayateChart.notes("config: {noticeUrl: https://b.example}")).contains("WARNING: config.noticeUrl");
        assertThat(HayateChart.notes(ADDRESSES)).containsOnlyOnce("WARNING").contains("starts every budget anew");
    }

    @Test
    void shouldWarnOfALoadBalancerThatLetsEverybodyIn() {
        assertThat(HayateChart.notes(ADDRESSES, "service: {type: LoadBalancer}"))
                .contains("WARNING: service.loadBalancerSourceRanges", "/notice/imp and /notice/click");
        assertThat(HayateChart.notes(
                        ADDRESSES, "service: {type: LoadBalancer, loadBalancerSourceRanges: [192.0.2.0/24]}"))
                .doesNotContain("WARNING: service");
    }

    @Test
    void shouldWarnOfSamplesAndOfDataThatAreNotKept() {
        assertThat(HayateChart.notes(ADDRESSES, "campaigns: {samples: true}"))
                .contains("WARNING: the sample campaigns");
        assertThat(HayateChart.notes(ADDRESSES, "persistence: {enabled: false}"))
                .contains("WARNING: the data lie in an emptyDir", "and the keys that notices");
        assertThat(HayateChart.notes(ADDRESSES, "{persistence: {enabled: false}, noticeKeys: {existingSecret: keys}}"))
                .contains("WARNING: the data lie in an emptyDir")
                .doesNotContain("and the keys that notices");
    }
}
