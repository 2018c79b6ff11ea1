package org.comity.journal;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.comity.messages.Digest;
import org.comity.partners.AgencyId;
import org.comity.trust.KeyKind;
import org.comity.trust.OwnCertificate;
import org.comity.trust.OwnKeys;
import org.comity.trust.SignatureScheme;
import org.comity.trust.SigningKey;

/**
 * Signs checkpoints with the gateway's journal key, and verifies them with that key and those before it. A signature of a C2SP signed
 * note begins with four bytes that name the key: for ECDSA the first of the SHA-256 of its SubjectPublicKeyInfo.
 */
public final class JournalKey {
    private static final int KEY_NAME = 4; // bytes

    private final AgencyId agency;
    private final OwnKeys keys;

    /** @param agency the first own agency: one journal for all of a gateway's */
    public JournalKey(AgencyId agency, OwnKeys keys) {
        this.agency = agency;
        this.keys = keys;
    }

    /** The journal's name: first line of each checkpoint. */
    String origin() {
        return "comity/" + agency;
    }

    boolean isPresent() {
        return keys.has(agency, KeyKind.JOURNAL);
    }

    byte[] sign(byte[] text) {
        SigningKey key = keys.journal(agency);
        byte[] signature = key.sign(text);
        return ByteBuffer.allocate(KEY_NAME + signature.length)
                .put(name(key.certificate().getPublicKey()))
                .put(signature)
                .array();
    }

    boolean verifies(byte[] text, byte[] named) {
        if (named.length <= KEY_NAME) {
            return false;
        }
        byte[] name = Arrays.copyOf(named, KEY_NAME);
        byte[] signature = Arrays.copyOfRange(named, KEY_NAME, named.length);
        return publicKeys().stream()
                .filter(key -> Arrays.equals(name(key), name))
                .anyMatch(key -> SignatureScheme.of(key).verify(key, text, signature));
    }

    private List<PublicKey> publicKeys() {
        return keys.certificates(agency).stream()
                .filter(own -> own.kind() == KeyKind.JOURNAL)
                .map(OwnCertificate::certificate)
                .map(X509Certificate::getPublicKey)
                .toList();
    }

    private static byte[] name(PublicKey key) {
        return Arrays.copyOf(Digest.of(key.getEncoded()).bytes(), KEY_NAME);
    }
}
