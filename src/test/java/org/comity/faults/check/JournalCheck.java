package org.comity.faults.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.comity.faults.check.Findings.Kind;

/**
 * Whether a side's journal is whole: every leaf is numbered, without a gap, and every hash and every root that was signed, also the one that lies
 * beside the database, comes out again from the rows: RFC 6962 2.1 over the form of a leaf that {@code journal.Leaf} describes.
 */
final class JournalCheck {
    /** Leaves that are as young as the sequencer may be slow are pending, at least. */
    private static final String UNNUMBERED = """
            select id from journal_leaf l where not exists (select from journal_entry where leaf = l.id)
            and (at < now() - interval '60 seconds' or not exists (select from journal_pending where leaf = l.id))""";

    /** Of each leaf the line that was hashed. What happened is told by texts, so that a detail holds nothing deeper. */
    private static final String NUMBERED = """
            select seq, l.id, encode(hash, 'hex'),
                '{"seq":' || seq || ',"id":' || l.id || ',"at":' || to_json(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
                || (select string_agg(',"' || name || '":' || to_json(value), '' order by n) from (values (1, 'event', event),
                    (2, 'actor', actor), (3, 'agency', agency), (4, 'matter', matter::text), (5, 'unit', unit), (6, 'request', request),
                    (7, 'message', message), (8, 'partner', partner)) as named (n, name, value) where value is not null)
                || ',"detail":{' || coalesce((select string_agg(to_json(key) || ':' || value, ',' order by key collate "C")
                    from jsonb_each(detail)), '') || '}}'
            from journal_entry e join journal_leaf l on l.id = e.leaf order by seq""";

    private final String name;
    private final Rows side;
    private final Findings findings;
    private final List<byte[]> leaves = new ArrayList<>();
    /** Of full subtrees, by their first leaf and the one behind their last. */
    private final Map<List<Integer>, byte[]> full = new HashMap<>();

    JournalCheck(String name, Rows side, Findings findings) {
        this.name = name;
        this.side = side;
        this.findings = findings;
    }

    void check() {
        Map<String, String> signed = signed(); // before the leaves, of which more may come meanwhile
        side.set(UNNUMBERED).forEach(leaf -> broken("leaf " + leaf + " has no number"));
        for (List<String> row : side.list(NUMBERED)) {
            if (!row.getFirst().equals(String.valueOf(leaves.size()))) {
                broken("number " + leaves.size() + " is missing");
                return;
            }
            byte[] hash = hash(0, row.get(3).getBytes(StandardCharsets.UTF_8));
            if (!HexFormat.of().formatHex(hash).equals(row.get(2))) {
                broken("leaf " + row.get(1) + " is not what was numbered");
            }
            leaves.add(hash);
        }
        signed.forEach((what, root) -> {
            int size = Integer.parseInt(what.split(" ", -1)[0]);
            if (size > leaves.size()
                    || !Base64.getEncoder().encodeToString(root(0, size)).equals(root)) {
                broken("the root that was signed over " + what + " is another");
            }
        });
    }

    /** The roots, by how many leaves they are over, and where they are kept. */
    private Map<String, String> signed() {
        Map<String, String> signed =
                side.map("select size || ' leaves', encode(root, 'base64') from journal_checkpoint");
        side.directory()
                .map(data -> data.resolve("journal").resolve("checkpoint"))
                .map(JournalCheck::lines)
                .ifPresent(witness -> signed.put(witness.get(1) + " leaves, beside the database,", witness.get(2)));
        return signed;
    }

    private void broken(String what) {
        findings.add(Kind.JOURNAL_BROKEN, what + " at " + name);
    }

    /** RFC 6962 2.1: MTH of the leaves from the first to before the second. */
    private byte[] root(int from, int to) {
        int size = to - from;
        if (size == 1) {
            return leaves.get(from);
        }
        int left = Integer.highestOneBit(size - 1); // the largest power of two below
        List<Integer> place = List.of(from, to);
        byte[] known = full.get(place);
        if (known != null) {
            return known;
        }
        byte[] root = hash(1, root(from, from + left), root(from + left, to));
        if (left * 2 == size) {
            full.put(place, root);
        }
        return root;
    }

    private static byte[] hash(int prefix, byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) prefix);
            for (byte[] part : parts) {
                sha256.update(part);
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
