package org.comity;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.Security;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The fences of the module diagram and of the libraries that each module may use. */
class ModularityTests {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.comity");

    @Test
    void modulesImportOnlyWhatTheirFencesAllow() {
        ApplicationModules.of(Gateway.class).verify();
    }

    @Test
    void theDiagramIsDrawnFromTheCode() {
        new Documenter(ApplicationModules.of(Gateway.class)).writeModulesAsPlantUml();
    }

    @Test
    void cmsAndKeysStayWithTrustAndEnvelope() {
        fence("org.bouncycastle..", "org.comity.trust..", "org.comity.envelope..");
    }

    @Test
    void xmlStaysWithSchemas() {
        fence("jakarta.xml.bind..", "org.comity.schemas..");
        fence("javax.xml.(validation|parsers|transform|stream)..", "org.comity.schemas..");
    }

    @Test
    void sqlStaysWithTheJournalAndItsReadModels() {
        fence("org.springframework.jdbc..", "org.comity.journal..", "org.comity.dashboard..");
        fence("java.sql..", "org.comity.journal..", "org.comity.dashboard..");
    }

    @Test
    void routesAndQueuesStayWithDelivery() {
        fence("org.apache.camel..", "org.comity.delivery..");
        fence("jakarta.jms..", "org.comity.delivery..");
        fence("org.apache.activemq.artemis..", "org.comity.delivery..");
        fence("io.opentelemetry..", "org.comity.delivery.traces..");
    }

    @Test
    void webStaysWithDeskDashboardAndThePartnerPort() {
        fence("org.springframework.web..", "org.comity.desk..", "org.comity.dashboard..", "org.comity.delivery..");
        fence("org.thymeleaf..", "org.comity.desk..");
    }

    @Test
    void holidaysAndYamlStayWhereTheyAreRead() {
        fence("de.focus_shift.jollyday..", "org.comity.deadlines..");
        fence("org.yaml.snakeyaml..", "org.comity.law.file..");
    }

    @Test
    void nothingReadsSerialisedObjects() { // THREAT-15, THREAT-102
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.beans.XMLDecoder")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(jakarta.jms.ObjectMessage.class)
                .check(CLASSES);
    }

    @Test
    void nothingUnpacksAnArchive() { // THREAT-25, THREAT-27: only the database's own binaries are unpacked
        noClasses()
                .that()
                .resideOutsideOfPackage("org.comity.journal.embedded..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                                "java.util.zip..", "java.util.jar..", "org.apache.commons.compress..", "org.tukaani..")
                        // packing one, of diagnostics, opens nothing
                        .and(not(belongToAnyOf(ZipOutputStream.class, ZipEntry.class))))
                .check(CLASSES);
    }

    @Test // outside a transaction such a stream keeps its connection, however far it is read
    void noQueryIsReadAsAStream() {
        noClasses()
                .should()
                .callMethodWhere(named("org.springframework.jdbc.core.simple.JdbcClient$MappedQuerySpec", "stream"))
                .orShould()
                .callMethodWhere(named("org.springframework.jdbc.core.JdbcOperations", "queryForStream"))
                .check(CLASSES);
    }

    @Test
    void programsAreStartedByTheDatabaseAndTheExerciseOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.comity.journal.embedded..", "org.comity.exercise..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .check(CLASSES);
        noClasses().should().callMethodWhere(named("java.lang.Runtime", "exec")).check(CLASSES);
    }

    @Test
    void noProviderOfCryptographyIsRegisteredForEverybody() {
        noClasses()
                .should()
                .callMethodWhere(named("java.security.Security", "addProvider"))
                .orShould()
                .callMethodWhere(named("java.security.Security", "insertProviderAt"))
                .check(CLASSES);
        assertThat(Security.getProvider("BC")).isNull();
    }

    @Test
    void theDomainUsesNothingButTheLanguage() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.comity.problems..",
                        "org.comity.law..",
                        "org.comity.deadlines..",
                        "org.comity.partners..",
                        "org.comity.people..",
                        "org.comity.messages..",
                        "org.comity.matters..")
                .and()
                .resideOutsideOfPackage("org.comity.law.file..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "org.comity..",
                        "de.focus_shift.jollyday..",
                        "org.jspecify..",
                        "org.springframework.modulith..",
                        "org.springframework.boot.context.properties..")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaMethodCall> named(String owner, String method) {
        return DescribedPredicate.describe(
                owner + "." + method,
                call -> call.getTargetOwner().getFullName().equals(owner)
                        && call.getName().equals(method));
    }

    private static void fence(String library, String... allowed) {
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
