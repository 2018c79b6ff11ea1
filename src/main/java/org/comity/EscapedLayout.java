package org.comity;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * A record of the log begins at the margin and nothing else does, whatever its message, its thread or its exception says (THREAT-110):
 * further lines are indented, and what steers a terminal or turns the direction of reading is written out as {@code \}{@code u001b}.
 */
public final class EscapedLayout extends PatternLayout {
    private static final String MARGIN = "    ";

    @Override
    public String doLayout(ILoggingEvent event) {
        String text = super.doLayout(event);
        int end = text.endsWith("\n") ? text.length() - 1 : text.length();
        StringBuilder safe = new StringBuilder(text.length() + MARGIN.length());
        for (int i = 0; i < end; i++) {
            append(safe, text.charAt(i));
        }
        return safe.append(text, end, text.length()).toString();
    }

    private static void append(StringBuilder safe, char c) {
        if (c == '\n') {
            safe.append(c).append(MARGIN);
        } else if (c != '\t' && (Character.isISOControl(c) || isInvisible(c))) {
            safe.append("\\u").append(Integer.toHexString(0x1_0000 | c), 1, 5);
        } else {
            safe.append(c);
        }
    }

    /** Line and paragraph separators, and the marks that reorder what is read. */
    private static boolean isInvisible(char c) {
        int type = Character.getType(c);
        return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR || type == Character.FORMAT;
    }
}
