package org.comity.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** UC-21/8: the code is base32 of the digest's first 15 bytes, as every other program makes it. */
class ReadBackCodeTest {
    @Test // made with: printf comity | sha256sum | cut -c1-30 | xxd -r -p | base32
    void isTheBase32OfTheFirstFifteenBytes() {
        Digest digest = Digest.of("comity".getBytes(StandardCharsets.UTF_8));
        assertThat(ReadBackCode.of(digest).letters()).isEqualTo("7KPJZMPAOGCFZDETKGURPJT2");
        assertThat(ReadBackCode.of(digest)).hasToString("7KPJ ZMPA OGCF ZDET KGUR PJT2");
    }

    @Test // RFC 4648 10: BASE32("foobar") = "MZXW6YTBOI======"
    void agreesWithTheVectorOfTheStandard() {
        byte[] hash = Arrays.copyOf("foobar".getBytes(StandardCharsets.US_ASCII), 32);
        assertThat(ReadBackCode.of(Digest.ofHash(hash)).letters())
                .startsWith("MZXW6YTBO")
                .hasSize(24);
    }

    @Test
    void isSpelledWithTheWordsOfTheTelecommunicationUnion() {
        assertThat(ReadBackCode.spoken("XJ2Z")).isEqualTo("X-ray Juliett 2 Zulu");
    }
}
