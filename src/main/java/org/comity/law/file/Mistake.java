package org.comity.law.file;

/**
 * One thing that is wrong in a file.
 *
 * @param line from 1
 * @param entry path of the entry, such as {@code states.US.hold.days}; empty: the file as a whole
 * @param rule what the entry must keep to
 */
public record Mistake(String file, int line, String entry, String rule) implements Comparable<Mistake> {

    /** {@code relationships.yaml:12: states.US.hold.days: 1 to 3660}. */
    @Override
    public String toString() {
        return place() + ": " + rule;
    }

    public String place() {
        return file + ":" + line + (entry.isEmpty() ? "" : ": " + entry);
    }

    @Override
    public int compareTo(Mistake other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }
}
