package org.comity.journal;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Whether the database takes what is written: one that answers may be a standby, read-only, or have a full disk. */
@Repository
public class CommitProbe {
    private final JdbcClient jdbc;

    CommitProbe(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Commits a few bytes of the write-ahead log, and writes a file of half a megabyte where the rows lie, which may be full while the log has
     * room: no row, so that nothing grows and two nodes do not wait for each other. A commit that hangs, hangs here.
     *
     * @return why nothing can be written
     * @throws org.springframework.dao.DataAccessException if it cannot for another reason
     */
    @Transactional
    public Optional<String> commit() {
        if (jdbc.sql("select current_setting('transaction_read_only')::boolean")
                .query(Boolean.class)
                .single()) {
            return Optional.of("the database is read-only, or a standby");
        }
        jdbc.sql("select pg_logical_emit_message(true, 'comity', '')::text")
                .query(String.class)
                .single();
        jdbc.sql("select set_config('work_mem', '64kB', true)")
                .query(String.class)
                .single();
        // of more than that: into a file, gone with the statement
        jdbc.sql("select count(*) from generate_series(1, 20000)")
                .query(Long.class)
                .single();
        return Optional.empty();
    }
}
