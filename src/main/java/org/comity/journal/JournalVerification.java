package org.comity.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.comity.messages.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Recomputes the journal from its rows and compares it with every hash and every signed checkpoint, the one in the file outside the
 * database included. Reads a thousand rows at a time; the gateway may run on meanwhile.
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

    /** Reads everything: 100,000 leaves take seconds. */
    public Verdict verify() {
        List<Checkpoint> checkpoints = checkpoints();
        for (Checkpoint checkpoint : checkpoints) {
            if (!checkpoint.isSignedBy(key)) {
                return new Verdict.Altered(
                        0, checkpoint.size() - 1, "a checkpoint's signature is not the journal key's");
            }
        }
        return new Walk(checkpoints).verdict();
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

    /** How long the oldest of what happened waits for its number; zero: nothing does. */
    public Duration unnumberedFor(Instant now) {
        return jdbc.sql("select min(l.at) as at from journal_pending p join journal_leaf l on l.id = p.leaf")
                .query((row, number) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class)))
                .single()
                .map(happened -> Duration.between(happened.toInstant(), now))
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

    private List<Checkpoint> checkpoints() {
        List<Checkpoint> all = new ArrayList<>(jdbc.sql("select size, root, note from journal_checkpoint")
                .query((row, number) -> {
                    Digest root = Digest.ofHash(row.getBytes("root"));
                    Checkpoint stored = new Checkpoint("", row.getLong("size"), root, row.getString("note"));
                    return Checkpoint.parse(stored.note())
                            .filter(read ->
                                    read.size() == stored.size() && read.root().equals(root))
                            .orElse(stored); // then its signature cannot verify
                })
                .list());
        witnessed().ifPresent(all::add);
        all.sort(Comparator.comparingLong(Checkpoint::size));
        return all;
    }

    private Optional<Checkpoint> witnessed() {
        try {
            return witness.read();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One pass from the first leaf to the last. */
    private final class Walk {
        private final List<Checkpoint> checkpoints;
        private final Tree tree = Tree.empty();
        private int passed;

        Walk(List<Checkpoint> checkpoints) {
            this.checkpoints = checkpoints;
        }

        private record Entry(long seq, Digest stored, Optional<Leaf> leaf) {}

        Verdict verdict() {
            for (List<Entry> page = page(); !page.isEmpty(); page = page()) {
                for (Entry entry : page) {
                    Optional<Verdict> trouble = next(entry);
                    if (trouble.isPresent()) {
                        return trouble.get();
                    }
                }
            }
            if (passed < checkpoints.size()) {
                return new Verdict.Truncated(tree.size(), checkpoints.getLast().size());
            }
            return new Verdict.Intact(tree.size(), tree.root(), checkpoints.size());
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
            for (; passed < checkpoints.size() && checkpoints.get(passed).size() == tree.size(); passed++) {
                if (!checkpoints.get(passed).root().equals(tree.root())) {
                    long from = passed == 0 ? 0 : checkpoints.get(passed - 1).size();
                    return Optional.of(new Verdict.Altered(
                            from, tree.size() - 1, "row and hash were both rewritten after a checkpoint was signed"));
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
