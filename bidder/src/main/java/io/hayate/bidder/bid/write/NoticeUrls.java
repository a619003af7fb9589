package io.hayate.bidder.bid.write;

import io.hayate.bidder.notices.token.NoticeKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The parts of notice URLs around the token, encoded once, fit for the inside of a JSON string. The URLs hold one
 * parameter where they stand in markup, so that no ampersand needs escaping there. Immutable; shared.
 */
final class NoticeUrls {
    final byte[] win;
    final byte[] bill;
    final byte[] loss;
    final byte[] impression;
    final byte[] click;
    final byte[] clickEncoded;

    /**
     * @param noticeUrl base of what servers fire
     * @param trackerUrl base of what stands in markup
     */
    NoticeUrls(final String noticeUrl, final String trackerUrl) {
        win = utf8(url(noticeUrl, NoticeKind.WIN));
        bill = utf8(url(noticeUrl, NoticeKind.BILL));
        loss = utf8(url(noticeUrl, NoticeKind.LOSS));
        impression = utf8(url(trackerUrl, NoticeKind.IMPRESSION));
        click = utf8(url(trackerUrl, NoticeKind.CLICK));
        clickEncoded = utf8(URLEncoder.encode(url(trackerUrl, NoticeKind.CLICK), StandardCharsets.UTF_8));
    }

    private static String url(final String base, final NoticeKind kind) {
        return base + "/notice/" + kind.label() + "?t=";
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
