package io.hayate.loadtest.check;

/** Requests and answers that keep every rule; {@link Auction} changes them. Immutable; shared. */
final class AuctionDocuments {
    static final String BANNER_REQUEST = """
            {"id": "auction-1", "at": 1, "tmax": 120, "cur": ["USD", "JPY"], "wlang": ["ja", "en"], "cattax": 1,
             "bcat": ["IAB25", "IAB7-39"], "badv": ["rival.example"], "bapp": ["com.rival.game"],
             "wseat": ["hayate", "other"], "site": {"domain": "news-001.example"}, "device": {"w": 390, "h": 844},
             "imp": [
               {"id": "1", "bidfloor": 0.5, "bidfloorcur": "USD", "secure": 1,
                "banner": {"format": [{"w": 300, "h": 250}, {"w": 320, "h": 50}], "battr": [8, 17], "btype": [1, 3],
                           "api": [5]},
                "pmp": {"private_auction": 0, "deals": [
                  {"id": "deal-1", "bidfloor": 2.0, "wseat": ["hayate"], "wadomain": ["shop.example"]},
                  {"id": "deal-2", "at": 3, "bidfloor": 4.25}]}},
               {"id": "2", "banner": {"w": 728, "h": 90}}]}
            """;

    static final String BANNER_ANSWER = """
            {"id": "auction-1", "cur": "USD", "seatbid": [{"seat": "hayate", "bid": [
              {"id": "b-1", "impid": "1", "price": 0.75, "mtype": 1, "w": 300, "h": 250, "cid": "1001", "crid": "9001",
               "adomain": ["shop.example"], "cat": ["IAB22"], "attr": [13], "language": "en",
               "adm": "<a href=\\"https://t.example/notice/click?t=a\\"><img src=\\"https://cdn.example/a.png\\"></a>",
               "nurl": "http://t.example/notice/win?t=a&p=${AUCTION_PRICE}",
               "burl": "http://t.example/notice/bill?t=a&p=${AUCTION_PRICE}",
               "lurl": "http://t.example/notice/loss?t=a&p=${AUCTION_PRICE}&r=${AUCTION_LOSS}"},
              {"id": "b-2", "impid": "1", "dealid": "deal-1", "price": 2.5, "mtype": 1, "w": 320, "h": 50,
               "cid": "1002", "crid": "9002", "adomain": ["sale.shop.example"], "adm": "<img src=\\"//cdn.example/b.png\\">"},
              {"id": "b-3", "impid": "2", "price": 0.1, "mtype": 1, "w": 728, "h": 90, "cid": "1001", "crid": "9003",
               "adomain": ["shop.example"], "nurl": "https://t.example/markup?t=c"}]}]}
            """;

    static final String VIDEO_REQUEST = """
            {"id": "auction-2", "tmax": 200, "app": {"bundle": "com.example.tv"}, "imp": [
              {"id": "v", "secure": 1, "bidfloor": 1.0,
               "video": {"mimes": ["video/mp4", "application/javascript"], "protocols": [3, 6, 7, 8, 13, 14],
                         "minduration": 5, "maxduration": 30, "w": 1920, "h": 1080, "linearity": 1, "plcmt": 1,
                         "startdelay": 0, "skip": 1, "skipafter": 5, "skipmin": 10, "delivery": [2],
                         "minbitrate": 300, "maxbitrate": 4000, "battr": [8], "api": [7],
                         "companionad": [{"w": 300, "h": 250, "mimes": ["image/png"]}], "companiontype": [1]},
               "pmp": {"deals": [{"id": "deal-v", "bidfloor": 3.0}]}}]}
            """;

    static final String VIDEO_ANSWER = """
            {"id": "auction-2", "seatbid": [{"seat": "hayate", "bid": [
              {"id": "b-1", "impid": "v", "price": 2.0, "mtype": 2, "w": 1280, "h": 720, "dur": 15, "protocol": 13,
               "attr": [16], "cid": "1001", "crid": "9001", "adomain": ["shop.example"],
               "burl": "https://t.example/notice/bill?t=a&p=${AUCTION_PRICE}", "adm": ""}]}]}
            """;

    static final String VAST = """
            <?xml version="1.0" encoding="UTF-8"?>
            <VAST version="4.2"><Ad id="9001"><InLine>
            <AdSystem>Hayate</AdSystem><AdTitle>Spring sale</AdTitle><AdServingId>b-1</AdServingId>
            <Error><![CDATA[https://t.example/notice/error?e=[ERRORCODE]]]></Error>
            <Impression><![CDATA[https://t.example/notice/imp?t=a&p=${AUCTION_PRICE}]]></Impression>
            <Creatives><Creative id="9001"><UniversalAdId idRegistry="unknown">9001</UniversalAdId>
            <Linear skipoffset="00:00:05"><Duration>00:00:15</Duration>
            <TrackingEvents><Tracking event="start">https://t.example/s?c=1</Tracking>
            <Tracking event="skip">https://t.example/s?c=2</Tracking></TrackingEvents>
            <VideoClicks><ClickThrough>https://t.example/notice/click?t=a</ClickThrough></VideoClicks>
            <MediaFiles><MediaFile delivery="progressive" type="video/mp4" width="1280" height="720" bitrate="1500">
            <![CDATA[https://cdn.example/a.mp4]]></MediaFile></MediaFiles></Linear></Creative>
            <Creative><CompanionAds><Companion width="300" height="250">
            <StaticResource creativeType="image/png">https://cdn.example/c.png</StaticResource>
            <CompanionClickThrough>http://shop.example/</CompanionClickThrough></Companion></CompanionAds></Creative>
            </Creatives></InLine></Ad></VAST>
            """;

    static final String WRAPPER = """
            <VAST version="4.2"><Ad id="9002"><Wrapper><AdSystem>Hayate</AdSystem>
            <Impression>https://t.example/notice/imp?t=a</Impression>
            <VASTAdTagURI><![CDATA[https://ads.example/tag?cb=[CACHEBUSTING]]]></VASTAdTagURI>
            </Wrapper></Ad></VAST>
            """;

    static final String NATIVE_REQUEST = """
            {"id": "auction-3", "site": {"domain": "news-001.example"}, "imp": [
              {"id": "n", "secure": 1, "native": {"ver": "1.2", "battr": [8], "request": ""}}]}
            """;

    static final String NATIVE_REQUEST_OBJECT = """
            {"ver": "1.2", "privacy": 1, "assets": [
              {"id": 1, "required": 1, "title": {"len": 25}},
              {"id": 2, "required": 1, "img": {"type": 3, "w": 1200, "h": 627, "mimes": ["image/jpeg"]}},
              {"id": 3, "img": {"type": 1, "wmin": 50, "hmin": 50}},
              {"id": 4, "required": 1, "data": {"type": 1, "len": 10}},
              {"id": 5, "video": {"mimes": ["video/mp4"], "minduration": 5, "maxduration": 15, "protocols": [3, 7]}}],
             "eventtrackers": [{"event": 1, "methods": [1, 2]}, {"event": 2, "methods": [1]}]}
            """;

    static final String NATIVE_ANSWER = """
            {"id": "auction-3", "seatbid": [{"seat": "hayate", "bid": [
              {"id": "b-1", "impid": "n", "price": 1.0, "mtype": 4, "cid": "1001", "crid": "9001",
               "adomain": ["shop.example"], "nurl": "https://t.example/notice/win?t=a", "adm": ""}]}]}
            """;

    static final String NATIVE_AD = """
            {"ver": "1.2", "privacy": "https://shop.example/privacy", "assets": [
              {"id": 1, "title": {"text": "Spring sale"}},
              {"id": 2, "img": {"url": "https://cdn.example/m.jpg", "w": 600, "h": 314}},
              {"id": 3, "img": {"type": 1, "url": "https://cdn.example/i.png", "w": 80, "h": 80}},
              {"id": 4, "data": {"value": "Shop"}}],
             "link": {"url": "https://t.example/notice/click?t=a", "clicktrackers": ["https://c.example/c"]},
             "eventtrackers": [{"event": 1, "method": 1, "url": "https://t.example/notice/imp?t=a"}]}
            """;

    private AuctionDocuments() {}
}
