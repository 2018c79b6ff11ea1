package org.comity.desk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows as CSV (RFC 4180: comma, CRLF, quotes doubled), UTF-8 with a byte order mark, without which spreadsheets guess.
 *
 * <p>THREAT-21: what a partner wrote must not become a formula. A cell that a spreadsheet would calculate gets an apostrophe before
 * it (OWASP, "CSV Injection"), also where that character comes after blanks, which some programs strip.
 */
public final class Table {
    private static final String MARK = "\uFEFF";
    private static final String CALCULATED = "=+-@\t\r";

    private final List<String> lines = new ArrayList<>();

    public Table(List<String> head) {
        row(head);
    }

    public void row(List<String> cells) {
        lines.add(cells.stream().map(Table::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    public byte[] bytes() {
        return (MARK + String.join("", lines)).getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(String text) {
        String said = isCalculated(text) ? "'" + text : text;
        boolean plain = said.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? said : "\"" + said.replace("\"", "\"\"") + "\"";
    }

    private static boolean isCalculated(String text) {
        if (text.isEmpty()) {
            return false;
        }
        String bare = text.strip();
        return CALCULATED.indexOf(text.charAt(0)) >= 0 || (!bare.isEmpty() && CALCULATED.indexOf(bare.charAt(0)) >= 0);
    }
}
