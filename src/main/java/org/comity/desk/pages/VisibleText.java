package org.comity.desk.pages;

import java.util.Locale;

/**
 * Text of a partner as it can be shown: what would be invisible or would turn the reading direction stands as its code point, such as
 * {@code [U+202E]}. The evidence keeps the original bytes.
 */
final class VisibleText {
    private VisibleText() {}

    /** THREAT-18: controls, bidi controls, zero-width and tag characters, lone surrogates, private use. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isPlain(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append(String.format(Locale.ROOT, "[U+%04X]", point));
            }
        });
        return shown.toString();
    }

    private static boolean isPlain(int point) {
        if (point == '\n') {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isBlankLetter(point);
        };
    }

    /** Letters that are drawn as nothing: Hangul fillers, the Braille blank, variation selectors. */
    private static boolean isBlankLetter(int point) {
        return point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0
                || point == 0x2800
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF);
    }

    /** THREAT-19: a word that mixes scripts which are never mixed in one word, such as Latin and Cyrillic. */
    static boolean hasMixedScripts(String text) {
        for (String word : text.split("[^\\p{L}]+", -1)) {
            long lookalikes = word.codePoints()
                    .mapToObj(Character.UnicodeScript::of)
                    .filter(script -> script == Character.UnicodeScript.LATIN
                            || script == Character.UnicodeScript.CYRILLIC
                            || script == Character.UnicodeScript.GREEK
                            || script == Character.UnicodeScript.ARMENIAN)
                    .distinct()
                    .count();
            if (lookalikes > 1) {
                return true;
            }
        }
        return false;
    }
}
