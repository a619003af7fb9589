package io.hayate.loadtest.exchange;

import java.nio.charset.StandardCharsets;

/** Requests and answers for the exchange's tests. */
final class Answers {
    private Answers() {}

    static byte[] bytes(final String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /** One impression with a floor, and an {@code at}. */
    static byte[] request(final String id, final String more) {
        return bytes("{'id':'" + id + "','imp':[{'id':'1','banner':{'w':300,'h':250},'bidfloor':0.5}]" + more + "}");
    }

    /** One bid on impression 1, with all notices and a banner. */
    static byte[] answer(final String bidId, final String campaign, final String price) {
        final String token = "TOKEN-" + bidId;
        return bytes("{'id':'r','cur':'USD','bidid':'a-" + bidId + "','seatbid':[{'seat':'s','bid':[{'id':'" + bidId
                + "','impid':'1','price':" + price + ",'cid':'" + campaign + "','crid':'9','mtype':1,"
                + "'nurl':'http://b.example/notice/win?t=" + token + "&p=${AUCTION_PRICE}',"
                + "'burl':'http://b.example/notice/bill?t=" + token + "&p=${AUCTION_PRICE}',"
                + "'lurl':'http://b.example/notice/loss?t=" + token + "&r=${AUCTION_LOSS}',"
                + "'adm':'<a href=\\'https://b.example/notice/click?t=" + token
                + "\\'><img src=\\'https://b.example/notice/imp?t=" + token + "\\'></a>'}]}]}");
    }
}
