package io.hayate.bidder.campaigns;

import java.util.List;
import java.util.Map;

/** Creatives for tests: what a test does not name breaks no rule. */
public final class CreativeBuilder {
    private final long id;
    /** Null: a banner of the fields after it. */
    private final CreativeContent content;

    private final int w;
    private final int h;
    private String markup = "<a href=\"${CLICK_URL}\"><img src=\"https://cdn.example/a.png\"></a>";
    private String landingPage = "https://shop.example/";
    private List<String> domains = List.of("shop.example");
    private List<String> categories = List.of("IAB22");
    private int cattax = 1;
    private List<Integer> attributes = List.of();
    private String language;
    private boolean secure = true;
    private String bundle;
    private List<Integer> apis = List.of();
    private CreativeTrackers trackers = CreativeTrackers.NONE;

    public CreativeBuilder(final long id, final int w, final int h) {
        this.id = id;
        this.content = null;
        this.w = w;
        this.h = h;
    }

    /** Of any format. */
    public CreativeBuilder(final long id, final CreativeContent content) {
        this.id = id;
        this.content = content;
        this.w = 0;
        this.h = 0;
    }

    public CreativeBuilder markup(final String value) {
        markup = value;
        return this;
    }

    public CreativeBuilder landingPage(final String value) {
        landingPage = value;
        return this;
    }

    public CreativeBuilder domains(final String... values) {
        domains = List.of(values);
        return this;
    }

    public CreativeBuilder categories(final int taxonomy, final String... values) {
        cattax = taxonomy;
        categories = List.of(values);
        return this;
    }

    public CreativeBuilder attributes(final Integer... values) {
        attributes = List.of(values);
        return this;
    }

    public CreativeBuilder language(final String value) {
        language = value;
        return this;
    }

    public CreativeBuilder secure(final boolean value) {
        secure = value;
        return this;
    }

    public CreativeBuilder bundle(final String value) {
        bundle = value;
        return this;
    }

    public CreativeBuilder impressionTrackers(final String... values) {
        return trackers(new CreativeTrackers(List.of(values), List.of(), Map.of()));
    }

    public CreativeBuilder trackers(final CreativeTrackers value) {
        trackers = value;
        return this;
    }

    public CreativeBuilder apis(final Integer... values) {
        apis = List.of(values);
        return this;
    }

    public Creative build() {
        return new Creative(
                id,
                content != null ? content : new CreativeContent.Banner(w, h, markup, List.of("text/html"), List.of()),
                landingPage,
                domains,
                categories,
                cattax,
                attributes,
                language,
                secure,
                bundle,
                apis,
                trackers);
    }
}
