package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.comity.messages.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives committed leaves their numbers, without gaps, and signs what the tree has become. However many nodes run it, one works at a
 * time: the one that has the frontier's row locked (THREAT-126).
 */
@Component
public class Sequencer {
    private static final int BATCH = 1_000; // leaves of one transaction: 0.1 s, and little to do again after a crash

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JournalKey key;
    private final JournalVerification verification;
    private final JournalSettings.Journal settings;
    private final Clock clock;

    Sequencer(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            JournalKey key,
            JournalSettings settings,
            JournalVerification verification,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.key = key;
        this.verification = verification;
        this.settings = settings.journal();
        this.clock = clock;
    }

    /** @param leaves numbered now; {@code checkpoint} signed now */
    private record Progress(int leaves, Optional<Checkpoint> checkpoint) {
        static final Progress NONE = new Progress(0, Optional.empty());
    }

    /** Numbers at most one batch. Returns how many leaves; as many as a batch holds means that there may be more. */
    public int sequence() {
        return sequence(false);
    }

    private int sequence(boolean last) {
        Progress progress = Objects.requireNonNull(transactions.execute(
                transaction -> lockedFrontier().map(tree -> next(tree, last)).orElse(Progress.NONE)));
        progress.checkpoint().ifPresent(this::keep);
        return progress.leaves();
    }

    /** Numbers everything that is committed. */
    public void catchUp() {
        while (sequence() == BATCH) {
            // one batch more
        }
    }

    /** As {@link #catchUp()}, and signs a checkpoint over it: whoever ends orderly knows afterwards of each older database (THREAT-116). */
    public End finish() {
        catchUp();
        sequence(true);
        return jdbc.sql("""
                        select size as entries, coalesce((select max(size) from journal_checkpoint), 0) as signed
                        from journal_frontier""")
                .query((row, number) -> new End(row.getLong("entries"), row.getLong("signed")))
                .single();
    }

    /** @param signed how many entries, from the first on, a checkpoint vouches for */
    public record End(long entries, long signed) {}

    private Optional<Tree> lockedFrontier() {
        return jdbc.sql("select size, nodes from journal_frontier for update skip locked")
                .query((row, number) -> Tree.of(row.getLong("size"), row.getBytes("nodes")))
                .optional();
    }

    private Progress next(Tree tree, boolean last) {
        List<Leaf> leaves = take(tree.size());
        if (!leaves.isEmpty()) {
            leaves.forEach(leaf -> tree.add(leaf.hash()));
            enter(leaves);
            jdbc.sql("update journal_frontier set size = ?, nodes = ?")
                    .params(tree.size(), tree.nodes())
                    .update();
        }
        return new Progress(leaves.size(), checkpoint(tree, last));
    }

    private List<Leaf> take(long from) {
        return jdbc.sql("""
                        with taken as (
                            delete from journal_pending where leaf = any(array(
                                select leaf from journal_pending order by leaf limit ?)) returning leaf)
                        select l.* from journal_leaf l join taken on taken.leaf = l.id order by l.id""").param(BATCH).query((ResultSet rows) -> numbered(rows, from));
    }

    private static List<Leaf> numbered(ResultSet rows, long from) throws SQLException {
        List<Leaf> leaves = new ArrayList<>();
        while (rows.next()) {
            leaves.add(Leaf.read(rows, from + leaves.size()));
        }
        return leaves;
    }

    private void enter(List<Leaf> leaves) {
        jdbc.sql("insert into journal_entry (seq, leaf, hash) select * from unnest(?, ?, ?)")
                .params(
                        leaves.stream().map(Leaf::seq).toArray(Long[]::new),
                        leaves.stream().map(Leaf::id).toArray(Long[]::new),
                        leaves.stream().map(Leaf::hash).toArray(byte[][]::new))
                .update();
    }

    private Optional<Checkpoint> checkpoint(Tree tree, boolean last) {
        Instant now = clock.instant();
        if (!key.isPresent() || !isCheckpointDue(tree.size(), now, last)) {
            return Optional.empty();
        }
        Digest root = tree.root();
        Checkpoint checkpoint = Checkpoint.sign(key, tree.size(), root);
        jdbc.sql("insert into journal_checkpoint (size, root, note, at) values (?, ?, ?, ?)")
                .params(tree.size(), root.bytes(), checkpoint.note(), utc(now))
                .update();
        return Optional.of(checkpoint);
    }

    private boolean isCheckpointDue(long size, Instant now, boolean last) {
        record Signed(long size, Instant at) {}
        Signed before = jdbc.sql("select size, at from journal_checkpoint order by size desc limit 1")
                .query((row, number) -> new Signed(row.getLong("size"), Columns.instant(row, "at")))
                .optional()
                .orElse(new Signed(0, Instant.EPOCH));
        return size > before.size()
                && (last
                        || size - before.size() >= settings.checkpointLeaves()
                        // also if the clock went back
                        || Duration.between(before.at(), now).abs().compareTo(settings.checkpointEvery()) >= 0);
    }

    private void keep(Checkpoint checkpoint) {
        try {
            verification.keep(checkpoint);
        } catch (IOException
                | UncheckedIOException failed) { // numbering goes on; the file is tried again with what nodes signed
            LOG.warn("the checkpoint's file cannot be written: {}", failed.toString());
        }
    }
}
