package io.hayate.loadtest.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentReaderTest {
    @TempDir
    private Path root;

    @Test
    void shouldLeaveOutWhatCannotBeFoundOut() {
        final Environment environment = new EnvironmentReader(root, root).environment();
        assertThat(environment.machine().cpu()).isNull();
        assertThat(environment.machine().os()).isNull();
        assertThat(environment.machine().memoryBytes()).isZero();
        assertThat(environment.machine().containerCpus()).isNull();
        assertThat(environment.machine().containerMemoryBytes()).isNull();
        assertThat(environment.machine().processors()).isPositive();
        assertThat(environment.commit()).isNull();
        assertThat(environment.harness()).isNotBlank();
        assertThat(environment.jvm().jdk()).contains(System.getProperty("java.runtime.version"));
        assertThat(environment.jvm().collectors()).isNotEmpty();
    }

    @Test
    void shouldReadTheMachine() throws IOException {
        file("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC 7763: 64-Core\nmodel name\t: other\n");
        file("proc/meminfo", "MemTotal:       16384256 kB\nMemFree:  1 kB\n");
        file("etc/os-release", "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
        final Environment.Machine machine = new EnvironmentReader(root, root).machine();
        assertThat(machine.cpu()).isEqualTo("AMD EPYC 7763: 64-Core");
        assertThat(machine.memoryBytes()).isEqualTo(16384256L * 1024);
        assertThat(machine.os()).isEqualTo("Debian GNU/Linux 12 (bookworm)");
    }

    @Test
    void shouldTakeTheNarrowestLimitOfControlGroupsVersion2() throws IOException {
        file("proc/self/cgroup", "0::/pods/pod1/box\n");
        file("sys/fs/cgroup/pods/pod1/box/cpu.max", "max 100000\n");
        file("sys/fs/cgroup/pods/pod1/box/memory.max", "max\n");
        file("sys/fs/cgroup/pods/pod1/cpu.max", "150000 100000\n");
        file("sys/fs/cgroup/pods/pod1/memory.max", "2147483648\n");
        file("sys/fs/cgroup/pods/memory.max", "4294967296\n");
        assertLimits(1.5, 2147483648L);
    }

    @Test
    void shouldReadVersion2AtItsMountWhenTheGroupIsOutOfSight() throws IOException {
        file("proc/self/cgroup", "0::/../../outer\n");
        file("sys/fs/cgroup/cpu.max", "200000 100000\n");
        assertLimits(null, null);
        file("proc/self/cgroup", "0::/\n");
        assertLimits(2.0, null);
    }

    @Test
    void shouldReadControlGroupsVersion1() throws IOException {
        file("proc/self/cgroup", "5:memory:/docker/x\n4:cpu,cpuacct:/docker/x\n1:name=systemd:/docker/x\nnonsense\n");
        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000\n");
        file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "536870912\n");
        assertLimits(0.5, 536870912L);
        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertLimits(null, null);
    }

    @Test
    void shouldKeepFlagsOfTheJvmWithoutPathsAndProperties() {
        assertThat(EnvironmentReader.keptFlags(List.of(
                        "-Xmx1g",
                        "-XX:+UseZGC",
                        "-XX:HeapDumpPath=/home/somebody/dumps",
                        "-Xlog:gc:/home/somebody/gc.log",
                        "-Xlog:gc*:file=C:\\Users\\somebody\\gc.log",
                        "-ea",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-javaagent:/opt/agent.jar",
                        "-Dsecret=x")))
                .containsExactly(
                        "-Xmx1g",
                        "-XX:+UseZGC",
                        "-XX:HeapDumpPath=...",
                        "-Xlog:gc:...",
                        "-Xlog:gc*:file=...",
                        "-ea",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED");
    }

    private void assertLimits(final Double cpus, final Long memoryBytes) {
        assertThat(ContainerLimits.read(root)).isEqualTo(new ContainerLimits(cpus, memoryBytes));
    }

    private void file(final String path, final String content) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), content);
    }
}
