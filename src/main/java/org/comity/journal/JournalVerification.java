package org.comity.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.comity.messages.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Recomputes the journal from its rows and compares it with every hash and every signed checkpoint, the one in the file outside the
 * database included. Reads a thousand rows at a time, of either, however many there are; the gateway may run on meanwhile.
 */
@Component
public class JournalVerification {
    private static final int PAGE = 1_000; // rows

    private final JdbcClient jdbc;
    private final JournalKey key;
    private final Witness witness;

    JournalVerification(JdbcClient jdbc, JournalKey key, JournalSettings settings) {
        this.jdbc = jdbc;
        this.key = key;
        this.witness = new Witness(settings.witness());
    }

    /** Reads everything: 100,000 leaves take seconds, twenty millions about half an hour. */
    public Verdict verify() {
        return new Walk().verdict();
    }

    /**
     * Whether the database is older than the checkpoint in the file beside it, or another one (THREAT-116): asked at start, in
     * milliseconds. A gateway of which this is true sends nothing before a person has decided.
     */
    public boolean isRolledBack() {
        return witnessed().filter(checkpoint -> !isKnown(checkpoint)).isPresent();
    }

    /** When the last of what the database has happened; empty: nothing did. */
    public Optional<Instant> until() {
        return jdbc.sql("select at from journal_leaf order by id desc limit 1")
                .query((row, number) -> Columns.instant(row, "at"))
                .optional();
    }

    /** Whether checkpoints were signed and the file outside the database is gone: then nothing shows whether the database was put back. */
    public boolean isUnwitnessed() {
        return witnessed().isEmpty() && lastSigned().isPresent();
    }

    /** For how long something has been signed that the file outside the database does not have; zero while it has the last. */
    public Duration witnessLag(Instant now) {
        long kept = witnessed().map(Checkpoint::size).orElse(0L);
        return jdbc.sql("select at from journal_checkpoint where size > ? order by size limit 1")
                .param(kept)
                .query((row, number) -> Columns.instant(row, "at"))
                .optional()
                .map(signed -> Duration.between(signed, now))
                .orElse(Duration.ZERO);
    }

    /** When the last checkpoint was signed, by whichever node. */
    public Optional<Instant> signedLast() {
        return jdbc.sql("select at from journal_checkpoint order by size desc limit 1")
                .query((row, number) -> Columns.instant(row, "at"))
                .optional();
    }

    /** After its commit. A witness that the database does not know is kept instead: it alone shows that the database was put back. */
    void keep(Checkpoint signed) throws IOException {
        if (!isRolledBack()) {
            witness.keep(signed);
        }
    }

    /**
     * How long the first of what happened waits for its number, by its own time, and by one row, however many wait; zero: none does. Of one
     * that was written while the clock was ahead the wait begins at that hour.
     */
    public Duration unnumberedFor(Instant now) {
        return jdbc.sql("select at from journal_leaf where id = (select min(leaf) from journal_pending)")
                .query((row, number) -> Columns.instant(row, "at"))
                .optional()
                .map(happened -> Duration.between(happened, now))
                .orElse(Duration.ZERO);
    }

    /** From now on the last checkpoint that the database has is the witness; none: it has none. */
    public void witnessAnew() {
        Optional<Checkpoint> last = lastSigned();
        try {
            if (last.isPresent()) {
                witness.keep(last.get());
            } else {
                witness.forget();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the checkpoint's file cannot be written", failed);
        }
    }

    /**
     * What another node of this database signed is this node's witness too: one that signs seldom would otherwise take an older database for
     * the newest (THREAT-116). A witness that is gone, or that the database does not fit, is a start's to judge.
     */
    void followOthers() {
        Optional<Checkpoint> kept = witnessed();
        Optional<Checkpoint> last = lastSigned();
        if (kept.isPresent()
                && last.isPresent()
                && last.get().size() > kept.get().size()
                && isKnown(kept.get())) {
            witnessAnew();
        }
    }

    private Optional<Checkpoint> lastSigned() {
        return jdbc.sql("select note from journal_checkpoint order by size desc limit 1")
                .query(String.class)
                .optional()
                .flatMap(Checkpoint::parse);
    }

    private boolean isKnown(Checkpoint checkpoint) {
        return jdbc.sql("select exists (select from journal_checkpoint where size = ? and root = ?)"
                        + " and (select size >= ? from journal_frontier)")
                .params(checkpoint.size(), checkpoint.root().bytes(), checkpoint.size())
                .query(Boolean.class)
                .single();
    }

    private static Checkpoint checkpoint(ResultSet row, int number) throws SQLException {
        Digest root = Digest.ofHash(row.getBytes("root"));
        Checkpoint stored = new Checkpoint("", row.getLong("size"), root, row.getString("note"));
        return Checkpoint.parse(stored.note())
                .filter(read -> read.size() == stored.size() && read.root().equals(root))
                .orElse(stored); // then its signature cannot verify
    }

    private Optional<Checkpoint> witnessed() {
        try {
            return witness.read();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Those of the database, by size, and the witness in its place; of a gateway that is at work they are half a million a year. */
    private final class Signed {
        private final Queue<Checkpoint> page = new ArrayDeque<>();
        private Optional<Checkpoint> witness = witnessed();
        private long read;

        Optional<Checkpoint> next() {
            if (page.isEmpty()) {
                page.addAll(
                        jdbc.sql("select size, root, note from journal_checkpoint where size > ? order by size limit ?")
                                .params(read, PAGE)
                                .query(JournalVerification::checkpoint)
                                .list());
            }
            Optional<Checkpoint> first = Optional.ofNullable(page.peek());
            if (witness.isPresent()
                    && first.filter(stored -> stored.size() <= witness.get().size())
                            .isEmpty()) {
                Optional<Checkpoint> next = witness;
                witness = Optional.empty();
                return next;
            }
            first.ifPresent(stored -> read = stored.size());
            return Optional.ofNullable(page.poll());
        }
    }

    /** One pass from the first leaf to the last. */
    private final class Walk {
        private final Signed signed = new Signed();
        private final Tree tree = Tree.empty();
        private Optional<Checkpoint> ahead = signed.next();
        private long before;
        private int passed;

        private record Entry(long seq, Digest stored, Optional<Leaf> leaf) {}

        Verdict verdict() {
            Optional<Verdict> unsigned = ahead.flatMap(this::unsigned);
            if (unsigned.isPresent()) {
                return unsigned.get();
            }
            for (List<Entry> page = page(); !page.isEmpty(); page = page()) {
                for (Entry entry : page) {
                    Optional<Verdict> trouble = next(entry);
                    if (trouble.isPresent()) {
                        return trouble.get();
                    }
                }
            }
            return ahead.isPresent() ? beyond() : new Verdict.Intact(tree.size(), tree.root(), passed);
        }

        /** Checkpoints are left: what they were signed over is gone. */
        private Verdict beyond() {
            long last = 0;
            for (; ahead.isPresent(); ahead = signed.next()) {
                Optional<Verdict> unsigned = unsigned(ahead.get());
                if (unsigned.isPresent()) {
                    return unsigned.get();
                }
                last = ahead.get().size();
            }
            return new Verdict.Truncated(tree.size(), last);
        }

        private Optional<Verdict> unsigned(Checkpoint checkpoint) {
            return checkpoint.isSignedBy(key)
                    ? Optional.empty()
                    : Optional.of(new Verdict.Altered(
                            0, checkpoint.size() - 1, "a checkpoint's signature is not the journal key's"));
        }

        private Optional<Verdict> next(Entry entry) {
            long expected = tree.size();
            if (entry.seq() != expected) {
                return altered(expected, "its number is missing");
            }
            if (entry.leaf().isEmpty()) {
                return altered(expected, "its row is missing");
            }
            byte[] hash = entry.leaf().get().hash();
            if (!Digest.ofHash(hash).equals(entry.stored())) {
                return altered(expected, "its row does not fit its hash");
            }
            tree.add(hash);
            return compareWithCheckpoints();
        }

        private Optional<Verdict> compareWithCheckpoints() {
            while (ahead.filter(next -> next.size() == tree.size()).isPresent()) {
                if (!ahead.get().root().equals(tree.root())) {
                    return Optional.of(new Verdict.Altered(
                            before, tree.size() - 1, "row and hash were both rewritten after a checkpoint was signed"));
                }
                before = tree.size();
                passed++;
                ahead = signed.next();
                Optional<Verdict> unsigned = ahead.flatMap(this::unsigned);
                if (unsigned.isPresent()) {
                    return unsigned;
                }
            }
            return Optional.empty();
        }

        private Optional<Verdict> altered(long seq, String what) {
            return Optional.of(new Verdict.Altered(seq, seq, what));
        }

        private List<Entry> page() {
            return jdbc.sql("""
                            select e.seq, e.hash, l.* from journal_entry e left join journal_leaf l on l.id = e.leaf
                            where e.seq >= ? order by e.seq limit ?""")
                    .params(tree.size(), PAGE)
                    .query((row, number) -> new Entry(
                            row.getLong("seq"),
                            Digest.ofHash(row.getBytes("hash")),
                            row.getString("event") == null
                                    ? Optional.empty()
                                    : Optional.of(Leaf.read(row, row.getLong("seq")))))
                    .list();
        }
    }
}
