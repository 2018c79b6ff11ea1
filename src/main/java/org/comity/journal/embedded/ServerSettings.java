package org.comity.journal.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the server is told on its command line, which no edited configuration file overrules. */
final class ServerSettings {

    private static final Map<String, String> DURABLE = Map.of(
            // a commit that was reported is on disk (THREAT-119); the wrapper projects of these binaries turn both
            // off
            "fsync", "on",
            "synchronous_commit", "on",
            // a page torn by a power failure is mended from the log
            "full_page_writes", "on",
            // after a failed fsync the server stops and recovers, it never believes a second fsync (THREAT-122)
            "data_sync_retry", "off");

    private static final Map<String, String> CLOSED = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "password_encryption", "scram-sha-256",
            // a forgotten transaction would hold up vacuum and locks; milliseconds
            "idle_in_transaction_session_timeout", "300000",
            // logs name what failed, never rows (THREAT-111)
            "log_error_verbosity", "terse",
            "log_min_error_statement", "panic");

    private static final Map<String, String> SIZED = Map.of(
            // fewer checkpoints, fewer whole pages in the log; recovery after a kill reads at most this much
            "max_wal_size", "2GB",
            "checkpoint_timeout", "15min",
            // what is read by an index is read from memory or a disk without arms
            "random_page_cost", "1.1",
            // statements here are short: compiling one costs more than it saves
            "jit", "off",
            // the outbox is inserted and deleted all day
            "autovacuum_naptime", "10s");

    private static final Map<String, String> LOGGED = Map.of(
            "logging_collector", "on",
            "log_directory", "../log",
            "log_filename", "postgres-%a.log",
            "log_truncate_on_rotation", "on",
            "log_rotation_age", "1d",
            "log_checkpoints", "off");

    private ServerSettings() {}

    static List<String> command(ServerBinaries binaries, Cluster cluster, int port) {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("postgres").toString(),
                "-D",
                cluster.directory().toString(),
                "-p",
                Integer.toString(port)));
        for (Map<String, String> settings : List.of(DURABLE, CLOSED, SIZED, LOGGED)) {
            new TreeMap<>(settings).forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        }
        return command;
    }
}
