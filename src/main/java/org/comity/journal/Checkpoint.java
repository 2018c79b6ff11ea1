package org.comity.journal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.comity.messages.Digest;

/**
 * What the journal was at some moment, in the form of a C2SP tlog-checkpoint: origin, number of leaves, root, and under them the
 * signature of the gateway's journal key as a C2SP signed note.
 *
 * @param note the whole signed text
 */
record Checkpoint(String origin, long size, Digest root, String note) {
    private static final String SIGNATURE = "\u2014 "; // an em dash, says C2SP signed-note

    static Checkpoint sign(JournalKey key, long size, Digest root) {
        String text = key.origin() + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
        String signature = Base64.getEncoder().encodeToString(key.sign(text.getBytes(StandardCharsets.UTF_8)));
        return new Checkpoint(
                key.origin(), size, root, text + "\n" + SIGNATURE + key.origin() + " " + signature + "\n");
    }

    /** Empty if {@code note} does not have the form; says nothing about its signature. */
    static Optional<Checkpoint> parse(String note) {
        List<String> lines = note.lines().toList();
        if (lines.size() != 5 || !lines.get(3).isEmpty()) {
            return Optional.empty();
        }
        try {
            Digest root = Digest.ofHash(Base64.getDecoder().decode(lines.get(2)));
            return Optional.of(new Checkpoint(lines.getFirst(), Long.parseLong(lines.get(1)), root, note));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    boolean isSignedBy(JournalKey key) {
        String text = note.substring(0, note.indexOf("\n\n") + 1);
        String line = note.substring(text.length() + 1);
        String start = SIGNATURE + key.origin() + " ";
        if (!line.startsWith(start) || !line.endsWith("\n")) {
            return false;
        }
        try {
            byte[] signature = Base64.getDecoder().decode(line.substring(start.length(), line.length() - 1));
            return key.verifies(text.getBytes(StandardCharsets.UTF_8), signature);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
