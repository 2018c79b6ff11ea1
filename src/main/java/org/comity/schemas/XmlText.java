package org.comity.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.comity.problems.Checked;
import org.comity.problems.SchemaProblem;

/** Bytes as the text of an XML document: UTF-8 and nothing else, before any parser sees them. */
final class XmlText {
    /** Bytes: the queue and the port admit no more, and the largest lawful request has a fifth of it. */
    static final int MOST_BYTES = 1024 * 1024;

    private static final Pattern DECLARATION = Pattern.compile("<\\?xml\\s+version\\s*=\\s*([\"'])1\\.0\\1"
            + "(\\s+encoding\\s*=\\s*([\"'])(?i:utf-8)\\3)?"
            + "(\\s+standalone\\s*=\\s*([\"'])(yes|no)\\5)?\\s*\\?>");
    /** Characters: the longest declaration that anyone writes has 70. */
    private static final int DECLARATION_WINDOW = 200;

    private XmlText() {}

    static Checked<String> decode(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return Checked.failed(SchemaProblem.LIMIT.problem());
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return check(text);
        } catch (CharacterCodingException notUtf8) {
            // THREAT-10: overlong forms, lone surrogates and UTF-16 are no UTF-8
            return Checked.failed(SchemaProblem.ENCODING.problem());
        }
    }

    private static Checked<String> check(String text) {
        String head = text.substring(0, Math.min(text.length(), DECLARATION_WINDOW));
        if (head.startsWith("\uFEFF")
                || (head.startsWith("<?xml") && !DECLARATION.matcher(head).lookingAt())) {
            return Checked.failed(SchemaProblem.ENCODING.problem());
        }
        return text.chars().allMatch(XmlText::isAllowed)
                ? Checked.passed(text)
                : Checked.failed(SchemaProblem.CHARACTER.problem());
    }

    /** XML 1.0 2.2; surrogates are in pairs, the decoder saw to that. */
    private static boolean isAllowed(int unit) {
        return unit >= 0x20 ? unit < 0xFFFE : unit == '\t' || unit == '\n' || unit == '\r';
    }
}
