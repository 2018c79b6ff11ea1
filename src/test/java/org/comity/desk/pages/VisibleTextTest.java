package org.comity.desk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    @ParameterizedTest // THREAT-18
    @CsvSource({
        "202A", "202E", "2066", "2069", "200B", "200D", "FEFF", "E0041", "0000", "001B", "0085", "2028", "3164", "FE0F"
    })
    void showsWhatWouldBeInvisibleAsItsCodePoint(String hex) {
        String hidden = Character.toString(Integer.parseInt(hex, 16));

        assertThat(VisibleText.of("case" + hidden + "exe.pdf")).isEqualTo("case[U+" + hex + "]exe.pdf");
    }

    @Test // THREAT-18
    void showsALoneSurrogateAsItsCodePoint() {
        assertThat(VisibleText.of("a\uD800b")).isEqualTo("a[U+D800]b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Élysée, Straße, Київ", "東京都警視庁", "العربية", "two\nlines", "🔒"})
    void leavesTheWritingOfTheWorldAlone(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test // THREAT-19
    void noticesAWordOfMixedScripts() {
        assertThat(VisibleText.hasMixedScripts("\u0420olice nationale")).isTrue();
        assertThat(VisibleText.hasMixedScripts("Police \u041A\u0438\u0457\u0432"))
                .isFalse();
    }
}
