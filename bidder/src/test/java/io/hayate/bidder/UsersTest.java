package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole bidder: users come in by the admin port and show in bids, over a restart as well. */
class UsersTest {
    private static final String FOR_AUTO = TestCampaign.of(1)
            .json()
            .replace("\"siteDomain\":{\"include\":[\"site-1.example\"]}", "\"segment\":{\"allOf\":[[\"auto\"]]}");

    private static final String REQUEST = """
            {"id": "r", "imp": [{"id": "1", "banner": {"w": 300, "h": 250}}], "site": {"domain": "news.example"},
             "device": {"ifa": "ABCD"}}""";

    @TempDir
    private Path folder;

    @Test
    void shouldBidOnUsersAsLongAsTheyAreKnown() throws Exception {
        try (LaunchedBidder bidder = LaunchedBidder.launch(folder)) {
            bidder.apply(FOR_AUTO);
            assertThat(bidder.bid(REQUEST).status()).isEqualTo(204);
            assertThat(bidder.call(
                                    "POST",
                                    "/users",
                                    "{\"idType\": \"ifa\", \"id\": \"abcd\", \"segments\": [{\"id\": \"auto\"}]}")
                            .body())
                    .isEqualTo("{\"lines\":1,\"accepted\":1,\"refused\":[]}");
            assertThat(bidder.bid(REQUEST).status()).isEqualTo(200);
            assertThat(bidder.metric("hayate_user_lookups_total{outcome=\"found\"}"))
                    .isEqualTo(1);
            assertThat(bidder.metric("hayate_users ")).isEqualTo(1);
        }
        try (LaunchedBidder bidder = LaunchedBidder.launch(folder)) {
            assertThat(bidder.bid(REQUEST).status()).isEqualTo(200);
            assertThat(bidder.callWithoutToken("GET", "/users?idType=ifa&id=abcd", "")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(bidder.callWithoutToken(
                                    "DELETE",
                                    "/users?idType=ifa&id=abcd",
                                    "",
                                    "Authorization",
                                    "Bearer " + LaunchedBidder.ADMIN_TOKEN)
                            .statusCode())
                    .isEqualTo(204);
            assertThat(bidder.bid(REQUEST).status()).isEqualTo(204);
        }
    }
}
