package io.hayate.bidder.campaigns.sellers;

import io.hayate.bidder.campaigns.admit.NdjsonLines;
import io.hayate.bidder.campaigns.admit.ParsedSellers;
import io.hayate.bidder.campaigns.admit.Refusal;
import io.hayate.bidder.campaigns.admit.SellersParser;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file of authorised sellers held, a JSON object a line: each bad line is refused, the rest goes in. Immutable;
 * shared.
 *
 * @param refusals the first {@link #MAX_REFUSALS} problems
 */
record SellersFile(AuthorizedSellers sellers, int linesRefused, List<Refusal> refusals) {
    /** Domains and apps. */
    static final int MAX_PLACES = 1_000_000;

    /** Over all domains and apps: 40 MB. */
    static final int MAX_SELLERS = 5_000_000;

    /**
     * Different systems and accounts: with ids of 36 characters tables of about 80 MB, and while they are gathered 140
     * MB more; what is loaded already stays meanwhile.
     */
    static final int MAX_NAMES = 1_000_000;

    /** Problems that are told; lines are counted all. */
    static final int MAX_REFUSALS = 20;

    SellersFile {
        refusals = List.copyOf(refusals);
    }

    /** @param in buffered, closed by the caller */
    static SellersFile read(final InputStream in) throws IOException {
        return read(in, MAX_PLACES, MAX_SELLERS, MAX_NAMES);
    }

    static SellersFile read(final InputStream in, final int maxPlaces, final int maxSellers, final int maxNames)
            throws IOException {
        final AuthorizedSellers.Builder builder = new AuthorizedSellers.Builder();
        final NdjsonLines lines = new NdjsonLines(in, SellersParser.MAX_LINE_BYTES);
        final List<Refusal> refusals = new ArrayList<>();
        int linesRefused = 0;
        for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
            final ParsedSellers parsed = SellersParser.parse(line, lines.lineNumber());
            List<Refusal> problems = parsed.refusals();
            if (problems.isEmpty()) {
                problems = add(parsed, builder, lines.lineNumber(), maxPlaces, maxSellers, maxNames);
            }
            if (!problems.isEmpty()) {
                linesRefused++;
                refusals.addAll(problems.subList(0, Math.min(problems.size(), MAX_REFUSALS - refusals.size())));
            }
        }
        return new SellersFile(builder.build(), linesRefused, refusals);
    }

    private static List<Refusal> add(
            final ParsedSellers parsed,
            final AuthorizedSellers.Builder builder,
            final int line,
            final int maxPlaces,
            final int maxSellers,
            final int maxNames) {
        if (builder.placeCount() == maxPlaces) {
            return List.of(new Refusal(line, null, "", "there are more than the " + maxPlaces + " lines allowed"));
        }
        if (parsed.sellers().size() > maxSellers - builder.sellerCount()) {
            return List.of(new Refusal(
                    line, null, "sellers", "there are more than the " + maxSellers + " sellers allowed in all"));
        }
        if (builder.nameCount(parsed.sellers()) > maxNames) {
            return List.of(new Refusal(
                    line,
                    null,
                    "sellers",
                    "there are more than the " + maxNames + " different systems and accounts allowed in all"));
        }
        if (parsed.domain() != null) {
            return builder.addDomain(parsed.domain(), parsed.sellers())
                    ? List.of()
                    : List.of(new Refusal(line, null, "domain", "is there already, in a line above"));
        }
        return parsed.bundle() == null || builder.addBundle(parsed.bundle(), parsed.sellers())
                ? List.of()
                : List.of(new Refusal(line, null, "bundle", "is there already, in a line above"));
    }

    /** Nothing can be looked up. */
    boolean isEmpty() {
        return sellers.domainCount() + sellers.bundleCount() == 0;
    }
}
