package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.BodyPages;
import io.hayate.bidder.campaigns.DocumentPage;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/**
 * A list of documents as the body of an answer: each page begins behind the id that the one before ended with, so what
 * changes meanwhile is told as it is when its page is read. Single writer: the campaign agent, a page at a time; reader: the
 * admin loop, one volatile read before it asks for the next.
 */
final class DocumentList implements BodyPages {
    private static final byte[] END = new byte[0];

    private final LongFunction<? extends CompletionStage<DocumentPage>> pages;
    private volatile DocumentPage last;

    private DocumentList(final LongFunction<? extends CompletionStage<DocumentPage>> pages, final DocumentPage first) {
        this.pages = pages;
        this.last = first;
    }

    /** @param pages by the id that they begin behind */
    static CompletionStage<AdminAnswer> answer(final LongFunction<? extends CompletionStage<DocumentPage>> pages) {
        return Answers.of(
                pages.apply(DocumentPage.BEFORE_ALL),
                first -> new AdminAnswer(
                        200,
                        Answers.NDJSON,
                        first.ndjson(),
                        Map.of(),
                        first.isLast() ? null : new DocumentList(pages, first)));
    }

    /** A page is never empty but the last, for all documents that it should hold may just have been deleted. */
    @Override
    public CompletionStage<byte[]> next() {
        if (last.isLast()) {
            return CompletableFuture.completedStage(END);
        }
        return pages.apply(last.lastId()).thenApply(page -> {
            last = page;
            return page.ndjson();
        });
    }
}
