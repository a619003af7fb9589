package io.hayate.loadtest.campaigns;

import io.hayate.loadtest.traffic.Dice;
import io.hayate.loadtest.traffic.Inventory.Size;
import java.util.List;
import java.util.Locale;

/**
 * Markup of generated banners, as varied as ad servers write it: pictures in links, script and iframe tags, text, own
 * macros in every combination. Immutable; shared.
 */
final class MarkupWriter {
    /** How often each of {@link #TEMPLATES} is drawn. */
    private static final int[] WEIGHTS = {30, 15, 10, 8, 10, 10, 5, 6, 6};

    /** @see #fill for the words in braces */
    private static final List<String> TEMPLATES = List.of(
            "<a href=\"${CLICK_URL}\" target=\"_blank\" rel=\"noopener\"><img src=\"{cdn}/{id}.jpg\" width=\"{w}\""
                    + " height=\"{h}\" alt=\"{html}\" border=\"0\"></a>",
            "<a href='${CLICK_URL}'><img src='{cdn}/{id}.png?cb=${CACHEBUSTER}' width='{w}' height='{h}'></a>"
                    + "<img src=\"${IMPRESSION_URL}\" width=\"1\" height=\"1\" style=\"display:none\" alt=\"\">",
            "<script src=\"{cdn}/tag.js?id={id}&amp;w={w}&amp;h={h}&amp;cb=${CACHEBUSTER}&amp;click=${CLICK_URL_ENC}\""
                    + " async></script>",
            """
            <div id="ad-{id}"></div>
            <script>
            (function (d) {
              var a = d.createElement("a"), text = "{script}";
              a.href = "${CLICK_URL}"; a.title = text; a.innerHTML = "<img src=\\"{cdn}/{id}.gif\\"><\\/img>";
              d.getElementById("ad-{id}").appendChild(a);
              new Image().src = "${IMPRESSION_URL}";
            })(document);
            </script>
            """,
            "<iframe src=\"{cdn}/frame.html?id={id}&cb=${CACHEBUSTER}&click=${CLICK_URL_ENC}\" width=\"{w}\""
                    + " height=\"{h}\" scrolling=\"no\" frameborder=\"0\"></iframe>",
            """
            <style>.h{id}{width:{w}px;height:{h}px;background:url('{cdn}/{id}.webp') center/cover}</style>
            \t<a class="h{id}" href="${CLICK_URL}"><span>{html}</span></a>
            <img src="${IMPRESSION_URL}" width="1" height="1" alt="">
            """,
            "<div style=\"width:{w}px;height:{h}px\"><a href=\"${CLICK_URL}\">{html}</a></div>",
            "<a href=\"${CLICK_URL}\"><img src=\"{cdn}/{id}.jpg\" srcset=\"{cdn}/{id}.jpg 1x, {cdn}/{id}@2x.jpg 2x\""
                    + " width={w} height={h} alt=\"{html}\"></a><img width=1 height=1"
                    + " src=\"{cdn}/seen?imp=${AUCTION_IMP_ID}&amp;price=${AUCTION_PRICE}\">",
            "<!-- {w}x{h} --><a href=\"{cdn}/go?to=${CLICK_URL_ENC}&amp;cb=${CACHEBUSTER}\">"
                    + "<img src=\"{cdn}/{id}.png\" alt=\"{html}\"></a>");

    private MarkupWriter() {}

    /** @param cdn scheme and host that the assets load from */
    static String markup(final Dice dice, final long creativeId, final Size size, final String cdn) {
        return fill(TEMPLATES.get(dice.weighted(WEIGHTS)), creativeId, size, cdn, Copywriter.slogan(dice));
    }

    /** The plain kind that no rule of a request blocks but sizes: a picture in a link. */
    static String plainMarkup(final long creativeId, final Size size, final String cdn) {
        return fill(TEMPLATES.get(0), creativeId, size, cdn, "");
    }

    private static String fill(
            final String template, final long creativeId, final Size size, final String cdn, final String slogan) {
        return template.replace("{cdn}", cdn)
                .replace("{id}", Long.toString(creativeId))
                .replace("{w}", String.format(Locale.ROOT, "%d", size.width()))
                .replace("{h}", String.format(Locale.ROOT, "%d", size.height()))
                .replace("{html}", Copywriter.escapeHtml(slogan))
                .replace("{script}", Copywriter.escapeScript(slogan));
    }
}
