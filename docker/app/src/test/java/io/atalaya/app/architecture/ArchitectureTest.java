package io.atalaya.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.atalaya.app.architecture.samples.CommandThatForgetsSites;
import io.atalaya.app.architecture.samples.CommandWithoutPermission;
import io.atalaya.app.architecture.samples.EventThatIsNoRecord;
import io.atalaya.app.architecture.samples.EventWithoutFamily;
import io.atalaya.app.architecture.samples.EventWithoutRevision;
import io.atalaya.app.architecture.samples.HasSetter;
import io.atalaya.app.architecture.samples.InjectedFields;
import io.atalaya.app.architecture.samples.MakesItsOwnClock;
import io.atalaya.app.architecture.samples.OpenEventFamily;
import io.atalaya.app.architecture.samples.PublicEndpoint;
import io.atalaya.app.architecture.samples.QueryThatForgetsSites;
import io.atalaya.app.architecture.samples.QueryThatIsTooOpen;
import io.atalaya.app.architecture.samples.QueryWithoutPermission;
import io.atalaya.app.architecture.samples.ReadsTheClock;
import io.atalaya.app.architecture.samples.UsesDate;
import io.atalaya.app.architecture.samples.UsesXStream;
import io.atalaya.app.architecture.samples.house.alerting.AlertingMeddler;
import io.atalaya.app.architecture.samples.house.command.CommandMeddler;
import io.atalaya.app.architecture.samples.house.contract.ContractMeddler;
import io.atalaya.app.architecture.samples.house.kernel.KernelMeddler;
import io.atalaya.app.architecture.samples.house.query.QueryMeddler;
import io.atalaya.app.architecture.samples.unmarked.InUnmarkedPackage;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules hold for the code, and each fails for a sample that breaks it. */
class ArchitectureTest {
    private static final String HOUSE = "io.atalaya";
    private static final String SAMPLE_HOUSE = "io.atalaya.app.architecture.samples.house";
    private static final JavaClasses MEDDLERS = new ClassFileImporter()
            .importClasses(
                    CommandMeddler.class,
                    QueryMeddler.class,
                    AlertingMeddler.class,
                    KernelMeddler.class,
                    ContractMeddler.class);

    @ParameterizedTest
    @ValueSource(strings = {"shared-kernel", "command-side", "query-side", "alerting-saga", "docker/app"})
    void everyModuleIsLookedAt(String module) {
        Path source = MainCode.REPOSITORY.resolve(module).resolve("src/main/java");
        assertThat(MainCode.sources()).anyMatch(file -> file.startsWith(source));
        assertThat(MainCode.sources())
                .filteredOn(file -> file.startsWith(source))
                .allSatisfy(file -> assertThat(MainCode.CLASSES.contain(className(source.relativize(file))))
                        .as("%s is among the imported classes", file)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "query", "alerting"})
    void aSideKnowsNoOtherSide(String side) {
        ModuleRules.sideStandsAlone(HOUSE, side).check(MainCode.CLASSES);
        assertThat(violations(ModuleRules.sideStandsAlone(SAMPLE_HOUSE, side), MEDDLERS))
                .contains(meddlers(ModuleRules.forbiddenTo(side)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel", "contract"})
    void whatIsSharedKnowsNobody(String shared) {
        ModuleRules.sharedKnowsNobody(HOUSE, shared).check(MainCode.CLASSES);
        assertThat(violations(ModuleRules.sharedKnowsNobody(SAMPLE_HOUSE, shared), MEDDLERS))
                .contains(meddlers(ModuleRules.forbiddenTo(shared)));
    }

    @Test
    void timeComesFromAClock() {
        CodeRules.NOBODY_READS_THE_SYSTEM_CLOCK.check(MainCode.CLASSES);
        assertThat(violations(CodeRules.NOBODY_READS_THE_SYSTEM_CLOCK, ReadsTheClock.class))
                .contains(
                        "ReadsTheClock.<init>",
                        "ReadsTheClock.instant",
                        "ReadsTheClock.local",
                        "ReadsTheClock.millis",
                        "ReadsTheClock.date");
    }

    @Test
    void onlySettingsMakeAClock() {
        CodeRules.ONLY_SETTINGS_MAKE_A_CLOCK.check(MainCode.CLASSES);
        assertThat(violations(CodeRules.ONLY_SETTINGS_MAKE_A_CLOCK, MakesItsOwnClock.class))
                .contains("MakesItsOwnClock");
    }

    @Test
    void eventsAreRecordsWithARevision() {
        assertThat(MainCode.events()).contains(ReadingsRecorded.class).hasSizeGreaterThan(1);
        MessageRules.EVENTS_ARE_RECORDS_WITH_A_REVISION.check(MainCode.CLASSES);
        assertThat(violations(MessageRules.EVENTS_ARE_RECORDS_WITH_A_REVISION, EventWithoutRevision.class))
                .contains("EventWithoutRevision");
        assertThat(violations(MessageRules.EVENTS_ARE_RECORDS_WITH_A_REVISION, EventThatIsNoRecord.class))
                .contains("EventThatIsNoRecord");
    }

    @Test
    void eventsBelongToSealedFamilies() {
        MessageRules.EVENTS_BELONG_TO_SEALED_FAMILIES.check(MainCode.CLASSES);
        assertThat(violations(MessageRules.EVENTS_BELONG_TO_SEALED_FAMILIES, OpenEventFamily.class))
                .contains("OpenEventFamily");
        assertThat(violations(MessageRules.EVENTS_BELONG_TO_SEALED_FAMILIES, EventWithoutFamily.class))
                .contains("EventWithoutFamily");
    }

    @Test
    void commandsAndQueriesNameAPermission() {
        MessageRules.MESSAGES_NAME_A_PERMISSION.check(MainCode.CLASSES);
        assertThat(violations(MessageRules.MESSAGES_NAME_A_PERMISSION, CommandWithoutPermission.class))
                .contains("CommandWithoutPermission");
        assertThat(violations(MessageRules.MESSAGES_NAME_A_PERMISSION, QueryWithoutPermission.class))
                .contains("QueryWithoutPermission");
    }

    @ParameterizedTest
    @ValueSource(classes = {CommandThatForgetsSites.class, QueryThatForgetsSites.class, QueryThatIsTooOpen.class})
    void commandsAndQueriesSayWhatSitesMean(Class<?> sample) {
        MessageRules.MESSAGES_SAY_WHAT_SITES_MEAN.check(MainCode.CLASSES);
        assertThat(violations(MessageRules.MESSAGES_SAY_WHAT_SITES_MEAN, sample))
                .contains(sample.getSimpleName());
    }

    @Test
    void endpointsArePackagePrivate() {
        CodeRules.ENDPOINTS_ARE_PACKAGE_PRIVATE.check(MainCode.CLASSES);
        assertThat(violations(CodeRules.ENDPOINTS_ARE_PACKAGE_PRIVATE, PublicEndpoint.class))
                .contains("PublicEndpoint");
    }

    @Test
    void endpointsStandAtTheEdge() {
        CodeRules.ENDPOINTS_STAND_AT_THE_EDGE.check(MainCode.CLASSES);
        assertThat(violations(CodeRules.ENDPOINTS_STAND_AT_THE_EDGE, PublicEndpoint.class))
                .contains("PublicEndpoint");
    }

    @Test
    void nobodyUsesDate() {
        CodeRules.NO_DATE.check(MainCode.CLASSES);
        assertThat(violations(CodeRules.NO_DATE, UsesDate.class)).contains("UsesDate");
    }

    @Test
    void nobodyUsesXStream() {
        CodeRules.NO_XSTREAM.check(MainCode.CLASSES);
        assertThat(violations(CodeRules.NO_XSTREAM, UsesXStream.class)).contains("UsesXStream");
    }

    @Test
    void nobodyUsesLombok() {
        assertThat(MainCode.sources()).noneMatch(file -> CodeRules.usesLombok(read(file)));
    }

    @ParameterizedTest
    @CsvSource({
        "import lombok.Value;,                  true",
        "import static lombok.AccessLevel.NONE;, true",
        "@lombok.Value record A() {},           true",
        "// import lombok.Value;,               false"
    })
    void lombokIsFoundInASample(String source, boolean found) {
        assertThat(CodeRules.usesLombok("package sample;\n" + source)).isEqualTo(found);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        CodeRules.NO_FIELD_INJECTION.check(MainCode.CLASSES);
        assertThat(violations(CodeRules.NO_FIELD_INJECTION, InjectedFields.class))
                .contains("InjectedFields.autowired", "InjectedFields.value", "InjectedFields.persistenceContext");
    }

    @Test
    void nothingHasSettersExceptWhereALibraryAsksForThem() {
        CodeRules.NO_SETTERS.check(MainCode.CLASSES);
        assertThat(violations(CodeRules.NO_SETTERS, HasSetter.class))
                .contains("HasSetter.setName")
                .doesNotContain("HasSetter.setRequest", "HasSetter.setAttribute");
    }

    @Test
    void packagesAreNullMarked() {
        CodeRules.PACKAGES_ARE_NULL_MARKED.check(MainCode.CLASSES);
        assertThat(violations(CodeRules.PACKAGES_ARE_NULL_MARKED, InUnmarkedPackage.class))
                .contains("InUnmarkedPackage");
    }

    private static String violations(ArchRule rule, Class<?> sample) {
        return violations(rule, new ClassFileImporter().importClasses(sample));
    }

    private static String violations(ArchRule rule, JavaClasses samples) {
        return String.join("\n", rule.evaluate(samples).getFailureReport().getDetails());
    }

    private static List<String> meddlers(List<String> parts) {
        List<String> names = new ArrayList<>();
        for (String part : parts) {
            names.add("." + part + "." + Character.toUpperCase(part.charAt(0)) + part.substring(1) + "Meddler");
        }
        return names;
    }

    private static String className(Path source) {
        return source.toString()
                .replace(source.getFileSystem().getSeparator(), ".")
                .replaceAll("\\.java$", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
