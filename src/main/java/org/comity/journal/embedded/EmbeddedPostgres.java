package org.comity.journal.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL on the files of one directory. {@link #close} stops it; whoever is killed before leaves it running for the
 * next {@link #start}.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int POLL_MILLIS = 5; // a start takes 60 ms or more
    /** For an orderly stop, which writes everything out. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int PORT_TRIES = 3; // somebody else may take a free port before PostgreSQL does

    private final Optional<FileChannel> lock;
    private final ServerBinaries binaries;
    private final Cluster cluster;
    private final Postmaster postmaster;
    private final boolean adopted;
    private volatile boolean closing;

    private EmbeddedPostgres(
            Optional<FileChannel> lock,
            ServerBinaries binaries,
            Cluster cluster,
            Postmaster postmaster,
            boolean adopted) {
        this.lock = lock;
        this.binaries = binaries;
        this.cluster = cluster;
        this.postmaster = postmaster;
        this.adopted = adopted;
    }

    /**
     * Starts the server, or adopts the one that a killed gateway left running; the first start makes the databases. Returns when it
     * accepts connections, after as long as recovery takes.
     *
     * @param directory holds everything of the server; made if absent, readable by its owner only
     */
    public static EmbeddedPostgres start(Path directory) {
        return start(directory, directory);
    }

    /** @param programs where the server's programs are unpacked, to be shared by several directories */
    public static EmbeddedPostgres start(Path directory, Path programs) {
        try {
            Path home = OwnersOnly.of(Files.createDirectories(directory.toAbsolutePath()));
            FileChannel lock = DirectoryLock.take(home);
            try {
                ServerBinaries binaries = ServerBinaries.under(Files.createDirectories(programs.toAbsolutePath()));
                Cluster cluster = Cluster.under(home, binaries);
                Optional<Postmaster> left = adoptOrStop(cluster, binaries);
                Postmaster postmaster = left.isPresent() ? left.get() : launch(home, cluster, binaries);
                LOG.info(
                        "embedded PostgreSQL {} on port {}",
                        left.isPresent() ? "adopted, as a gateway that was killed left it running," : "started",
                        postmaster.port());
                return new EmbeddedPostgres(Optional.of(lock), binaries, cluster, postmaster, left.isPresent());
            } catch (IOException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("embedded PostgreSQL does not start", failed);
        }
    }

    /**
     * For a command beside a gateway: joins the server that the gateway runs now, which {@link #close} then leaves alone; if no gateway
     * runs there, as {@link #start(Path)}.
     */
    public static EmbeddedPostgres beside(Path directory) {
        try {
            Path home = OwnersOnly.of(Files.createDirectories(directory.toAbsolutePath()));
            Optional<FileChannel> free = DirectoryLock.tryTake(home);
            if (free.isPresent()) {
                free.get().close();
                return start(directory);
            }
            ServerBinaries binaries = ServerBinaries.under(home);
            Cluster cluster = Cluster.under(home, binaries);
            Postmaster running = Postmaster.of(cluster.directory())
                    .filter(Postmaster::isReady)
                    .orElseThrow(
                            () -> new IOException("the gateway on " + home + " is starting or stopping; try again"));
            return new EmbeddedPostgres(Optional.empty(), binaries, cluster, running, true);
        } catch (IOException failed) {
            throw new UncheckedIOException("embedded PostgreSQL cannot be joined", failed);
        }
    }

    /** For who only looks: the server that runs on {@code directory}, whoever runs it. Starts, makes and later stops nothing. */
    public static Optional<EmbeddedPostgres> running(Path directory) {
        try {
            Path home = directory.toAbsolutePath();
            Optional<Postmaster> running =
                    Postmaster.of(home.resolve("cluster")).filter(Postmaster::isReady);
            if (running.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new EmbeddedPostgres(
                    Optional.empty(), new ServerBinaries(home), Cluster.madeUnder(home), running.get(), true));
        } catch (IOException failed) {
            throw new UncheckedIOException("embedded PostgreSQL cannot be joined", failed);
        }
    }

    /** Of the database that the role {@code comity} owns. */
    public String url() {
        return url("comity");
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postmaster.port() + "/" + database;
    }

    /** Of the roles {@code comity} (owner) and {@code gateway}, and of the superuser {@code postgres} for the operator's own tools. */
    public String password() {
        return cluster.password();
    }

    /** Whether it was already running when we came. */
    public boolean wasAdopted() {
        return adopted;
    }

    /** The number of the server's main process. */
    public long pid() {
        return postmaster.process().pid();
    }

    /** Runs {@code alarm}, on a thread of its own, if the server ends before {@link #close}; a joined one is the business of its gateway. */
    public void whenItEndsByItself(Runnable alarm) {
        if (lock.isPresent()) {
            var unused = postmaster.process().onExit().thenRunAsync(() -> {
                if (!closing) {
                    alarm.run();
                }
            });
        }
    }

    /** Whether a gateway, or a command alone, has the server of {@code directory} now. */
    public static boolean isTaken(Path directory) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try {
            Optional<FileChannel> free = DirectoryLock.tryTake(directory.toAbsolutePath());
            if (free.isPresent()) {
                free.get().close();
            }
            return free.isEmpty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("nobody can tell who runs on " + directory, unreadable);
        }
    }

    /** Ends every session, writes everything out and stops the server; returns when it has stopped. A joined one goes on. */
    @Override
    public void close() {
        close(PATIENCE);
    }

    void close(Duration patience) {
        closing = true;
        if (lock.isEmpty()) {
            return;
        }
        try (FileChannel held = lock.get()) {
            LOG.debug("stopping the server of {}", held);
            if (postmaster.process().isAlive()) {
                stop(cluster, binaries, patience);
                while (postmaster.process().isAlive()) { // pg_ctl was content when the lock file was gone
                    pause();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("embedded PostgreSQL does not stop", failed);
        }
    }

    private static Optional<Postmaster> adoptOrStop(Cluster cluster, ServerBinaries binaries) throws IOException {
        Optional<Postmaster> left = Postmaster.of(cluster.directory());
        if (left.isEmpty()) {
            return left;
        }
        Postmaster running = left.get();
        if (running.runs(binaries.program("postgres"))) {
            return Optional.of(awaitReady(cluster, running.process()));
        }
        LOG.info("stopping a PostgreSQL of another version that was left running");
        stop(cluster, binaries, PATIENCE);
        return Optional.empty();
    }

    private static Postmaster launch(Path home, Cluster cluster, ServerBinaries binaries) throws IOException {
        for (int attempt = 1; ; attempt++) {
            // a session of its own: Ctrl-C in our terminal must not stop the server before us
            List<String> command = new ArrayList<>(List.of("setsid"));
            command.addAll(Commands.notAsRoot(ServerSettings.command(binaries, cluster, freePort())));
            ProcessBuilder prepared = Commands.prepared(command)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("start.log").toFile()));
            // pg_ctl's way of saying that this number is no server's: else PostgreSQL refuses for any program of our
            // user that has it.
            // That no process of the dead server is left it still makes sure of by itself, from the shared memory
            Postmaster.numberOfADead(cluster.directory())
                    .ifPresent(number -> prepared.environment().put("PG_GRANDPARENT_PID", number));
            Process process = prepared.start();
            process.getOutputStream().close();
            try {
                return awaitReady(cluster, process.toHandle());
            } catch (IOException failed) {
                if (process.isAlive() || attempt == PORT_TRIES) {
                    throw failed;
                }
            }
        }
    }

    private static Postmaster awaitReady(Cluster cluster, ProcessHandle process) throws IOException {
        while (process.isAlive()) {
            Optional<Postmaster> now = Postmaster.of(cluster.directory())
                    .filter(found -> found.isReady() && found.process().pid() == process.pid());
            if (now.isPresent()) {
                return now.get();
            }
            pause();
        }
        throw new IOException("PostgreSQL ended while starting: see start.log and log/ under "
                + cluster.directory().getParent());
    }

    /**
     * Orderly; if that does not come to an end, at once: PostgreSQL 17 waits for ever when it is asked for an orderly stop while it recovers from
     * the crash of one of its processes. Either way the next start has everything that was committed (THREAT-119).
     */
    private static void stop(Cluster cluster, ServerBinaries binaries, Duration patience) throws IOException {
        try {
            stop(cluster, binaries, "fast", patience);
        } catch (IOException failed) {
            if (Postmaster.of(cluster.directory()).isEmpty()) { // it ended all the same
                LOG.debug("pg_ctl was not sure that the server stopped, which it did", failed);
                return;
            }
            LOG.warn(
                    "the server of {} does not stop ({}): it is ended at once",
                    cluster.directory(),
                    failed.getMessage());
            stop(cluster, binaries, "immediate", patience);
        }
    }

    private static void stop(Cluster cluster, ServerBinaries binaries, String mode, Duration patience)
            throws IOException {
        Commands.run(Commands.notAsRoot(List.of(
                binaries.program("pg_ctl").toString(),
                "stop",
                "--silent",
                "--mode=" + mode,
                "--wait",
                "--timeout=" + patience.toSeconds(),
                "--pgdata=" + cluster.directory())));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL started or stopped");
        }
    }
}
