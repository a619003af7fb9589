package io.hayate.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
    @Test
    void shouldSumWhatTheBidLoopsAllocated() throws IOException {
        final String threads = """
                "main" #1 prio=5 os_prio=0 cpu=51.44ms elapsed=0.37s allocated=900M defined_classes=1 tid=0x1 nid=0x2
                   java.lang.Thread.State: RUNNABLE
                "bid-loop-0" #20 [77] prio=5 os_prio=0 cpu=1.4ms elapsed=0.37s allocated=128K defined_classes=0 tid=0x1
                "bid-loop-1" #21 prio=5 os_prio=0 cpu=1.4ms elapsed=0.37s allocated=3M defined_classes=0 tid=0x1
                "acceptor-0" #22 prio=5 os_prio=0 cpu=1.4ms elapsed=0.37s allocated=64B defined_classes=0 tid=0x1
                """;

        assertThat(ProcessFigures.loopsAllocatedBytes(threads)).isEqualTo((3 << 20) + (128 << 10));
    }

    @Test
    void shouldSayWhenThereAreNoBidLoops() {
        assertThatThrownBy(() -> ProcessFigures.loopsAllocatedBytes("\"main\" #1 allocated=12K"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bid loops");
    }

    @Test
    @Tag("jdk25")
    void shouldCountTheCpuTimeOfNamedThreads() throws Exception {
        final ProcessFigures own = new ProcessFigures(ProcessHandle.current().pid());
        final ProcessFigures.Cpu before = own.cpu();
        final Thread loop = new Thread(
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                },
                "bid-loop-0");
        loop.start();
        ProcessFigures.Cpu spent = own.cpu().since(before);
        while (spent.loopsNs() < 20_000_000) {
            Thread.onSpinWait();
            spent = own.cpu().since(before);
        }
        loop.interrupt();
        loop.join();

        assertThat(spent.allNs()).isGreaterThanOrEqualTo(spent.loopsNs());
        assertThat(own.residentBytes()).isGreaterThan(10 << 20);
    }

    @Test
    void shouldReadTheKernelsListOfCores() {
        assertThat(Cores.parse("0-2,5,7-8")).containsExactly(0, 1, 2, 5, 7, 8);
        assertThat(Cores.parse("3")).containsExactly(3);
    }
}
