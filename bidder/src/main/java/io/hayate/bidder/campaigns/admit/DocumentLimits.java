package io.hayate.bidder.campaigns.admit;

/**
 * How large a document may be, as the operator chose: a refusal names the limit and its configuration key. They bind what
 * comes, not what was admitted before: that loads whatever the limits are now. Immutable; shared.
 *
 * @param maxDocumentBytes of a campaign's or an advertiser's JSON
 * @param maxCreatives of one campaign
 * @param maxListValues of each list of targeting, and of an advertiser's blocked domains
 * @param maxMarkupBytes of a banner's markup in UTF-8
 */
public record DocumentLimits(int maxDocumentBytes, int maxCreatives, int maxListValues, int maxMarkupBytes) {
    /** A thousand small creatives, or a dozen of the largest, fit into a document. */
    public static final DocumentLimits DEFAULT = new DocumentLimits(1024 * 1024, 1_000, 10_000, 64 * 1024);

    /** Of what was admitted under limits that may have been others. */
    static final DocumentLimits NONE =
            new DocumentLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    Limit documentBytes() {
        return new Limit(maxDocumentBytes, "max-document-bytes");
    }

    Limit creatives() {
        return new Limit(maxCreatives, "max-campaign-creatives");
    }

    Limit listValues() {
        return new Limit(maxListValues, "max-list-values");
    }

    Limit markupBytes() {
        return new Limit(maxMarkupBytes, "max-markup-bytes");
    }
}
