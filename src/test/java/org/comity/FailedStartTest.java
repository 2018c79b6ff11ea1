package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.comity.journal.embedded.EmbeddedPostgres;
import org.comity.partners.AgencyId;
import org.comity.trust.KeyAlgorithm;
import org.comity.trust.KeyFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads when the gateway does not start: one short problem with its remedy, no stack trace, an exit code. */
class FailedStartTest {
    private static final AgencyId AGENCY = new AgencyId("jp-night");
    private static final int HEAP = 256;

    @TempDir
    private Path directory;

    private final int first = FreePorts.first();

    @Test
    void whateverIsMissingIsNamedAtOnceBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket other = new ServerSocket(first + 1, 1, InetAddress.getLoopbackAddress())) {
            String said = failedStart("""
                      agencyy:
                        id: jp-night
                      trust:
                        pasword-file: key-password
                        password-file: %s
                        key-overlap: a month
                    """.formatted(directory.resolve("nowhere")));
            assertThat(other.isBound()).isTrue();
            assertThat(said)
                    .contains("there is no setting comity.agencyy.id")
                    .contains("there is no setting comity.trust.pasword-file")
                    .contains("do you mean comity.trust.password-file?")
                    .contains("comity.trust.key-overlap")
                    .contains("the port of the partners, " + (first + 1))
                    .contains("set comity.port.partners");
        }
        assertThat(directory.resolve("data/postgres")).doesNotExist();
    }

    @Test
    void keysAndTheirPasswordAreMissedTogether() throws Exception {
        assertThat(failedStart(
                        trust("password-file", directory.resolve("nowhere").toString())))
                .contains("has no signing key", "has no encryption key", "has no tls key", "has no journal key")
                .contains("the password file " + directory.resolve("nowhere") + " is not there: put it back");
    }

    @Test // THREAT-112: nothing of the password is printed
    void aWrongPasswordAndADamagedKeyFileAreNamedWithTheirPlace() throws Exception {
        keys();
        Path signing = directory.resolve("data/keys/jp-night/signing.p12");
        Files.writeString(signing, "cut off");
        assertThat(failedStart(trust("password", "right")))
                .contains("the key file " + signing + " is damaged: take it from the backup");
        assertThat(failedStart(trust("password", "not-the-right-one")))
                .contains("the password does not open the key file " + signing.resolveSibling("tls.p12"))
                .doesNotContain("not-the-right-one");
    }

    @Test
    void aSecondGatewayOnTheSameDataHearsOfTheFirst() throws Exception {
        keys();
        try (EmbeddedPostgres taken = EmbeddedPostgres.start(directory.resolve("data/postgres"))) {
            assertThat(taken.pid()).isPositive();
            assertThat(failedStart(trust("password", "right"))).contains("another gateway runs on " + directory);
        }
    }

    @Test // THREAT-126
    void aSecondNodeOfOneDatabaseOnTheSameDataHearsOfTheFirst() throws Exception {
        keys();
        Path lock = directory.resolve("data/gateway.lock");
        try (FileChannel first = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(first.tryLock()).isNotNull();
            assertThat(failedStart(trust("password", "right") + externalDatabase()))
                    .contains("another gateway runs on " + directory);
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsOneSentenceAndTheTraceIsForWhoAsks() throws Exception {
        keys();
        String settings = trust("password", "right") + externalDatabase();
        assertThat(failedStart(settings))
                .contains("The gateway does not start: ")
                .contains("127.0.0.1:" + (first + 3));
        assertThat(start(settings, "--debug").said()).contains("\tat ");
    }

    private String externalDatabase() {
        return """
                spring.datasource.url: jdbc:postgresql://127.0.0.1:%d/comity
                spring.datasource.hikari.initialization-fail-timeout: 1
                """.formatted(first + 3);
    }

    private String failedStart(String settings) throws IOException {
        Ended ended = start(settings);
        assertThat(ended.exit()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said()).doesNotContain("\tat ", "Exception:");
        assertThat(ended.said().lines().count()).as(ended.said()).isLessThan(40);
        return ended.said();
    }

    private record Ended(int exit, String said) {}

    private Ended start(String settings, String... options) throws IOException {
        Path file = directory.resolve("gateway.yaml");
        Files.writeString(
                file,
                String.format(Locale.ROOT, """
                server: {port: %d, address: 127.0.0.1}
                management.server.port: %d
                comity:
                  data: %s
                  port: {partners: %d, address: 127.0.0.1}
                %s""", first, first + 2, directory.resolve("data"), first + 1, settings));
        List<String> arguments = new ArrayList<>(List.of("serve", "--settings", file.toString()));
        arguments.addAll(List.of(options));
        try (GatewayProcess process =
                GatewayProcess.start(directory.resolve("console"), HEAP, arguments.toArray(String[]::new))) {
            return new Ended(process.awaitEnd(), process.console());
        }
    }

    private static String trust(String setting, String value) {
        return """
                  agencies: [{id: jp-night, name: Night, country: JP, zone: Asia/Tokyo}]
                  trust: {"%s": "%s"}
                """.formatted(setting, value);
    }

    private void keys() {
        new KeyFiles(TrustOf.password("right", directory.resolve("data")), Clock.systemUTC())
                .init(AGENCY, KeyAlgorithm.P256, List.of("localhost"));
    }
}
