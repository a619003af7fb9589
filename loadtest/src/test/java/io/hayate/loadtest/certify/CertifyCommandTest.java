package io.hayate.loadtest.certify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.StubBidder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CertifyCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @MethodSource("profiles")
    void shouldCertifyABidderThatDoesEverythingRight(final String profile) throws IOException {
        assertThat(certify(profile, Fault.NONE)).as(() -> out.toString()).isZero();
        assertThat(out.toString()).contains("Certified.", " 0 failed").doesNotContain("FAIL");
        assertThat(failed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "LONG_CRID"})
    void shouldNotCertifyABidderWithAFault(final Fault fault) throws IOException {
        assertThat(certify("demo", fault)).isEqualTo(LoadTest.EXIT_FAILED);
        assertThat(failed()).contains(fault.noticedBy);
        assertThat(out.toString()).contains("Not certified.");
    }

    @Test
    void shouldNotCertifyABidderThatNeverBids() throws IOException {
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(204, ""))) {
            assertThat(run("--profile=demo", "--url=" + bidder.url())).isEqualTo(LoadTest.EXIT_FAILED);
        }
        assertThat(out.toString())
                .contains("No bid of format banner was seen.", "No bid of format audio was seen.")
                .contains("campaigns --wide-open --currencies USD --deals certify-deal")
                .contains("no bid  floor-above-the-bid");
        assertThat(failed()).allMatch(name -> name.startsWith("malformed"));
    }

    @Test
    void shouldNotCertifyABidderThatIsNotThere() throws IOException {
        assertThat(run("--profile=demo", "--url=http://127.0.0.1:1", "--timeout=500"))
                .isEqualTo(LoadTest.EXIT_FAILED);
        assertThat(out.toString()).contains("No answer: Connection refused");
    }

    @Test
    void shouldTimeAnswersByTheClock() throws IOException {
        final AtomicLong nowNs = new AtomicLong();
        try (StubBidder bidder = ExemplaryBidder.start(CaseFiles.profile("demo"), Fault.NONE)) {
            execute(
                    new CertifyCommand(() -> nowNs.addAndGet(251_000_000L)),
                    "--profile=demo",
                    "--url=" + bidder.url(),
                    "--json=" + directory.resolve("results.json"));
        }
        assertThat(failed()).containsExactly("tmax");
        assertThat(out.toString()).contains("The answer took 251 ms, tmax is 250.");
    }

    @Test
    void shouldNoticeALongCridWhereTheExchangeHasALimit() throws IOException {
        assertThat(certify("google", Fault.LONG_CRID)).isEqualTo(LoadTest.EXIT_FAILED);
        assertThat(failed()).contains(Fault.LONG_CRID.noticedBy);
        assertThat(out.toString()).contains("has 66 bytes, not 64");
    }

    @Test
    void shouldUseTheProfilesPathWhereTheUrlHasNone() throws IOException {
        final Set<String> paths = new HashSet<>();
        try (StubBidder bidder = StubBidder.start((call, number) -> {
            paths.add(call.uri());
            call.answer(204, "");
        })) {
            run("--profile=fluct", "--url=http://127.0.0.1:" + bidder.port());
            assertThat(paths).containsExactly("/openrtb2/fluct");
            paths.clear();
            run("--profile=fluct", "--url=http://127.0.0.1:" + bidder.port() + "/rtb?k=1");
            assertThat(paths).containsExactly("/rtb?k=1");
        }
    }

    @Test
    void shouldListCasesWithoutSending() {
        assertThat(execute(new CertifyCommand(), "--list", "--url=http://127.0.0.1:1"))
                .isZero();
        assertThat(out.toString())
                .contains("Transport", "keep-alive", "A connection takes request after request. (OpenRTB 2.6, 2.2)");
    }

    @Test
    void shouldSayWhatIsWrongWithTheCommandLine() {
        assertThat(execute(new CertifyCommand(), "--profile=nobody")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString())
                .contains("there is no profile nobody; there are generic, demo, google, index, fluct");
        assertThat(execute(new CertifyCommand(), "--url=ftp://x/")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("not an http:// or https:// URL with a host: ftp://x/");
    }

    @Test
    void casesShouldHaveNamesOfTheirOwnAndSayTheirRuleAndSource() {
        final Set<String> names = new HashSet<>();
        for (final CertifyCase.Group group : CaseFiles.groups()) {
            for (final CertifyCase certifyCase : group.cases()) {
                assertThat(names.add(certifyCase.name())).as(certifyCase.name()).isTrue();
                assertThat(certifyCase.rule()).endsWith(".");
                assertThat(certifyCase.source()).isNotEmpty();
            }
        }
        assertThat(names).hasSizeGreaterThan(90);
    }

    static List<String> profiles() {
        return ExchangeProfile.NAMES;
    }

    private int certify(final String profile, final Fault fault) throws IOException {
        try (StubBidder bidder = ExemplaryBidder.start(CaseFiles.profile(profile), fault)) {
            return run("--profile=" + profile, "--url=" + bidder.url(), "--timeout=20000");
        }
    }

    private int run(final String... arguments) {
        final List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json=" + directory.resolve("results.json"));
        return execute(new CertifyCommand(), all.toArray(String[]::new));
    }

    private int execute(final CertifyCommand command, final String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private List<String> failed() throws IOException {
        final List<String> names = new ArrayList<>();
        new ObjectMapper()
                .readTree(directory.resolve("results.json").toFile())
                .path("cases")
                .forEach(row -> {
                    if (row.path("state").asText().equals("FAIL")) {
                        names.add(row.path("name").asText());
                    }
                });
        return names;
    }
}
