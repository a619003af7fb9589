package io.hayate.loadtest.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The advertisers that a bidder was told of, and which campaign is whose, from documents as its admin port lists them:
 * with what seat each bids on one exchange, and where it does not. Immutable; shared.
 */
public final class Advertisers {
    /** The bidder was told of none, or nobody says which. */
    public static final Advertisers NONE = new Advertisers("", "");

    private final String exchange;
    private final String profileSeat;
    private final Map<String, String> advertiserByCampaign = new HashMap<>();
    private final Map<String, Advertiser> advertiserById = new HashMap<>();

    /**
     * One of them.
     *
     * @param seat what it bids with, its own or the profile's
     */
    record Advertiser(String id, String seat, List<String> blockedDomains) {}

    private Advertisers(final String exchange, final String profileSeat) {
        this.exchange = exchange;
        this.profileSeat = profileSeat;
    }

    /**
     * From documents in JSON.
     *
     * @param exchange as the bidder's profiles name it
     * @param profileSeat of advertisers without a seat of their own there
     * @throws IOException if a document cannot be read, or lacks what is needed of it
     */
    public static Advertisers of(
            final Iterable<String> campaigns,
            final Iterable<String> advertisers,
            final String exchange,
            final String profileSeat)
            throws IOException {
        final Advertisers all = new Advertisers(exchange.toLowerCase(Locale.ROOT), profileSeat);
        for (final String each : campaigns) {
            all.addCampaign(each);
        }
        for (final String each : advertisers) {
            all.addAdvertiser(each);
        }
        return all;
    }

    /**
     * From files in NDJSON, read line by line: there may be a hundred thousand campaigns.
     *
     * @throws IOException as {@link #of}, with the file and the line
     */
    public static Advertisers read(
            final Path campaigns, final Path advertisers, final String exchange, final String profileSeat)
            throws IOException {
        final Advertisers all = new Advertisers(exchange.toLowerCase(Locale.ROOT), profileSeat);
        readLines(campaigns, all::addCampaign);
        readLines(advertisers, all::addAdvertiser);
        return all;
    }

    private interface Line {
        void read(String json) throws IOException;
    }

    private static void readLines(final Path file, final Line reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            String line;
            while ((line = lines.readLine()) != null) {
                number++;
                if (!line.isBlank()) {
                    try {
                        reader.read(line);
                    } catch (final IOException e) {
                        throw new IOException(file + ", line " + number + ": " + firstLine(e), e);
                    }
                }
            }
        }
    }

    private static String firstLine(final IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void addCampaign(final String json) throws IOException {
        final Json document = document(json);
        advertiserByCampaign.put(number(document, "id"), number(document, "advertiser"));
    }

    private void addAdvertiser(final String json) throws IOException {
        final Json document = document(json);
        final String id = number(document, "id");
        String seat = profileSeat;
        for (final String name : document.at("seats").names()) {
            if (name.toLowerCase(Locale.ROOT).equals(exchange)) {
                seat = document.at("seats").at(name).textOr("");
            }
        }
        final Set<String> blocked = new HashSet<>();
        for (final String domain : document.at("blockedDomains").strings()) {
            blocked.add(SiteHost.of(domain));
        }
        advertiserById.put(id, new Advertiser(id, seat, List.copyOf(blocked)));
    }

    private static Json document(final String json) throws IOException {
        return JsonDocument.read(json.getBytes(StandardCharsets.UTF_8)).root();
    }

    private static String number(final Json document, final String field) throws IOException {
        final Long number = document.at(field).integer();
        if (number == null) {
            throw new IOException("has no " + field);
        }
        return Long.toString(number);
    }

    /** Whether there is nothing to hold bids against. */
    boolean areUnknown() {
        return advertiserByCampaign.isEmpty();
    }

    /** Of a bid's {@code cid}; null if that is no campaign of the bidder's. */
    @Nullable
    Advertiser ofCampaign(final String campaign) {
        final String id = advertiserByCampaign.get(campaign);
        return id == null ? null : advertiserById.getOrDefault(id, new Advertiser(id, profileSeat, List.of()));
    }
}
