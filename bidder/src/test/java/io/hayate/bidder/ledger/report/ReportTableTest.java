package io.hayate.bidder.ledger.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTableTest {
    private static final int DEMO = 3;
    private static final int OTHER = 4;
    private static final long HOUR_MS = 3_600_000;
    private static final String COUNTS = "bids,wins,billed,impressions,clicks,conversions,losses,";

    private final ReportTable table = new ReportTable(new ReportLimits(24, 10, 1_000));
    private final NoticeRecord notice = new NoticeRecord();
    private long nowMs = Instant.parse("2026-11-22T14:59:00Z").toEpochMilli();

    ReportTableTest() {
        table.onAccount(1, 7, CurrencyCode.USD);
        table.onAccount(2, 7, CurrencyCode.of("EUR"));
    }

    @Test
    void shouldTellRowsApartByWhatIsAskedAndInThatOrder() throws Exception {
        bids(1, DEMO, 10);
        notice(NoticeKind.WIN, 1, DEMO, 0);
        notice(NoticeKind.BILL, 1, DEMO, 1_500_000);
        nowMs += HOUR_MS;
        notice(NoticeKind.WIN, 1, OTHER, 0);
        notice(NoticeKind.IMPRESSION, 2, OTHER, 0);
        assertThat(csv("by", "exchange,hour"))
                .containsExactly(
                        "exchange,hour,hours,currency," + COUNTS
                                + "value,spend,wonAtBid,winRate,ecpm,winsNotBilled,billedWithoutWin",
                        "demo,2026-11-22T14:00:00Z,1,USD,10,1,1,0,0,0,0,0,0.0015,0.002,0.1,1.5,0,0",
                        "other,2026-11-22T15:00:00Z,1,EUR,0,0,0,1,0,0,0,0,0,0,,0,0,0",
                        "other,2026-11-22T15:00:00Z,1,USD,0,1,0,0,0,0,0,0,0,0.002,,,1,0");
    }

    @Test
    void shouldNeverAddUpCurrencies() throws Exception {
        notice(NoticeKind.BILL, 1, DEMO, 1);
        notice(NoticeKind.BILL, 2, DEMO, 2);
        assertThat(csv()).hasSize(3).anyMatch(row -> row.startsWith("EUR")).anyMatch(row -> row.startsWith("USD"));
        assertThat(csv("campaign", "2")).hasSize(2);
        assertThat(csv("exchange", "other")).hasSize(1);
        assertThat(csv("from", "2026-11-22T15:00:00Z")).hasSize(1);
        assertThat(csv("to", "2026-11-23", "from", "2026-11-22")).hasSize(3);
    }

    @Test
    void shouldTellBillsWithoutAWin() throws Exception {
        notice(NoticeKind.BILL, 1, DEMO, 5);
        assertThat(csv("by", "campaign").get(1)).endsWith(",0,1");
        notice(NoticeKind.WIN, 1, DEMO, 0);
        assertThat(csv("by", "campaign").get(1)).endsWith(",0,0");
    }

    @Test
    void shouldCountLossesByReason() throws Exception {
        notice.lossReason = 102;
        notice(NoticeKind.LOSS, 1, DEMO, 0);
        notice(NoticeKind.LOSS, 1, DEMO, 0);
        notice.lossReason = 1_000_000;
        notice(NoticeKind.LOSS, 1, OTHER, 0);
        assertThat(csv("by", "campaign,exchange,reason"))
                .containsExactly("campaign,exchange,reason,losses", "1,demo,102,2", "1,other,,1");
    }

    @Test
    void shouldAddUpOldHoursToDaysAndKeepEverySum() throws Exception {
        for (int hour = 0; hour < 24 * 6; hour++) {
            bids(1, DEMO, 1);
            nowMs += HOUR_MS;
        }
        assertThat(csv().get(1)).startsWith("USD,144,");
        final List<String> byHour = csv("by", "hour");
        assertThat(byHour).anyMatch(row -> row.startsWith("2026-11-23T00:00:00Z,24,USD,24,"));
        assertThat(csv("by", "day")).hasSize(1 + 7).anyMatch(row -> row.startsWith("2026-11-28,USD,"));
        assertThat(table.counters().get(ReportCounter.HOURS_MERGED)).isPositive();
        // A record that comes late goes where its hour is now.
        nowMs = Instant.parse("2026-11-23T05:00:00Z").toEpochMilli();
        bids(1, DEMO, 1);
        assertThat(csv("by", "hour"))
                .contains(byHour.stream()
                        .filter(row -> row.startsWith("2026-11-23T00:00:00Z,24,USD,24,"))
                        .map(row -> row.replace(",24,USD,24,", ",24,USD,25,"))
                        .findAny()
                        .orElseThrow());
    }

    @Test
    void shouldForgetDaysAfterTheirTime() throws Exception {
        bids(1, DEMO, 1);
        nowMs += 9 * 24 * HOUR_MS;
        bids(1, DEMO, 1);
        assertThat(csv().get(1)).startsWith("USD,2,");
        nowMs += 24 * HOUR_MS;
        bids(1, DEMO, 1);
        assertThat(csv().get(1)).startsWith("USD,2,");
        assertThat(table.counters().get(ReportCounter.DAYS_EXPIRED)).isEqualTo(1);
    }

    @Test
    void shouldHoldNoMoreRowsThanItMay() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            bids(1_000 + i, DEMO, 1);
            nowMs += i % 700 == 0 ? HOUR_MS : 0;
        }
        assertThat(table.rowCount()).isLessThanOrEqualTo(1_000);
        assertThat(table.counters().get(ReportCounter.ROWS_DROPPED)).isGreaterThanOrEqualTo(4_000);
        for (int i = 0; i < 2_000; i++) {
            bids(100_000 + i, DEMO, 1);
        }
        assertThat(table.rowCount()).isEqualTo(1_000);
    }

    @Test
    void shouldComeBackFromACheckpointAsItWas() throws Exception {
        final Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            nowMs += random.nextInt(60_000);
            final long campaign = 1L + random.nextInt(20);
            if (random.nextBoolean()) {
                bids(campaign, random.nextInt(5), random.nextInt(4));
            } else {
                notice.lossReason = random.nextInt(200);
                notice(NoticeKind.values()[random.nextInt(6)], campaign, random.nextInt(5), random.nextInt(2_000_000));
            }
        }
        final List<byte[]> records = records(table);
        final ReportTable again = new ReportTable(new ReportLimits(24, 10, 1_000));
        for (final byte[] record : records) {
            assertThat(again.onRecord(ByteBuffer.wrap(record))).isTrue();
        }
        assertThat(records(again)).containsExactlyElementsOf(records);
        assertThat(again.rowCount()).isEqualTo(table.rowCount());
        assertThat(again.onRecord(ByteBuffer.wrap(new byte[] {1, 2, 3}))).isFalse();
    }

    @Test
    void shouldAddUpInSlicesWhatComesOutInOne() throws Exception {
        for (int i = 0; i < 900; i++) {
            bids(1 + i % 300, DEMO, i);
            nowMs += i % 300 == 299 ? HOUR_MS : 0;
        }
        final ReportRequest request = ReportRequest.parse(Map.of("by", "campaign", "format", "csv"), null);
        final ReportRun slices = new ReportRun(request, table, ReportTableTest::name);
        int cycles = 1;
        while (slices.work(100)) {
            cycles++;
        }
        assertThat(cycles).isGreaterThan(8);
        assertThat(text(slices.report())).isEqualTo(text(whole(request))).hasLineCount(301);
    }

    @ParameterizedTest
    @CsvSource({
        "by,campaign;colour,by: there is no 'colour'",
        "by,campaign;campaign,by: campaign is named twice",
        "by,hour;reason,by: reasons are counted by the day",
        "from,yesterday,from: 'yesterday' is no time",
        "campaign,0,campaign: '0' is no id",
        "exchange,Demo!,exchange: 'Demo!' is no name",
        "format,xml,format: 'xml' is neither",
        "colour,red,'colour': there is no such parameter"
    })
    void shouldSayWhatCannotBeAsked(final String name, final String value, final String reason) {
        assertThatThrownBy(() -> ReportRequest.parse(Map.of(name, value.replace(';', ',')), null))
                .hasMessageStartingWith(reason);
    }

    @Test
    void shouldAnswerCsvToWhoAcceptsIt() throws Exception {
        assertThat(ReportRequest.parse(Map.of(), "text/csv").csv()).isTrue();
        assertThat(ReportRequest.parse(Map.of(), "*/*").csv()).isFalse();
        assertThat(ReportRequest.parse(Map.of("format", "json"), "text/csv").csv())
                .isFalse();
    }

    private void bids(final long campaign, final int exchange, final long count) {
        table.onBids(nowMs, campaign, exchange, count);
    }

    private void notice(final NoticeKind kind, final long campaign, final int exchange, final long costNanos) {
        notice.kind = kind;
        notice.noticeTimeMs = nowMs;
        notice.campaignId = campaign;
        notice.exchange = exchange;
        notice.currency = campaign == 2 ? CurrencyCode.of("EUR") : CurrencyCode.USD;
        notice.billedOn = NoticeKind.BILL;
        notice.reservedNanos = 2_000_000;
        notice.costNanos = costNanos;
        table.onNotice(notice, notice.books());
    }

    private static String name(final int number) {
        return number == DEMO ? "demo" : number == OTHER ? "other" : "exchange-" + number;
    }

    private Report whole(final ReportRequest request) {
        final ReportRun run = new ReportRun(request, table, ReportTableTest::name);
        assertThat(run.work(Integer.MAX_VALUE)).isFalse();
        return run.report();
    }

    private List<String> csv(final String... parameters) throws Exception {
        final Map<String, String> query = new java.util.HashMap<>(Map.of("format", "csv"));
        for (int i = 0; i < parameters.length; i += 2) {
            query.put(parameters[i], parameters[i + 1]);
        }
        return text(whole(ReportRequest.parse(query, null))).lines().toList();
    }

    private static String text(final Report report) {
        final ReportPages pages = new ReportPages(report);
        final StringBuilder text = new StringBuilder(new String(pages.head(), StandardCharsets.UTF_8));
        for (byte[] page = pages.page(); page.length > 0; page = pages.page()) {
            text.append(new String(page, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static List<byte[]> records(final ReportTable of) throws IOException {
        final List<byte[]> records = new ArrayList<>();
        of.writeTo(record -> records.add(Arrays.copyOf(record, record.length)));
        return records;
    }
}
