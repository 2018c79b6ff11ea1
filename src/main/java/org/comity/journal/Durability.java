package org.comity.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The self-test of the database at start: a PostgreSQL that may forget what it reported as committed is not used, whoever runs it,
 * because a receipt would prove what no longer exists (THREAT-119).
 */
final class Durability {
    private static final Logger LOG = LoggerFactory.getLogger(Durability.class);
    private static final int OLDEST_VERSION = 150_000; // 15.0, as server_version_num counts

    private Durability() {}

    /** @throws IllegalStateException naming every setting that is wrong */
    static void require(DataSource database) {
        Map<String, String> settings = JdbcClient.create(database).sql("""
                        select name, setting from pg_settings
                        where name in ('server_version_num', 'fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')""").query(rows -> {
            Map<String, String> found = new HashMap<>();
            while (rows.next()) {
                found.put(rows.getString("name"), rows.getString("setting"));
            }
            return found;
        });
        List<String> wrong = wrong(settings);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("the database could lose what was receipted: " + String.join(", ", wrong));
        }
        if (!isOn(settings, "data_checksums")) {
            LOG.warn("the database has no data checksums: a page that the disk changed is not noticed (pg_checksums)");
        }
    }

    static List<String> wrong(Map<String, String> settings) {
        int version = Integer.parseInt(settings.getOrDefault("server_version_num", "0"));
        return Stream.of(
                        version < OLDEST_VERSION ? "PostgreSQL is older than 15" : "",
                        isOn(settings, "fsync") ? "" : "fsync is not on",
                        isOn(settings, "full_page_writes") ? "" : "full_page_writes is not on",
                        isSafe(settings.getOrDefault("synchronous_commit", "off")) ? "" : "synchronous_commit is off")
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static boolean isOn(Map<String, String> settings, String name) {
        return "on".equals(settings.get(name));
    }

    /** {@code off} alone reports a commit that is nowhere on a disk; the others differ in how many disks. */
    private static boolean isSafe(String synchronousCommit) {
        return !synchronousCommit.equals("off");
    }
}
