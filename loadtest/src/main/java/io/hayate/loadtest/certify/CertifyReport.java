package io.hayate.loadtest.certify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.loadtest.certify.CaseResult.State;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.report.Terminal.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows cases and what came of them, as aligned text and as JSON. Owned by the thread that runs the command. */
final class CertifyReport {
    private static final String INDENT = " ".repeat(12);
    private static final int MAX_REASONS = 5;

    private final Terminal terminal;
    private final ExchangeProfile profile;
    private final List<CaseResult> results = new ArrayList<>();
    private final int nameWidth;

    CertifyReport(final Terminal terminal, final ExchangeProfile profile, final List<CertifyCase.Group> groups) {
        this.terminal = terminal;
        this.profile = profile;
        this.nameWidth = groups.stream()
                .flatMap(group -> group.cases().stream())
                .mapToInt(certifyCase -> certifyCase.name().length())
                .max()
                .orElse(1);
    }

    void beginGroup(final String group) {
        terminal.line("");
        terminal.line("  " + terminal.tone(Tone.HEADING, group));
    }

    void list(final CertifyCase certifyCase) {
        terminal.line("    " + name(certifyCase) + "  " + certifyCase.rule() + " "
                + terminal.tone(Tone.FAINT, "(" + certifyCase.source() + ")"));
    }

    void add(final CaseResult result) {
        results.add(result);
        final CertifyCase certifyCase = result.certifyCase();
        final Tone tone = tone(result.state());
        final String label = String.format(Locale.ROOT, "%-6s", result.state().label());
        terminal.line("    " + terminal.tone(tone, label) + "  " + name(certifyCase) + "  "
                + terminal.tone(Tone.FAINT, certifyCase.source()));
        final List<String> reasons = result.reasons();
        if (result.state() == State.FAIL) {
            terminal.line(INDENT + certifyCase.rule());
        }
        for (final String reason : reasons.subList(0, Math.min(MAX_REASONS, reasons.size()))) {
            terminal.line(INDENT + terminal.tone(tone, reason));
        }
        if (reasons.size() > MAX_REASONS) {
            terminal.line(INDENT + "and " + (reasons.size() - MAX_REASONS) + " more");
        }
    }

    /** The counts, and what is missing. */
    void conclude() {
        terminal.line("");
        terminal.line(String.format(
                Locale.ROOT,
                "  %d cases: %d passed, %s, %d without a bid to judge",
                results.size(),
                count(State.PASS),
                terminal.tone(count(State.FAIL) == 0 ? Tone.GOOD : Tone.BAD, count(State.FAIL) + " failed"),
                count(State.NO_BID)));
        final List<String> missing = formatsWithoutBid();
        for (final String format : missing) {
            terminal.line(terminal.tone(Tone.BAD, "  No bid of format " + format + " was seen."));
        }
        if (!missing.isEmpty()) {
            terminal.line("  Load campaigns that bid on everything, for example:");
            terminal.line("    java -jar loadtest/target/loadtest.jar campaigns --wide-open --currencies "
                    + profile.currency() + " --out wide-open.ndjson");
            terminal.line("    curl --data-binary @wide-open.ndjson http://127.0.0.1:8081/campaigns");
        }
        terminal.line("");
        terminal.line(
                hasPassed() ? terminal.tone(Tone.GOOD, "  Certified.") : terminal.tone(Tone.BAD, "  Not certified."));
    }

    /** No case failed, and of every format of the profile there was a bid. */
    boolean hasPassed() {
        return count(State.FAIL) == 0 && formatsWithoutBid().isEmpty();
    }

    void writeJson(final Path file, final String profileName, final String url) throws IOException {
        final ObjectNode root = CaseRequest.JSON.createObjectNode();
        root.put("profile", profileName).put("url", url).put("certified", hasPassed());
        root.put("passed", count(State.PASS)).put("failed", count(State.FAIL)).put("noBid", count(State.NO_BID));
        formatsWithoutBid().forEach(root.putArray("formatsWithoutBid")::add);
        final ArrayNode cases = root.putArray("cases");
        for (final CaseResult result : results) {
            final CertifyCase certifyCase = result.certifyCase();
            final ObjectNode row = cases.addObject();
            row.put("group", result.group()).put("name", certifyCase.name()).put("rule", certifyCase.rule());
            row.put("source", certifyCase.source()).put("state", result.state().label());
            result.reasons().forEach(row.putArray("reasons")::add);
        }
        Files.writeString(file, root.toPrettyString() + "\n");
    }

    private List<String> formatsWithoutBid() {
        return profile.formats().stream()
                .filter(format ->
                        results.stream().noneMatch(result -> result.bidFormats().contains(format)))
                .toList();
    }

    private long count(final State state) {
        return results.stream().filter(result -> result.state() == state).count();
    }

    private String name(final CertifyCase certifyCase) {
        return String.format(Locale.ROOT, "%-" + nameWidth + "s", certifyCase.name());
    }

    private static Tone tone(final State state) {
        return switch (state) {
            case PASS -> Tone.GOOD;
            case FAIL -> Tone.BAD;
            case NO_BID -> Tone.FAINT;
        };
    }
}
