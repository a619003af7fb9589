package io.hayate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.hayate.bidder.campaigns.catalog.CampaignCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the data lie, and that they fit. */
class VolumeTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void shouldClaimAVolume() {
        final PersistentVolumeClaimSpec claim = claim("{}");
        assertThat(claim.getAccessModes()).containsExactly("ReadWriteOnce");
        assertThat(claim.getStorageClassName()).isNull();
        assertThat(claim.getResources().getRequests()).containsEntry("storage", new Quantity("4Gi"));
        final PersistentVolumeClaimSpec other =
                claim("persistence: {size: 20Gi, storageClass: local-nvme, accessMode: ReadWriteOncePod}");
        assertThat(other.getAccessModes()).containsExactly("ReadWriteOncePod");
        assertThat(other.getStorageClassName()).isEqualTo("local-nvme");
        assertThat(other.getResources().getRequests()).containsEntry("storage", new Quantity("20Gi"));
    }

    @Test
    void shouldTakeAClaimOfTheUserOrNone() {
        final Manifest own = HayateChart.render("persistence: {existingClaim: mine}");
        assertThat(own.statefulSet().getSpec().getVolumeClaimTemplates()).isEmpty();
        assertThat(data(own).getPersistentVolumeClaim().getClaimName()).isEqualTo("mine");
        final Manifest none = HayateChart.render("persistence: {enabled: false, size: 2Gi}");
        assertThat(none.statefulSet().getSpec().getVolumeClaimTemplates()).isEmpty();
        assertThat(data(none).getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("2Gi"));
        assertThat(HayateChart.notes("persistence: {enabled: false}"))
                .contains("WARNING", "emptyDir", "gone with the pod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1Gi", "1G", "1100Mi", "1.05Gi", "1", "900000k", "0.001T"})
    void shouldRefuseAVolumeThatTheMapsDoNotFit(final String size) {
        assertThat(HayateChart.refusalOf("persistence: {size: '" + size + "'}"))
                .contains("persistence.size is " + size, "maps of 859 MiB", "at least 1115Mi");
        assertThat(HayateChart.refusalOf("persistence: {enabled: false, size: '" + size + "'}"))
                .contains("at least 1115Mi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1115Mi", "1.1Gi", "1200M", "2Gi", "1T", "0.5Ti", "1169200000"})
    void shouldTakeAVolumeThatTheMapsFit(final String size) {
        assertThat(claim("persistence: {size: '" + size + "'}").getResources().getRequests())
                .containsEntry("storage", new Quantity(size));
    }

    @Test
    void shouldLetSmallMapsHaveASmallVolume() {
        assertThat(claim("{config: {maxCampaigns: 1000, maxCreatives: 10000}, persistence: {size: 300Mi}}"))
                .isNotNull();
        assertThat(HayateChart.render("persistence: {existingClaim: mine, size: 1Mi}")
                        .pod())
                .isNotNull();
    }

    @Test
    void shouldWarnOfMemoryWithoutRoomForTheMaps() {
        assertThat(HayateChart.notes("{}")).doesNotContain("memory limit of");
        assertThat(HayateChart.notes("resources: {requests: {memory: 1Gi}, limits: {memory: 1Gi}}"))
                .contains("WARNING: maps of 859 MiB are more than half of the memory limit of 1Gi");
    }

    /** The chart's formula is an upper bound, and not far above, of what the bidder allocates. */
    @ParameterizedTest
    @CsvSource({"10000,10000", "1000,100000", "100000,1000", "50000,200000"})
    void shouldKnowHowLargeTheMapsAre(final int campaigns, final int creatives) throws Exception {
        final long formula = 4 * MIB + campaigns * 1_280L + creatives * 640L;
        CampaignCatalog.open(folder, 0, campaigns, creatives).close();
        long allocated = 0;
        try (var files = Files.list(folder)) {
            for (final Path file : files.toList()) {
                allocated += Files.size(file);
            }
        }
        assertThat(allocated).isBetween(formula * 9 / 10, formula);
        final String refusal =
                HayateChart.refusalOf("{config: {maxCampaigns: %d, maxCreatives: %d}, persistence: {size: 1Mi}}"
                        .formatted(campaigns, creatives));
        assertThat(refusal).contains("make maps of " + (1 + formula / MIB) + " MiB");
    }

    private static PersistentVolumeClaimSpec claim(final String values) {
        return HayateChart.render(values)
                .statefulSet()
                .getSpec()
                .getVolumeClaimTemplates()
                .get(0)
                .getSpec();
    }

    private static Volume data(final Manifest manifest) {
        return manifest.pod().getVolumes().stream()
                .filter(each -> each.getName().equals("data"))
                .findFirst()
                .orElseThrow();
    }
}
