package org.comity.envelope.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.comity.envelope.scan.ProblemFound;

class Base64TextProperties {

    @Property(tries = 200)
    void decodesWhatItEncoded(@ForAll @IntRange(max = 300_000) int length) throws ProblemFound, java.io.IOException {
        byte[] bytes = random(length);
        byte[] text = Base64Text.encode(bytes);
        assertThat(Base64Text.length(length)).isEqualTo(text.length);
        assertThat(new Base64Stream(bytes).readAllBytes()).isEqualTo(text);
        assertThat(Base64Text.decode(text, 0, text.length)).isEqualTo(bytes);
    }

    /** Our chunks end where nobody else's lines do. */
    @Property(tries = 200)
    void decodesWhateverTheLines(
            @ForAll @IntRange(max = 200_000) int length, @ForAll @IntRange(min = 1, max = 200) int line)
            throws ProblemFound {
        byte[] bytes = random(length);
        byte[] text = java.util.Base64.getMimeEncoder(Math.max(4, line / 4 * 4), new byte[] {' ', '\n'})
                .encode(bytes);
        assertThat(Base64Text.decode(text, 0, text.length)).isEqualTo(bytes);
    }

    /** ENV-22: one reading of base64 only, wherever the odd character stands. */
    @Example
    void refusesPaddingInTheMiddleAndWhatIsOutsideTheAlphabet() {
        byte[] text = Base64Text.encode(random(200_000));
        for (int at : new int[] {0, 3, 64 * 1024 / 76 * 78, text.length / 2, text.length - 9}) {
            for (char odd : new char[] {'=', '-', '\u0000', '\u007f'}) {
                byte[] broken = text.clone();
                broken[at] = (byte) odd;
                if (text[at] != '\r' && text[at] != '\n') {
                    assertThatThrownBy(() -> Base64Text.decode(broken, 0, broken.length))
                            .as("%x at %s", (int) odd, at)
                            .isInstanceOf(ProblemFound.class);
                }
            }
        }
        // two texts one after the other, the first of exactly one chunk with its padding
        byte[] twice = ("A".repeat(64 * 1024 - 2) + "==AAAA").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Base64Text.decode(twice, 0, twice.length)).isInstanceOf(ProblemFound.class);
    }

    /** ENV-22: less than nothing would be left. */
    @Example
    void refusesNothingButPadding() {
        for (String text : List.of("=", "==", "= =", "=\r\n=\r\n", "===", "====", "=A", "A=", "A==")) {
            byte[] padding = text.getBytes(StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> Base64Text.decode(padding, 0, padding.length))
                    .as(text)
                    .isInstanceOf(ProblemFound.class);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
