package io.hayate.bidder.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.accept.NoticeRoute.NoticeAnswer;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.ExchangeProfiles;
import io.hayate.bidder.exchanges.PriceKeys;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.LedgerQueries;
import io.hayate.bidder.notices.receive.NoticeReceiver;
import io.hayate.bidder.notices.receive.TestConversions;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenSigner;
import io.hayate.bidder.notices.token.TokenVerdict;
import io.hayate.bidder.notices.token.TokenVerifier;
import io.hayate.bidder.notices.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whatever is called as notice. {@code TOKEN} in the bytes stands for a token of ours of the path's kind, so that what
 * lies behind the signature is reached; all come with the admin token. No call of any form may book more than the one bid's
 * price, once.
 */
public final class NoticeUriTarget {
    private static final LedgerProxy LEDGER = new LedgerProxy();
    private static final LedgerQueries QUERIES = new LedgerQueries();
    private static final LedgerAgent AGENT = new LedgerAgent(
            1,
            new LiveIndex(1),
            0,
            List.of(new BudgetLane()),
            List.of(LEDGER),
            QUERIES,
            Tokens.DAY_MS,
            () -> Tokens.NOW_MS);
    private static final NoticeReceiver RECEIVER = new NoticeReceiver(
            new TokenVerifier(Tokens.keys(Tokens.KEY_A), Tokens.DAY_MS),
            ExchangeProfiles.builtIn().all(),
            PriceKeys.NONE,
            LEDGER,
            TestConversions.PARTS,
            () -> Tokens.NOW_MS);
    private static final TokenSigner SIGNER = new TokenSigner(Tokens.keys(Tokens.KEY_A));
    private static final String LANDING_PAGE = "https://shop.example/?c=${CLICK_ID}";
    private static final String LANDED = LANDING_PAGE.replace("${CLICK_ID}", "");
    private static final TokenVerifier CLICK_IDS = new TokenVerifier(Tokens.keys(Tokens.KEY_A), Tokens.DAY_MS);
    private static final NoticePayload PAYLOAD = Tokens.payload();

    private NoticeUriTarget() {}

    public static void fuzzerTestOneInput(final byte[] uri) {
        final String text = new String(uri, StandardCharsets.ISO_8859_1);
        final String called = text.contains("TOKEN") ? text.replace("TOKEN", tokenFor(text)) : text;

        final NoticeAnswer answer = RECEIVER.receive(called, TestConversions.AUTHORIZATION);

        final var account = QUERIES.ask(PAYLOAD.campaignId).toCompletableFuture();
        AGENT.doWork();
        account.join().ifPresent(statement -> {
            assertThat(statement.billed()).isLessThanOrEqualTo(1);
            assertThat(statement.spentTotalNanos()).isBetween(0L, PAYLOAD.bidCpmMicros);
        });
        if (answer == NoticeAnswer.REDIRECT) {
            final String landingPage = RECEIVER.landingPage();
            assertThat(landingPage).startsWith(LANDED);
            final String clickId = landingPage.substring(LANDED.length());
            assertThat(Tokens.verify(CLICK_IDS, NoticeKind.CONVERSION, clickId, new NoticePayload()))
                    .isEqualTo(TokenVerdict.OK);
        }
    }

    private static String tokenFor(final String uri) {
        for (final NoticeKind kind : NoticeKind.values()) {
            if (kind != NoticeKind.CLICK && uri.startsWith(NoticeReceiver.PATH_PREFIX + kind.label())) {
                return Tokens.token(SIGNER, PAYLOAD, kind);
            }
        }
        return Tokens.clickToken(SIGNER, PAYLOAD, LANDING_PAGE);
    }
}
