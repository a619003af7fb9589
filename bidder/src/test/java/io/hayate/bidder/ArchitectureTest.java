package io.hayate.bidder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md that keep the listing the way of a request. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.hayate.bidder");

    private static final Path SOURCES = Path.of("src", "main", "java");

    private static final Pattern MUTABLE_FIELD = Pattern.compile(
            "^ {4}(private |public |volatile )+(?!static|final|abstract|synchronized)[\\w<>\\[\\], .@]+( =.*)?;$",
            Pattern.MULTILINE);

    private static final Pattern OWNER =
            Pattern.compile("Owned by|Immutable; shared|Single writer: ", Pattern.MULTILINE);

    private static final Set<String> NAMES_THAT_SAY_NOTHING =
            Set.of("util", "utils", "common", "impl", "core", "service", "manager", "helper");

    @Test
    void stagesShouldNotKnowEachOther() {
        SlicesRuleDefinition.slices()
                .matching("io.hayate.bidder.bid.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void bidRouteShouldSeeOfCampaignsOnlyWhatIsLive() {
        noClasses()
                .that()
                .resideInAPackage("..bidder.bid..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..campaigns.admit..", "..campaigns.catalog..", "..campaigns.index..", "..journal..")
                .check(CLASSES);
    }

    @Test
    void nettyShouldStayAtTheEdges() {
        onlyIn("io.netty..", "..bid.accept..", "..notices.receive..", "..admin..");
    }

    @Test
    void chronicleShouldStayInItsMaps() {
        onlyIn("net.openhft..", "..campaigns.catalog..", "..audience..");
    }

    @Test
    void histogramsShouldStayInTelemetry() {
        onlyIn("org.HdrHistogram..", "..telemetry..");
    }

    @Test
    void onlyTheConfigurationShouldReadTheEnvironment() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.hayate.bidder.Bidder")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
    }

    @Test
    void packagesShouldBeNamedAfterWhatTheyDo() {
        assertThat(packageNames())
                .allSatisfy(name ->
                        assertThat(List.of(name.split("\\."))).doesNotContainAnyElementsOf(NAMES_THAT_SAY_NOTHING));
    }

    @Test
    void everyPackageShouldBeNullMarked() {
        assertThat(packageNames())
                .allSatisfy(
                        name -> assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                                .as(name)
                                .isTrue());
    }

    @Test
    void everyClassWithStateShouldNameItsOwner() throws IOException {
        final List<String> silent = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (final Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                final String source = Files.readString(file);
                if (MUTABLE_FIELD.matcher(source).find()
                        && !OWNER.matcher(source).find()) {
                    silent.add(file.toString());
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    private static void onlyIn(final String library, final String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    private static Set<String> packageNames() {
        final Set<String> names = new TreeSet<>();
        for (final JavaClass each : CLASSES) {
            names.add(each.getPackageName());
        }
        return names;
    }
}
