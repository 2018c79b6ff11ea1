package org.comity.journal.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A PostgreSQL server as an operator sets one up: a cluster and a {@code postgresql.conf} of its own, TLS, and the two roles of
 * docs/operations.md. No gateway starts or stops it.
 */
public final class OwnServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int POLL_MILLIS = 20;

    private final ServerBinaries binaries;
    private final Path cluster;
    private final Path console;
    private final int port;
    private final String password;

    private OwnServer(ServerBinaries binaries, Path home, int port, String password) {
        this.binaries = binaries;
        this.cluster = home.resolve("main");
        this.console = home.resolve("server.log");
        this.port = port;
        this.password = password;
    }

    /**
     * Makes the cluster and starts it.
     *
     * @param key PEM files of the server's TLS: its key, and its certificate with the chain
     */
    public static OwnServer make(Path home, int port, Path key, Path certificate) throws IOException {
        Files.createDirectories(home);
        OwnServer server =
                new OwnServer(programs(), home, port, UUID.randomUUID().toString());
        Path secret = Files.writeString(home.resolve("superuser"), server.password);
        Commands.run(Commands.notAsRoot(List.of(
                server.binaries.program("initdb").toString(),
                "--pgdata=" + server.cluster,
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C",
                "--auth=scram-sha-256",
                "--username=postgres",
                "--pwfile=" + secret)));
        server.configure(key, certificate);
        server.single("create role comity_owner login password '" + server.password + "'\n"
                + "create role comity login password '" + server.password + "'\n"
                + "create database comity owner comity_owner\n");
        server.start();
        return server;
    }

    /**
     * Starts the cluster that a gateway had embedded, after the operator has copied it.
     *
     * @param embedded directory of a gateway's server, which does not run
     */
    public static OwnServer moved(Path embedded, Path home, int port, Path key, Path certificate) throws IOException {
        Files.createDirectories(home);
        OwnServer server = new OwnServer(programs(), home, port, Files.readString(embedded.resolve("password")));
        Commands.run(List.of("cp", "-a", embedded.resolve("cluster").toString(), server.cluster.toString()));
        server.configure(key, certificate);
        server.start();
        return server;
    }

    private static ServerBinaries programs() throws IOException {
        return ServerBinaries.under(
                Files.createDirectories(Path.of("target", "postgres").toAbsolutePath()));
    }

    private void configure(Path key, Path certificate) throws IOException {
        Path own = cluster.resolve("server.key");
        Files.copy(key, own, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
        Files.copy(certificate, cluster.resolve("server.crt"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                cluster.resolve("postgresql.conf"),
                String.join(
                        "\n",
                        "",
                        "port = " + port,
                        "listen_addresses = '127.0.0.1'",
                        "unix_socket_directories = ''",
                        "max_connections = 150", // two nodes with 40 each, migrations, commands, an operator
                        "ssl = on",
                        "ssl_min_protocol_version = 'TLSv1.2'",
                        ""),
                StandardOpenOption.APPEND);
    }

    /** As the superuser, while it does not run. */
    private void single(String sql) throws IOException {
        Commands.run(
                Commands.notAsRoot(List.of(
                        binaries.program("postgres").toString(), "--single", "-D", cluster.toString(), "postgres")),
                sql);
    }

    /** Returns when it takes connections. */
    public void start() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) { // what a killed one left behind may hold its memory for a moment
            List<String> command = new ArrayList<>(List.of("setsid"));
            command.addAll(
                    Commands.notAsRoot(List.of(binaries.program("postgres").toString(), "-D", cluster.toString())));
            Process process = Commands.prepared(command)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
                    .start();
            process.getOutputStream().close();
            while (process.isAlive()) {
                if (postmaster()
                        .filter(found -> found.isReady() && found.process().pid() == process.pid())
                        .isPresent()) {
                    return;
                }
                pause();
            }
            if (System.nanoTime() > end) {
                throw new IOException("the server of " + cluster + " does not start: see " + console);
            }
            pause();
        }
    }

    /** As an operator does for an update: sessions are ended, and everything is written out. */
    public void restart() throws IOException {
        stop();
        start();
    }

    public void stop() throws IOException {
        Commands.run(Commands.notAsRoot(List.of(
                binaries.program("pg_ctl").toString(), "stop", "--silent", "--mode=fast", "--pgdata=" + cluster)));
    }

    /** SIGKILL of its main process; the others end when they notice. */
    public void kill() throws IOException {
        Optional<Postmaster> running = postmaster();
        running.ifPresent(found -> {
            found.process().destroyForcibly();
            found.process().onExit().join();
        });
    }

    private Optional<Postmaster> postmaster() throws IOException {
        return Postmaster.of(cluster);
    }

    /** @param options of the driver, without the question mark; empty: none */
    public String url(String options) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/comity" + (options.isEmpty() ? "" : "?" + options);
    }

    /** Of its roles {@code comity_owner}, {@code comity} and {@code postgres}. */
    public String password() {
        return password;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        if (postmaster().isPresent()) {
            stop();
        }
    }
}
