package org.comity.envelope.scan;

import org.comity.problems.EnvelopeProblem;

/**
 * Walks the tags and lengths of one BER element without building anything: the whole element lies in the array, nothing follows
 * it, and depth and number of elements are within {@link Bounds}. A byte is looked at once at most; contents of primitives never.
 */
public final class AsnScan {
    private static final int CONSTRUCTED = 0x20;
    private static final int HIGH_TAG_NUMBER = 0x1f;
    private static final int INDEFINITE = 0x80;

    /** Length octets that are read: 4 are enough for 2 GiB, of which {@link Bounds#SEALED_BYTES} is a small part. */
    private static final int LENGTH_OCTETS = 4;

    private final byte[] bytes;
    /** Where each open constructed element ends; for one of indefinite length, the end of its parent. */
    private final int[] ends = new int[Bounds.DEPTH + 1];

    private final boolean[] indefinite = new boolean[Bounds.DEPTH + 1];
    private int depth;
    private int position;

    private AsnScan(byte[] bytes) {
        this.bytes = bytes;
        ends[0] = bytes.length;
    }

    /** @throws ProblemFound MALFORMED or BOUNDS, before anything is allocated for the contents */
    public static void check(byte[] bytes) throws ProblemFound {
        new AsnScan(bytes).walk();
    }

    private void walk() throws ProblemFound {
        int elements = 0;
        do {
            if (++elements > Bounds.ELEMENTS) {
                // ENV-04: stop at the 20,001st element, whatever the rest says (THREAT-44, THREAT-47)
                throw new ProblemFound(EnvelopeProblem.BOUNDS, "elements", "ENV-04");
            }
            element();
            closeWhatIsComplete();
        } while (depth > 0);
        if (position != bytes.length) {
            // ENV-05: nothing may follow the element: it would be unsigned and another reader might use it (THREAT-49)
            throw malformed("trailing bytes", "ENV-05");
        }
    }

    private void element() throws ProblemFound {
        int tag = next();
        if ((tag & HIGH_TAG_NUMBER) == HIGH_TAG_NUMBER || tag == 0) {
            throw malformed("tag", "ENV-03");
        }
        int length = length();
        boolean constructed = (tag & CONSTRUCTED) != 0;
        if (length < 0 && !constructed) {
            throw malformed("length", "ENV-03");
        }
        // ENV-03: a length beyond its parent is refused before anyone allocates for it (THREAT-46)
        if (length > ends[depth] - position) {
            throw malformed("length", "ENV-03");
        }
        if (constructed) {
            open(length);
        } else {
            position += length;
        }
    }

    private void open(int length) throws ProblemFound {
        if (depth == Bounds.DEPTH) {
            // ENV-04: nesting costs stack in every later reader (THREAT-45)
            throw new ProblemFound(EnvelopeProblem.BOUNDS, "depth", "ENV-04");
        }
        int end = length < 0 ? ends[depth] : position + length;
        depth++;
        ends[depth] = end;
        indefinite[depth] = length < 0;
    }

    private void closeWhatIsComplete() throws ProblemFound {
        while (depth > 0) {
            if (indefinite[depth]) {
                if (!endOfContents()) {
                    return;
                }
            } else if (position < ends[depth]) {
                return;
            }
            depth--;
        }
    }

    private boolean endOfContents() throws ProblemFound {
        if (ends[depth] - position < 2) {
            throw malformed("end of contents", "ENV-03");
        }
        if (bytes[position] != 0 || bytes[position + 1] != 0) {
            return false;
        }
        position += 2;
        return true;
    }

    /** The length in bytes, or -1 for the indefinite form. */
    private int length() throws ProblemFound {
        int first = next();
        if (first < INDEFINITE) {
            return first;
        }
        int octets = first & 0x7f;
        if (octets == 0) {
            return -1;
        }
        if (octets > LENGTH_OCTETS) {
            throw malformed("length", "ENV-03");
        }
        long length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | next();
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    private int next() throws ProblemFound {
        if (position >= ends[depth]) {
            throw malformed("length", "ENV-03");
        }
        return bytes[position++] & 0xff;
    }

    private static ProblemFound malformed(String where, String rule) {
        return new ProblemFound(EnvelopeProblem.MALFORMED, where, rule);
    }
}
