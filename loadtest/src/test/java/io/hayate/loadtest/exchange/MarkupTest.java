package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
    private final Markup markup = new Markup("/notice/");

    @Test
    void shouldFindPixelsAndLinksOfABanner() {
        markup.read("""
                <!-- <img src="https://b.example/notice/imp?t=comment"> -->
                <style>a:after{content:'<img src="/notice/imp?t=style">'}</style>
                <A class=x HREF='https://b.example/notice/click?t=1&amp;r=a#there' target=_top>
                <img alt="a > b" src="https://b.example:8443/notice/imp?t=2" width=1>
                <script src=//b.example/notice/imp?t=3></script><script>var a = "<img src='/notice/imp?t=js'>"</script>
                <iframe src="/notice/imp?t=4"/><img src="https://other.example/pixel?of=/notice/">
                <noscript><img src="/notice/imp?t=noscript"></noscript><b title="<img src='/notice/imp?t=title'>">""", MarkupTypes.BANNER);

        assertThat(markup.impressions()).containsExactly("/notice/imp?t=2", "/notice/imp?t=3", "/notice/imp?t=4");
        assertThat(markup.clicks()).containsExactly("/notice/click?t=1&r=a");
    }

    @Test
    void shouldFindTrackersOfAVast() {
        markup.read("""
                <VAST version="4.0"><Ad><InLine>
                <Error><![CDATA[https://b.example/notice/imp?t=error]]></Error>
                <Impression id="a"> <![CDATA[ https://b.example/notice/imp?t=1&p=2 ]]> </Impression>
                <Impression>https://b.example/notice/imp?t=2&amp;p=3</Impression><Impression/>
                <Impressions>/notice/imp?t=other</Impressions>
                <Impression><![CDATA[https://other.example/notice/../imp]]></Impression>
                <ClickThrough><![CDATA[https://b.example/notice/click?t=1]]></ClickThrough>
                <ClickTracking>https://third.example/c</ClickTracking>
                <ClickTracking id='c'><![CDATA[https://b.example/notice/click?t=2]]></ClickTracking>
                <!-- <Impression>/notice/imp?t=comment</Impression> -->
                </InLine></Ad></VAST>""", MarkupTypes.VIDEO);

        assertThat(markup.impressions())
                .containsExactly("/notice/imp?t=1&p=2", "/notice/imp?t=2&p=3", "/notice/../imp");
        assertThat(markup.clicks()).containsExactly("/notice/click?t=1", "/notice/click?t=2");
    }

    @Test
    void shouldFindTrackersOfANativeAdWrappedOrNot() {
        final String ad = """
                {"link": {"url": "https:\\/\\/b.example\\/notice\\/click?t=1", "clicktrackers": ["https://x.example/",
                 "//b.example/notice/click?t=2"]}, "imptrackers": ["https://b.example/notice/imp?t=1&amp;a=b"],
                 "jstracker": "<script src='https://b.example/notice/imp?t=js'></script>", "eventtrackers": [
                 {"event": 1, "method": 1, "url": "https://b.example/notice/imp?t=2"},
                 {"event": 2, "method": 1, "url": "https://b.example/notice/imp?t=viewable"}]}""";

        for (final String adm : new String[] {ad, "{\"native\": " + ad + "}"}) {
            markup.read(adm, MarkupTypes.NATIVE);
            assertThat(markup.impressions()).containsExactly("/notice/imp?t=1&a=b", "/notice/imp?t=2");
            assertThat(markup.clicks()).containsExactly("/notice/click?t=1", "/notice/click?t=2");
        }
    }

    @Test
    void shouldTellTheFormatFromTheMarkupWhereTheBidDoesNot() {
        markup.read(" {\"imptrackers\": [\"/notice/imp?t=1\"]}", MarkupTypes.UNKNOWN);
        assertThat(markup.impressions()).containsExactly("/notice/imp?t=1");
        markup.read("<VAST><Impression>/notice/imp?t=2</Impression></VAST>", MarkupTypes.UNKNOWN);
        assertThat(markup.impressions()).containsExactly("/notice/imp?t=2");
        markup.read("<img src=/notice/imp?t=3>", MarkupTypes.UNKNOWN);
        assertThat(markup.impressions()).containsExactly("/notice/imp?t=3");
    }

    @Test
    void shouldSurviveBrokenMarkup() {
        for (final String adm : new String[] {
            "<img src=\"/notice/imp", "<a href='/notice/", "<!-- /notice/", "<script>/notice/", "{\"link\": /notice/",
            "<VAST><Impression>/notice/imp", "<VAST><Impression><![CDATA[/notice/imp", "<notice", "<img src = ",
                    "notice<"
        }) {
            for (int type = 0; type <= MarkupTypes.NATIVE; type++) {
                markup.read(adm, type);
                assertThat(markup.clicks().size()).isBetween(0, 1);
            }
        }
    }

    @Test
    void shouldLeadToThePathWhateverTheHost() {
        assertThat(NoticeUrl.pathAndQuery("http://h:1/notice/win?t=a#b", "/notice/"))
                .isEqualTo("/notice/win?t=a");
        assertThat(NoticeUrl.pathAndQuery("http://h:1/x/notice/win", "/notice/"))
                .isEmpty();
        assertThat(NoticeUrl.pathAndQuery("http://h", "/notice/")).isEmpty();
        assertThat(NoticeUrl.pathAndQuery("", "/notice/")).isEmpty();
        assertThat(NoticeUrl.encoded("/notice/win?p=\u00e9 <\"")).isEqualTo("/notice/win?p=%C3%A9%20%3C%22");
    }
}
