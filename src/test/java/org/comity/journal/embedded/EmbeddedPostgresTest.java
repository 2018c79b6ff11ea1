package org.comity.journal.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills real processes. Every server is stopped by {@link #stopWhatRuns()}. */
class EmbeddedPostgresTest {
    private static final Path PROGRAMS = Path.of("target", "postgres");

    @TempDir
    Path directory;

    @AfterEach
    void stopWhatRuns() {
        EmbeddedPostgres.start(directory, PROGRAMS).close();
    }

    @Test
    void commitsToDiskAndListensOnLoopbackOnly() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThat(show(server, "fsync")).isEqualTo("on");
            assertThat(show(server, "full_page_writes")).isEqualTo("on");
            assertThat(show(server, "synchronous_commit")).isEqualTo("on");
            assertThat(show(server, "data_checksums")).isEqualTo("on");
            assertThat(show(server, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(server, "is_superuser")).isEqualTo("off");
        }
    }

    @Test
    void asksForAPasswordThatOnlyTheOwnerOfTheFilesCanRead() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), "comity", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    // THREAT-118: what was reported as committed is there after a kill of the gateway
    @Test
    void adoptsTheServerThatAKilledGatewayLeftAndKeepsItsRows() throws Exception {
        Child child = killedWhileWriting();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThat(server.wasAdopted()).isTrue();
            assertThat(server.pid()).isEqualTo(child.server());
            assertThat(rows(server)).containsAll(child.committed());
        }
    }

    // THREAT-119: ... and after a kill of both
    @Test
    void recoversAfterGatewayAndServerWereKilled() throws Exception {
        Child child = killedWhileWriting();
        ProcessHandle.of(child.server()).orElseThrow().destroyForcibly();
        ProcessHandle.of(child.server()).ifPresent(server -> server.onExit().join());
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThat(server.wasAdopted()).isFalse();
            assertThat(rows(server)).containsAll(child.committed());
        }
    }

    @Test
    void refusesASecondGatewayOnTheSameDirectory() {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, PROGRAMS))
                    .rootCause()
                    .hasMessageContaining("another gateway runs on");
            assertThat(first.pid()).isPositive();
        }
    }

    @Test
    void stopsTheServerWhenClosed() {
        EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS);
        server.close();
        assertThat(ProcessHandle.of(server.pid()).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test // THREAT-119: as it does when one of its processes crashed just before; nobody waits for it for ever
    void endsAServerThatDoesNotStopWhenItIsAskedTo() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS);
        ProcessHandle postmaster = ProcessHandle.of(server.pid()).orElseThrow();
        for (ProcessHandle child : postmaster.children().toList()) { // none of them hears that it is over
            new ProcessBuilder("kill", "-STOP", String.valueOf(child.pid()))
                    .start()
                    .waitFor();
        }
        server.close(Duration.ofSeconds(10));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !postmaster.isAlive()); // it removes its file before it exits
        try (EmbeddedPostgres again = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThat(show(again, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void tellsWhenItsServerEndsAndNobodyStoppedIt() {
        AtomicInteger alarms = new AtomicInteger();
        EmbeddedPostgres killed = EmbeddedPostgres.start(directory, PROGRAMS);
        killed.whenItEndsByItself(alarms::incrementAndGet);
        ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
        await().untilAtomic(alarms, is(1));
        killed.close();
    }

    @Test
    void aServerThatWasStoppedAndACommandBesideItRaiseNoAlarm() {
        AtomicInteger alarms = new AtomicInteger();
        EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS);
        try (EmbeddedPostgres beside = EmbeddedPostgres.beside(directory)) {
            assertThat(EmbeddedPostgres.isTaken(directory)).isTrue();
            beside.whenItEndsByItself(alarms::incrementAndGet);
            server.whenItEndsByItself(alarms::incrementAndGet);
            server.close();
        }
        assertThat(EmbeddedPostgres.isTaken(directory)).isFalse();
        await().during(Duration.ofSeconds(2)).untilAtomic(alarms, is(0));
    }

    @Test // UC-27/2
    void whoOnlyLooksJoinsWhatRunsAndStartsNothing() throws Exception {
        assertThat(EmbeddedPostgres.running(directory)).isEmpty();
        assertThat(directory).isEmptyDirectory();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
            try (EmbeddedPostgres looking = EmbeddedPostgres.running(directory).orElseThrow()) {
                assertThat(looking.url()).isEqualTo(server.url());
                assertThat(looking.password()).isEqualTo(server.password());
            }
            assertThat(EmbeddedPostgres.isTaken(directory)).isTrue();
            assertThat(EmbeddedPostgres.running(directory)).isPresent();
        }
        assertThat(EmbeddedPostgres.running(directory)).isEmpty();
    }

    @Test // THREAT-119: after a power cut, or in a container, the number in the lock file belongs to something else
    void startsWhereTheLockFileNamesAThreadOfOurOwn() throws Exception {
        long self = ProcessHandle.current().pid();
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            startsThoughTheLockFileNames(
                    tasks.mapToLong(task -> Long.parseLong(task.getFileName().toString()))
                            .filter(number -> number != self)
                            .findAny()
                            .orElseThrow());
        }
    }

    @Test
    void startsWhereTheLockFileNamesAnotherProgram() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            startsThoughTheLockFileNames(other.pid());
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test // of the same programs even: neither adopted nor stopped
    void startsWhereTheLockFileNamesTheServerOfAnotherDirectory(@TempDir Path elsewhere) throws Exception {
        try (EmbeddedPostgres other = EmbeddedPostgres.start(elsewhere, PROGRAMS)) {
            startsThoughTheLockFileNames(other.pid());
            assertThat(show(other, "fsync")).isEqualTo("on");
        }
    }

    @Test // docs/operations.md, "Backup and restore": what pg_basebackup does, by the commands of PostgreSQL that it
    // uses
    void aCopyOfTheRunningServerStartsOnANewDisk(@TempDir Path elsewhere) throws Exception {
        Path copy = elsewhere.resolve("cluster");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
            written(server);
            copyWhileItRuns(server, copy);
        }
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(elsewhere, PROGRAMS))
                .rootCause()
                .hasMessage(
                        copy + " is there without " + elsewhere.resolve("password")
                                + ", the password of its roles, which no copy of a running server has in it: put it there from the backup");
        Files.copy(directory.resolve("password"), elsewhere.resolve("password"));
        try (EmbeddedPostgres restored = EmbeddedPostgres.start(elsewhere, PROGRAMS)) {
            assertThat(restored.wasAdopted()).isFalse();
            assertThat(rows(restored)).containsExactly(1, 2, 3);
        }
    }

    private static void written(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("create table written (number integer primary key)");
            statement.execute("insert into written values (1), (2)");
        }
    }

    private void copyWhileItRuns(EmbeddedPostgres server, Path copy) throws Exception {
        Path cluster = directory.resolve("cluster");
        try (Connection operator = DriverManager.getConnection(server.url("postgres"), "postgres", server.password());
                Statement statement = operator.createStatement();
                Connection gateway = connect(server)) {
            statement.execute("select pg_backup_start('copy', true)");
            run("cp", "-r", cluster.toString(), copy.toString());
            gateway.createStatement().execute("insert into written values (3)"); // while it is copied
            try (ResultSet label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                label.next();
                Files.writeString(copy.resolve("backup_label"), label.getString(1));
            }
            run("cp", "-r", cluster.resolve("pg_wal").toString(), copy.toString());
            Files.delete(copy.resolve("postmaster.pid"));
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private void startsThoughTheLockFileNames(long number) throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(directory, PROGRAMS);
        ProcessHandle postmaster = ProcessHandle.of(killed.pid()).orElseThrow();
        List<ProcessHandle> children = postmaster.children().toList();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        children.forEach(child -> child.onExit().join()); // the last of them gives the shared memory back
        killed.close();
        Path lockFile = directory.resolve("cluster/postmaster.pid");
        List<String> lines = new ArrayList<>(Files.readAllLines(lockFile));
        lines.set(0, String.valueOf(number));
        Files.write(lockFile, lines);

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThat(server.wasAdopted()).isFalse();
            assertThat(server.pid()).isNotEqualTo(number);
            assertThat(show(server, "data_directory_mode")).isEqualTo("0700");
        }
    }

    private record Child(long server, List<Integer> committed) {}

    private Child killedWhileWriting() throws IOException, InterruptedException {
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingGateway.class.getName(),
                        directory.toString())
                .redirectError(directory.resolve("child.log").toFile())
                .start();
        try (BufferedReader said = gateway.inputReader(StandardCharsets.US_ASCII)) {
            long server = next(said, "server ");
            for (int row = 0; row < 50; row++) {
                next(said, "row ");
            }
            gateway.toHandle().destroyForcibly(); // SIGKILL; leaves the pipe readable
            List<Integer> committed = said.lines()
                    .filter(line -> line.startsWith("row ") && line.endsWith("."))
                    .map(line -> Integer.valueOf(line.substring(4, line.length() - 1)))
                    .toList();
            return new Child(server, committed);
        } finally {
            gateway.destroyForcibly();
            gateway.waitFor();
        }
    }

    private static int next(BufferedReader said, String what) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(what)) {
                return Integer.parseInt(line.substring(what.length(), line.length() - 1));
            }
        }
        throw new IOException("the child ended before it said: " + what);
    }

    /** Says the server's process number, then the number of every row after its commit; the full stop ends a whole line. */
    static final class WritingGateway {
        private WritingGateway() {}

        public static void main(String[] arguments) throws SQLException {
            EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]), PROGRAMS);
            System.out.println("server " + server.pid() + ".");
            try (Connection connection = connect(server);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table written (number integer primary key)");
                for (int number = 0; ; number++) {
                    statement.execute("insert into written values (" + number + ")");
                    System.out.println("row " + number + ".");
                }
            }
        }
    }

    private static List<Integer> rows(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = connect(server);
                ResultSet rows = connection.createStatement().executeQuery("select number from written")) {
            List<Integer> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
            return numbers;
        }
    }

    private static String show(EmbeddedPostgres server, String setting) throws SQLException {
        try (Connection connection = connect(server);
                ResultSet row = connection.createStatement().executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.url(), "comity", server.password());
    }
}
