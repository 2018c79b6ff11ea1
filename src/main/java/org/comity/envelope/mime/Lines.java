package org.comity.envelope.mime;

/** Line ends in a byte array: CR LF, or the LF that tools leave in the unsigned wrapper. */
final class Lines {

    /** Index after the line end that follows {@code from}, or {@code to}. */
    static int end(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (bytes[i++] == '\n') {
                return i;
            }
        }
        return to;
    }

    /** {@code to} without the line end just before it. */
    static int withoutEnd(byte[] bytes, int from, int to) {
        int end = to;
        if (end > from && bytes[end - 1] == '\n') {
            end--;
            if (end > from && bytes[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    private Lines() {}
}
