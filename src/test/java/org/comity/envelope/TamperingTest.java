package org.comity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.comity.trust.TestAuthority.Algorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to a sealed message on its way: it is rejected, or opens to the identical message; nothing is ever thrown. */
class TamperingTest {

    /** THREAT-39, THREAT-57 */
    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"P256", "P384"})
    void rejectsEveryFlippedBitOrOpensTheIdenticalMessage(Algorithm algorithm) {
        var exchange = Exchange.of(algorithm);
        SealedMessage sealed = exchange.sealed();
        for (int i = 0; i < sealed.bytes().length; i++) {
            byte[] flipped = sealed.bytes().clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            requireRejectedOrIdentical(exchange, sealed, flipped);
        }
    }

    @Test
    void rejectsEveryBitFlippedAroundTheKeys() {
        var exchange = Exchange.of(Algorithm.P256);
        SealedMessage sealed = exchange.sealed();
        // the recipient, the wrapped key and the parameters of the cipher lie in the first 400 bytes, the tag in the
        // last 20
        for (int i = 0; i < sealed.bytes().length; i++) {
            for (int bit = 0; bit < 8 && (i < 400 || i > sealed.bytes().length - 20); bit++) {
                byte[] flipped = sealed.bytes().clone();
                flipped[i] ^= (byte) (1 << bit);
                requireRejectedOrIdentical(exchange, sealed, flipped);
            }
        }
    }

    /** THREAT-41: RSA is slow, so only the part where the key is. */
    @Test
    void rejectsEveryFlippedByteOfAnRsaWrappedKey() {
        var exchange = Exchange.of(Algorithm.RSA_3072);
        SealedMessage sealed = exchange.sealed();
        for (int i = 0; i < 620; i++) {
            byte[] flipped = sealed.bytes().clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            requireRejectedOrIdentical(exchange, sealed, flipped);
        }
    }

    /** THREAT-46 */
    @Test
    void rejectsEveryTruncation() {
        var exchange = Exchange.of(Algorithm.P256);
        byte[] sealed = exchange.sealed().bytes();
        for (int length = 0; length < sealed.length; length++) {
            assertThat(SealedEnvelope.parse(Arrays.copyOf(sealed, length)).problems())
                    .as("cut to %d bytes", length)
                    .isNotEmpty();
        }
    }

    /** Whoever can encrypt for us can put anything inside: the layers behind the decryption meet the same treatment. */
    @Test
    void neverThrowsAtABrokenSignedPart() {
        var exchange = Exchange.of(Algorithm.P256);
        SealedMessage sealed = exchange.sealed();
        byte[] signedPart = sealed.signedPart();
        for (int i = 0; i < signedPart.length; i++) {
            byte[] flipped = signedPart.clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            byte[] again = exchange.sealer.encryptAgain(flipped, exchange.recipient());
            requireRejectedOrIdentical(exchange, sealed, again);
        }
    }

    @Test
    void rejectsNoiseAndSplices() {
        var exchange = Exchange.of(Algorithm.P256);
        SealedMessage sealed = exchange.sealed();
        byte[] one = sealed.bytes();
        byte[] other = exchange.sealed(new byte[3000], List.of()).bytes();
        var random = new Random(4711);
        for (int round = 0; round < 2000; round++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThat(exchange.open(noise)).isInstanceOf(Opening.Unverified.class);
            int cut = random.nextInt(Math.min(one.length, other.length) - 1) + 1;
            byte[] spliced = one.clone();
            System.arraycopy(other, 0, spliced, 0, cut);
            requireRejectedOrIdentical(exchange, sealed, spliced);
        }
    }

    private static void requireRejectedOrIdentical(Exchange exchange, SealedMessage sealed, byte[] changed) {
        if (exchange.open(changed) instanceof Opening.Opened(OpenedMessage opened)) {
            assertThat(opened.mic()).isEqualTo(sealed.mic());
            assertThat(opened.headers()).contains(exchange.headers());
            assertThat(opened.xml()).isEqualTo(Exchange.XML);
        }
    }
}
