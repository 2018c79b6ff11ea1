package org.comity.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.comity.envelope.Sealer.SealedPart;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.problems.GatewayBug;
import org.comity.trust.TestAuthority.Algorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UC-10/4: of a sealed part only its seal is stored, and each try sends the same bytes. */
class PartEnvelopeTest {
    private static final int FOUR_MIB = 4 << 20;

    private final Exchange exchange = Exchange.of(Algorithm.P256);

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"P256", "P384", "RSA_3072"})
    void isMadeAgainFromItsStoredSealByteForByte(Algorithm algorithm) {
        var with = Exchange.of(algorithm);
        AttachedBytes piece = piece(100_000);
        SealedPart sealed = seal(with, piece, with.recipient());
        byte[] first = bytes(sealed.envelope());

        byte[] stored = sealed.seal().bytes();
        byte[] again =
                bytes(with.sealer.envelope(Seal.read(stored), sealed.mic(), with.headers(), Exchange.XML, piece));

        assertThat(again).isEqualTo(first);
        assertThat(stored.length).isLessThan(8 * 1024);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1, 57, 32 * 1024, 32 * 1024 + 1, 57 * 1024, 57 * 1024 + 1, 58_368 * 2 - 1, FOUR_MIB - 1, FOUR_MIB})
    void isOpenedByItsReceiver(int length) {
        AttachedBytes piece = piece(length);
        SealedPart sealed = seal(exchange, piece, exchange.recipient());

        OpenedMessage opened = exchange.opened(bytes(sealed.envelope()));

        assertThat(opened.mic()).isEqualTo(sealed.mic());
        assertThat(opened.xml()).isEqualTo(Exchange.XML);
        assertThat(opened.attachments().getFirst().bytes()).isEqualTo(piece.bytes());
    }

    @Test
    void goesToALegacyPartnerToo() {
        var allowed = new Allowances.Decision("admin", "product has no GCM", Exchange.NOW.plus(Duration.ofDays(30)));
        var legacy = new Allowances(false, false, false, false, false, Optional.of(allowed));
        var with = new Exchange(Algorithm.P256, Algorithm.P256, legacy);
        var to = new Recipient(with.receiver.certificate(CertificateUse.LEGACY_ENCRYPTION), legacy);
        AttachedBytes piece = piece(100_000);
        SealedPart sealed = seal(with, piece, to);
        Seal stored = Seal.read(sealed.seal().bytes());

        byte[] again = bytes(with.sealer.envelope(stored, sealed.mic(), with.headers(), Exchange.XML, piece));

        assertThat(again).isEqualTo(bytes(sealed.envelope()));
        assertThat(with.opened(again).attachments().getFirst().bytes()).isEqualTo(piece.bytes());
    }

    /** ENV-24: not a byte of ciphertext exists of a second content under the same key and nonce. */
    @Test
    void isNotMadeOfAnotherContent() {
        AttachedBytes piece = piece(100_000);
        SealedPart sealed = seal(exchange, piece, exchange.recipient());
        byte[] other = piece.bytes().clone();
        other[50_000] ^= 1;
        AttachedBytes changed = new AttachedBytes(piece.name(), piece.mediaType(), other);

        assertThatThrownBy(() -> exchange.sealer.envelope(
                        sealed.seal(), sealed.mic(), exchange.headers(), Exchange.XML, changed))
                .isInstanceOf(GatewayBug.class);
    }

    @Test
    void saysNothingOfItsKey() {
        SealedPart sealed = seal(exchange, piece(10), exchange.recipient());
        assertThat(sealed.seal()).hasToString("Seal");
    }

    private static SealedPart seal(Exchange exchange, AttachedBytes piece, Recipient to) {
        return exchange.sealer.sealPart(
                exchange.headers(), Exchange.XML, piece, exchange.sender.keys().signing(exchange.sender.id()), to);
    }

    private static AttachedBytes piece(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return new AttachedBytes("part-0", "application/octet-stream", bytes);
    }

    private static byte[] bytes(Envelope envelope) {
        try (InputStream in = envelope.open()) {
            byte[] bytes = in.readAllBytes();
            assertThat(envelope.length()).isEqualTo(bytes.length);
            return bytes;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
