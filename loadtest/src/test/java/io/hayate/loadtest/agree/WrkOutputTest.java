package io.hayate.loadtest.agree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Against what wrk 4.1.0 (Debian 12) has printed. */
class WrkOutputTest {
    private static final String GOOD = """
            Running 5s test @ http://127.0.0.1:18090/x
              1 threads and 32 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   302.22us    1.69ms  57.78ms   98.95%
                Req/Sec   121.40k    35.56k  156.88k    82.35%
              Latency Distribution
                 50%  161.00us
                 75%  206.00us
                 90%  330.00us
                 99%    2.10ms
              616014 requests in 5.10s, 15.86MB read
            Requests/sec: 120777.37
            Transfer/sec:      3.11MB
            """;

    private static final String BAD_STATUS = """
            Running 1s test @ http://127.0.0.1:18090/x
              1 threads and 4 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   144.86ms  220.22ms 719.81ms   80.18%
                Req/Sec    20.22k    16.21k   34.40k    75.00%
              Latency Distribution
                 50%  210.00us
                 75%  272.42ms
                 90%  540.75ms
                 99%  702.16ms
              8123 requests in 1.06s, 531.49KB read
              Non-2xx or 3xx responses: 8123
            Requests/sec:   7698.34
            Transfer/sec:    503.70KB
            """;

    private static final String KILLED = """
            Running 2s test @ http://127.0.0.1:18090/x
              1 threads and 4 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     0.94ms    4.48ms  51.77ms   97.22%
                Req/Sec    22.53k     7.49k   33.14k    70.00%
              Latency Distribution
                 50%  110.00us
                 75%  122.00us
                 90%    1.32ms
                 99%   28.44ms
              22469 requests in 2.05s, 592.44KB read
              Socket errors: connect 0, read 4, write 24113, timeout 0
            Requests/sec:  10971.68
            Transfer/sec:    289.29KB
            """;

    @Test
    void shouldReadRateAndPercentiles() throws IOException {
        assertThat(WrkOutput.parse(GOOD)).isEqualTo(new ClientFigures(120_777.37, 161, 330, 2_100, 0));
        assertThat(WrkOutput.requests(GOOD)).isEqualTo(616_014);
    }

    @Test
    void shouldReadSecondsToo() throws IOException {
        assertThat(WrkOutput.parse(GOOD.replace("2.10ms", "1.05s")).p99Us()).isEqualTo(1_050_000);
    }

    @Test
    void shouldRefuseFiguresOfFailures() {
        assertThatThrownBy(() -> WrkOutput.parse(BAD_STATUS))
                .isInstanceOf(IOException.class)
                .hasMessage("wrk: Non-2xx or 3xx responses: 8123");
        assertThatThrownBy(() -> WrkOutput.parse(KILLED))
                .hasMessage("wrk: Socket errors: connect 0, read 4, write 24113, timeout 0");
    }

    @Test
    void shouldShowWhatItCannotRead() {
        assertThatThrownBy(() -> WrkOutput.parse("unable to connect to 127.0.0.1:1 Connection refused"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Connection refused");
    }
}
