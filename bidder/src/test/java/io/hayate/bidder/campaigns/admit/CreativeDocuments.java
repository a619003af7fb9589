package io.hayate.bidder.campaigns.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.Creative;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Campaigns of one creative, as their owners write them, and as they are read. */
final class CreativeDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final Map<String, String> FULL = Map.of(
            "banner", """
            {"id": 1, "type": "banner", "w": 300, "h": 250, "markup": "<b>x</b>", "mimes": ["text/html", "Text/HTML", "image/png"],
             "expandDirections": [2, 4], "apis": [5, 7, 5], "domain": ["shop.example"], "trackers": {"impression": ["https://px.example/i"]}}""",
            "video", """
            {"id": 2, "type": "video", "w": 1280, "h": 720, "durationSeconds": 15, "mimes": ["video/mp4", "video/webm"],
             "mediaUrl": "https://cdn.example/a.mp4", "bitrateKbps": 1500, "delivery": 1, "linearity": 1, "skipAfterSeconds": 5,
             "companions": [{"w": 300, "h": 250, "imageUrl": "https://cdn.example/c.PNG?v=1.2"}], "apis": [7], "attributes": [2],
             "domain": ["shop.example"], "trackers": {"impression": ["https://px.example/i"], "click": ["https://px.example/c"],
             "start": ["https://px.example/s"], "skip": ["https://px.example/k"]}}""",
            "audio", """
            {"id": 3, "type": "audio", "durationSeconds": 30, "vastUrl": "https://ads.example/vast", "bitrateKbps": 128, "domain": ["shop.example"]}""",
            "native", """
            {"id": 4, "type": "native", "title": "Title", "description": "Description", "sponsored": "Shop", "callToAction": "Buy",
             "rating": "4.5", "likes": "12", "downloads": "1000", "price": "$5", "salePrice": "$4", "phone": "+81 3", "address": "Tokyo",
             "description2": "More", "displayUrl": "shop.example", "privacyUrl": "https://shop.example/privacy",
             "icon": {"url": "https://cdn.example/i", "w": 80, "h": 80}, "main": {"url": "https://cdn.example/m.jpeg", "w": 1200, "h": 627},
             "domain": ["shop.example"], "trackers": {"click": ["https://px.example/c"]}}""");

    private static final CampaignParser PARSER = new CampaignParser();

    static ObjectNode document(final String creative) {
        try {
            final ObjectNode document = (ObjectNode) JSON.readTree("""
                    {"id": 1, "advertiser": 2, "flight": {"start": "2026-11-01T00:00:00Z"}, "budget": {"currency": "USD"},
                     "bid": {"strategy": "cpm", "amount": 1}, "creatives": []}""");
            document.withArray("creatives").add(JSON.readTree(creative));
            return document;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The full creative of a type with a field replaced; {@code -} takes it away. */
    static String with(final String type, final String field, final String value) {
        try {
            final ObjectNode document = document(FULL.get(type));
            final ObjectNode creative = (ObjectNode) document.at("/creatives/0");
            if (value.equals("-")) {
                creative.remove(field);
            } else {
                creative.set(field, JSON.readTree(value));
            }
            return document.toString();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ParsedCampaign parse(final String document) {
        return PARSER.parse(document.getBytes(StandardCharsets.UTF_8), 1);
    }

    static Creative creative(final String document) {
        final ParsedCampaign parsed = parse(document);
        assertThat(parsed.refusals()).isEmpty();
        return parsed.campaign().creatives().get(0);
    }
}
